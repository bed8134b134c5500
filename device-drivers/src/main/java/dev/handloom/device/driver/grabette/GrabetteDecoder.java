package dev.handloom.device.driver.grabette;

import dev.handloom.device.driver.json.WireJson;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Takes the answers and messages of the gripper's server apart.
final class GrabetteDecoder {
  /// A reading of one part.
  ///
  /// @param ticks its time in microseconds
  record Reading(Part part, long ticks, double[] values) {}

  /// The server keeps 500 of each part.
  private static final int MOST_READINGS = 5000;

  private static final double MICROS_PER_MILLI = 1e3;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double MOST_MICROS = 9e18;
  private static final double UNIT_LENGTH = 0.02;

  private final List<Reading> readings = new ArrayList<>();
  private long cursor;
  private long generation;
  private boolean capturing;
  private boolean lost;

  /// What `/api/state/history` answers.
  void history(byte[] bytes, int length) throws Unexpected {
    begin();
    WireJson.read(
        bytes,
        0,
        length,
        json -> {
          boolean counted = false;
          WireJson.expect(json, JsonToken.START_OBJECT);
          while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
              case "imu" -> list(json, Part.IMU, "t", "a", "g");
              case "angle" -> list(json, Part.JAWS, "t", "p", "d");
              case "cursor" -> {
                cursor = WireJson.whole(json);
                counted = true;
              }
              case "gen" -> generation = WireJson.whole(json);
              default -> json.skipChildren();
            }
          }
          if (!counted) {
            throw new Unexpected("no cursor");
          }
        });
  }

  private void list(JsonParser json, Part part, String time, String first, String second)
      throws Unexpected {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new Unexpected("a list was expected");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      reading(json, part, time, first, second);
    }
  }

  /// What comes over `/api/state/ws`.
  void state(byte[] bytes, int length) throws Unexpected {
    begin();
    WireJson.read(
        bytes,
        0,
        length,
        json -> {
          boolean known = false;
          WireJson.expect(json, JsonToken.START_OBJECT);
          while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            boolean nothing = json.nextToken() == JsonToken.VALUE_NULL;
            switch (name) {
              case "imu" -> {
                known = true;
                if (!nothing) {
                  reading(json, Part.IMU, "timestamp_ms", "accel", "gyro");
                }
              }
              case "angle" -> {
                known = true;
                if (!nothing) {
                  reading(json, Part.JAWS, "timestamp_ms", "proximal", "distal");
                }
              }
              case "capture" -> capture(json);
              default -> json.skipChildren();
            }
          }
          if (!known) {
            throw new Unexpected("neither imu nor angle");
          }
        });
  }

  private void capture(JsonParser json) throws Unexpected {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Unexpected("an object was expected");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      if (name.equals("is_capturing")) {
        capturing = token == JsonToken.VALUE_TRUE;
      }
      json.skipChildren();
    }
  }

  private void reading(JsonParser json, Part part, String time, String first, String second)
      throws Unexpected {
    if (json.currentToken() != JsonToken.START_OBJECT || readings.size() == MOST_READINGS) {
      throw new Unexpected("a reading was expected");
    }
    int each = part == Part.IMU ? 3 : 1;
    double[] values = new double[2 * each];
    long ticks = -1;
    int seen = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals(time)) {
        ticks = micros(WireJson.number(json) * MICROS_PER_MILLI);
      } else if (name.equals(first) || name.equals(second)) {
        boolean one = name.equals(first);
        if (each == 1) {
          values[one ? 0 : 1] = WireJson.number(json);
        } else {
          WireJson.numbers(json, values, one ? 0 : each, each);
        }
        seen |= one ? 1 : 2;
      } else {
        json.skipChildren();
      }
    }
    if (seen != 3 || ticks < 0) {
      throw new Unexpected("a reading lacks something");
    }
    readings.add(new Reading(part, ticks, values));
  }

  private static long micros(double micros) throws Unexpected {
    if (!(micros >= 0 && micros < MOST_MICROS)) {
      throw new Unexpected("no such time");
    }
    return Math.round(micros);
  }

  /// What comes over `/api/teleop/stream`.
  void motion(byte[] bytes, int length) throws Unexpected {
    begin();
    double[] values = new double[8];
    long[] ticks = {-1};
    WireJson.read(
        bytes,
        0,
        length,
        json -> {
          int seen = 0;
          WireJson.expect(json, JsonToken.START_OBJECT);
          while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            int at =
                switch (name) {
                  case "dx" -> 0;
                  case "dy" -> 1;
                  case "dz" -> 2;
                  case "dqx" -> 3;
                  case "dqy" -> 4;
                  case "dqz" -> 5;
                  case "dqw" -> 6;
                  default -> -1;
                };
            if (at >= 0) {
              values[at] = WireJson.number(json);
              seen |= 1 << at;
            } else if (name.equals("t")) {
              ticks[0] = micros(WireJson.number(json) * MICROS_PER_SECOND);
            } else if (name.equals("send")) {
              values[7] = token == JsonToken.VALUE_TRUE ? 1 : 0;
            } else if (name.equals("lost")) {
              lost = token == JsonToken.VALUE_TRUE;
            } else {
              json.skipChildren();
            }
          }
          if (seen != 0x7F || ticks[0] < 0) {
            throw new Unexpected("a motion lacks something");
          }
        });
    double length4 = 0;
    for (int i = 3; i < 7; i++) {
      length4 += values[i] * values[i];
    }
    if (Math.abs(length4 - 1) > UNIT_LENGTH) {
      throw new Unexpected("a rotation that is none");
    }
    if (!lost) {
      readings.add(new Reading(Part.MOTION, ticks[0], values));
    }
  }

  private void begin() {
    readings.clear();
    lost = false;
  }

  /// What came, oldest first within each part.
  List<Reading> readings() {
    return readings;
  }

  /// Up to where the history was handed out.
  long cursor() {
    return cursor;
  }

  /// Goes up when the gripper begins or ends to play an old episode.
  long generation() {
    return generation;
  }

  /// Whether the gripper records an episode of its own.
  boolean capturing() {
    return capturing;
  }

  /// Whether the gripper does not know where it is.
  boolean lost() {
    return lost;
  }
}
