package dev.handloom.device.driver.udcap;

import dev.handloom.device.driver.json.WireJson;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Takes datagrams of HandDriver apart.
final class UdcapDecoder {
  static final int HANDS = 2;
  static final int ANGLES = 21;

  /// HandDriver's numbers in the order of our channels: thumb to little finger, root to tip, the
  /// first of each its abduction; and the one that nobody has explained.
  static final int[] ORDER = {
    20, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12, 19, 18, 17, 16, 3
  };

  private static final double MOST_DEGREES = 360;
  private static final int LONGEST_NAME = 40;
  private static final int[] PLACE = new int[ANGLES];

  static {
    for (int i = 0; i < ANGLES; i++) {
      PLACE[ORDER[i]] = i;
    }
  }

  private final double[][] values = new double[HANDS][ANGLES];
  private final boolean[][] seen = new boolean[HANDS][ANGLES];
  private boolean found;

  /// Whether a datagram has at least one whole hand, and none in part.
  boolean accept(byte[] bytes, int length) {
    int begin = begin(bytes, length);
    found = false;
    for (boolean[] marks : seen) {
      Arrays.fill(marks, false);
    }
    if (begin < 0) {
      return false;
    }
    try {
      WireJson.read(bytes, begin, length - begin, this::message);
    } catch (Unexpected e) {
      return false;
    }
    int left = count(0);
    int right = count(1);
    return found
        && (left == 0 || left == ANGLES)
        && (right == 0 || right == ANGLES)
        && left + right > 0;
  }

  /// The first `{"`: what stands before it is text.
  private static int begin(byte[] bytes, int length) {
    for (int i = 0; i + 1 < length; i++) {
      if (bytes[i] == '{' && bytes[i + 1] == '"') {
        return i;
      }
    }
    return -1;
  }

  /// Looks for the list wherever it is.
  private void message(JsonParser json) throws Unexpected {
    WireJson.expect(json, JsonToken.START_OBJECT);
    int depth = 1;
    while (depth > 0) {
      JsonToken token = json.nextToken();
      if (token == null) {
        throw new Unexpected("it ends in the middle");
      }
      switch (token) {
        case START_OBJECT -> depth++;
        case END_OBJECT -> depth--;
        case START_ARRAY -> {
          if ("Parameter".equals(json.currentName())) {
            parameters(json);
          }
        }
        default -> {}
      }
    }
  }

  private void parameters(JsonParser json) throws Unexpected {
    found = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new Unexpected("a parameter is no object");
      }
      String parameter = "";
      double value = Double.NaN;
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "Name" -> parameter = WireJson.text(json, LONGEST_NAME);
          // Parameters that are none of ours may be anything.
          case "Value" ->
              value = json.currentToken().isNumeric() ? WireJson.number(json) : skipped(json);
          default -> json.skipChildren();
        }
      }
      take(parameter, value);
    }
  }

  private static double skipped(JsonParser json) {
    json.skipChildren();
    return Double.NaN;
  }

  private void take(String parameter, double degrees) throws Unexpected {
    int hand = parameter.startsWith("l") ? 0 : parameter.startsWith("r") ? 1 : -1;
    int angle = angle(parameter);
    if (hand < 0 || angle < 0) {
      return;
    }
    if (!(Math.abs(degrees) <= MOST_DEGREES)) {
      throw new Unexpected("an angle that is none");
    }
    int at = PLACE[angle];
    if (seen[hand][at]) {
      throw new Unexpected("an angle twice");
    }
    seen[hand][at] = true;
    values[hand][at] = Math.toRadians(degrees);
  }

  /// The number behind the letter; -1 if it is none of an angle.
  private static int angle(String parameter) {
    int length = parameter.length();
    int number = 0;
    for (int i = 1; i < length; i++) {
      int digit = parameter.charAt(i) - '0';
      if (digit < 0 || digit > 9 || (i == 1 && digit == 0 && length > 2)) {
        return -1;
      }
      number = Math.min(10 * number + digit, ANGLES);
    }
    return length < 2 || number >= ANGLES ? -1 : number;
  }

  private int count(int hand) {
    int count = 0;
    for (boolean mark : seen[hand]) {
      count += mark ? 1 : 0;
    }
    return count;
  }

  /// Whether the datagram has this hand: 0 left, 1 right.
  boolean has(int hand) {
    return count(hand) == ANGLES;
  }

  /// Angles in radians.
  double[] values(int hand) {
    return values[hand];
  }
}
