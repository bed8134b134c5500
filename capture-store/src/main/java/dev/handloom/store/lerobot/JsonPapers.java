package dev.handloom.store.lerobot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON as other programs write it, NaN among it, and says in plain words what is wrong.
public final class JsonPapers {
  private static final long LARGEST_BYTES = 256L << 20;
  private static final int LONGEST_LINE = 16 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private JsonPapers() {}

  /// A line of a file of lines, or what is wrong with it.
  public interface Line {
    /// @param node null where the line is no JSON
    void take(long number, @Nullable JsonNode node, String trouble) throws IOException;
  }

  /// Reads a file.
  ///
  /// @throws IOException with a message for a person
  public static JsonNode read(Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes > LARGEST_BYTES) {
      throw new IOException("it has " + bytes + " bytes, too many for what it should say");
    }
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      if (node == null || !node.isObject()) {
        throw new IOException("it is no JSON object");
      }
      return node;
    } catch (JacksonException e) {
      throw new IOException("it is no JSON" + place(e), e);
    }
  }

  private static String place(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? ""
        : " from line " + at.getLineNr() + ", column " + at.getColumnNr() + " on";
  }

  /// Reads a file with an object on each line.
  public static void lines(Path file, Line line) throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder))) {
      StringBuilder text = new StringBuilder();
      long number = 0;
      for (int next = in.read(); next >= 0 || !text.isEmpty(); next = in.read()) {
        if (next >= 0 && next != '\n') {
          if (text.length() >= LONGEST_LINE) {
            throw new IOException("line " + (number + 1) + " does not end");
          }
          text.append((char) next);
          continue;
        }
        number++;
        String one = text.toString().strip();
        text.setLength(0);
        if (!one.isEmpty()) {
          take(number, one, line);
        }
        if (next < 0) {
          return;
        }
      }
    }
  }

  private static void take(long number, String text, Line line) throws IOException {
    JsonNode node = null;
    try {
      node = JSON.readTree(text);
    } catch (JacksonException e) {
      // Said below.
    }
    if (node == null || !node.isObject()) {
      line.take(number, null, "line " + number + " is no JSON object");
    } else {
      line.take(number, node, "");
    }
  }
}
