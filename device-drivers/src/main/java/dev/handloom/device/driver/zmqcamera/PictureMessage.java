package dev.handloom.device.driver.zmqcamera;

import dev.handloom.device.driver.json.WireJson;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Takes one message apart: `{"timestamps": {name: seconds}, "images": {name: base64}}`, or a bare
/// JPEG. Reused for every message.
final class PictureMessage {
  private static final int MOST_CAMERAS = 64;
  private static final int LONGEST_NAME = 60;

  /// A server's clock lies between 1970 and the year 5138.
  private static final double LATEST_SECONDS = 1e11;

  private final String wanted;
  private final List<String> names = new ArrayList<>();
  private byte @Nullable [] jpeg;
  private long micros;
  private String taken = "";

  /// @param wanted the camera's name; empty for the first of a message
  PictureMessage(String wanted) {
    this.wanted = wanted;
  }

  /// Reads a message.
  ///
  /// @throws Unexpected if it is none
  void read(byte[] bytes, int length) throws Unexpected {
    names.clear();
    jpeg = null;
    micros = Sample.NO_TICKS;
    taken = "";
    if (length > 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8) {
      jpeg = java.util.Arrays.copyOf(bytes, length);
      return;
    }
    WireJson.readPictures(bytes, 0, length, this::message);
  }

  /// The picture; null if the message has none of the wanted camera.
  byte @Nullable [] jpeg() {
    return jpeg;
  }

  /// The sender's time of it, or [Sample#NO_TICKS].
  long micros() {
    return micros;
  }

  /// The cameras whose pictures were in the message.
  List<String> names() {
    return List.copyOf(names);
  }

  private void message(JsonParser json) throws Unexpected {
    List<String> stamped = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    boolean images = false;
    WireJson.expect(json, JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "timestamps" -> times(json, stamped, seconds);
        case "images" -> {
          images = true;
          images(json);
        }
        default -> json.skipChildren();
      }
    }
    if (!images) {
      throw new Unexpected("it has no images");
    }
    int at = stamped.indexOf(taken);
    if (jpeg != null && at >= 0) {
      micros = Math.round(seconds.get(at) * 1e6);
    }
  }

  private static void times(JsonParser json, List<String> stamped, List<Double> seconds)
      throws Unexpected {
    object(json);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      stamped.add(json.currentName());
      json.nextToken();
      double value = WireJson.number(json);
      if (value < 0 || value > LATEST_SECONDS || stamped.size() > MOST_CAMERAS) {
        throw new Unexpected("a time is none");
      }
      seconds.add(value);
    }
  }

  private void images(JsonParser json) throws Unexpected {
    object(json);
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      if (names.size() == MOST_CAMERAS) {
        throw new Unexpected("it has too many images");
      }
      names.add(
          name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("\\p{Cntrl}", " "));
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw new Unexpected("an image is no text");
      }
      if (jpeg == null && (wanted.isEmpty() || wanted.equals(name))) {
        taken = name;
        jpeg = json.getBinaryValue();
      }
    }
  }

  private static void object(JsonParser json) throws Unexpected {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Unexpected("{ was expected");
    }
  }
}
