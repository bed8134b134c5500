package dev.handloom.device.driver.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON that a device sent, within limits that no honest device comes near.
public final class WireJson {
  private static final int DEEPEST = 24;
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_TEXT = 1 << 16;
  private static final int LONGEST_NAME = 256;

  /// A picture of 8192×8192 in base64, that compresses badly.
  private static final int LONGEST_PICTURE = 1 << 27;

  private static final JsonFactory FACTORY = factory(LONGEST_TEXT);
  private static final JsonFactory PICTURES = factory(LONGEST_PICTURE);

  private static JsonFactory factory(int longestText) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(LONGEST_NUMBER)
                .maxStringLength(longestText)
                .maxNameLength(LONGEST_NAME)
                .build())
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .build();
  }

  private WireJson() {}

  /// What a device sent is not what it should be.
  @SuppressWarnings("serial")
  public static final class Unexpected extends Exception {
    public Unexpected(String what) {
      // Garbage may come a thousand times a second: no stack is walked for it.
      super(what, null, false, false);
    }
  }

  /// Takes one message apart.
  @FunctionalInterface
  public interface Reading {
    void read(JsonParser json) throws Unexpected;
  }

  /// Opens a message, has it read, and makes sure that nothing follows it.
  ///
  /// @param reading begins before the first token and ends at the last
  public static void read(byte[] bytes, int offset, int length, Reading reading) throws Unexpected {
    read(FACTORY, bytes, offset, length, reading);
  }

  /// The same of a message whose texts may be pictures: no longer than the message itself.
  public static void readPictures(byte[] bytes, int offset, int length, Reading reading)
      throws Unexpected {
    read(PICTURES, bytes, offset, length, reading);
  }

  private static void read(
      JsonFactory factory, byte[] bytes, int offset, int length, Reading reading)
      throws Unexpected {
    try (JsonParser json = factory.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
      reading.read(json);
      if (json.nextToken() != null) {
        throw new Unexpected("something follows the last }");
      }
    } catch (JacksonException e) {
      throw new Unexpected("it is no JSON");
    }
  }

  /// Goes on to the next token, which must be this.
  public static void expect(JsonParser json, JsonToken wanted) throws Unexpected {
    if (json.nextToken() != wanted) {
      throw new Unexpected(wanted + " was expected");
    }
  }

  /// The number that the parser stands on.
  public static double number(JsonParser json) throws Unexpected {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      throw new Unexpected("a number was expected");
    }
    double value = json.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw new Unexpected("a number is too large");
    }
    return value;
  }

  /// The whole number, from 0, that the parser stands on.
  public static long whole(JsonParser json) throws Unexpected {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new Unexpected("a whole number was expected");
    }
    // Throws what is caught above if it is too large.
    long value = json.getLongValue();
    if (value < 0) {
      throw new Unexpected("a number below 0");
    }
    return value;
  }

  /// Reads an array of exactly so many numbers; the parser stands on its beginning, then on its
  /// end.
  public static void numbers(JsonParser json, double[] into, int offset, int count)
      throws Unexpected {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new Unexpected("a list of numbers was expected");
    }
    for (int i = 0; i < count; i++) {
      json.nextToken();
      into[offset + i] = number(json);
    }
    expect(json, JsonToken.END_ARRAY);
  }

  /// The text that the parser stands on, without characters that would upset a screen.
  public static String text(JsonParser json, int most) throws Unexpected {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new Unexpected("a text was expected");
    }
    String text = json.getString();
    StringBuilder clean = new StringBuilder(Math.min(text.length(), most));
    for (int i = 0; i < text.length() && clean.length() < most; i++) {
      char c = text.charAt(i);
      clean.append(Character.isISOControl(c) ? ' ' : c);
    }
    return clean.toString().strip();
  }
}
