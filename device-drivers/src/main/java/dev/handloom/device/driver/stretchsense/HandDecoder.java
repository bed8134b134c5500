package dev.handloom.device.driver.stretchsense;

import dev.handloom.device.driver.json.WireJson;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.driver.skeleton.Joints;
import dev.handloom.device.space.Quat;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Takes the JSON of a frame apart.
final class HandDecoder {
  private static final double METRES_PER_CENTIMETRE = 0.01;
  private static final int LONGEST = 100;
  private static final int HOUR = 3600;
  private static final double MOST_FRAMES = 1000;

  private record Place(Hand hand, int bone) {}

  private final Map<String, Place> places = new HashMap<>();
  private final Map<Hand, double[]> values = new EnumMap<>(Hand.class);
  private final Map<Hand, boolean[]> seen = new EnumMap<>(Hand.class);
  private final double[] translation = new double[3];
  private final double[] pre = new double[4];
  private final double[] own = new double[4];
  private final double[] post = new double[4];
  private double timecodeSeconds;
  private double frameRate;
  private String timecode = "";

  HandDecoder() {
    for (Hand hand : Hand.values()) {
      List<String> names = hand.wireNames();
      for (int bone = 0; bone < names.size(); bone++) {
        places.put(names.get(bone), new Place(hand, bone));
      }
      values.put(hand, new double[names.size() * Joints.PER_JOINT]);
      seen.put(hand, new boolean[names.size()]);
    }
  }

  /// @return whether it is a frame with at least one whole hand, and none in part
  boolean accept(byte[] bytes, int offset, int length) {
    seen.values().forEach(marks -> Arrays.fill(marks, false));
    timecode = "";
    timecodeSeconds = Double.NaN;
    frameRate = Double.NaN;
    try {
      WireJson.read(bytes, offset, length, this::message);
      timecode();
    } catch (Unexpected e) {
      return false;
    }
    boolean any = false;
    for (Hand hand : Hand.values()) {
      int bones = bones(hand);
      if (bones != 0 && bones != marks(hand).length) {
        return false;
      }
      any |= bones > 0;
    }
    return any;
  }

  private boolean[] marks(Hand hand) {
    boolean[] marks = seen.get(hand);
    return marks == null ? new boolean[0] : marks;
  }

  private int bones(Hand hand) {
    int bones = 0;
    for (boolean mark : marks(hand)) {
      bones += mark ? 1 : 0;
    }
    return bones;
  }

  private void message(JsonParser json) throws Unexpected {
    WireJson.expect(json, JsonToken.START_OBJECT);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "bones" -> {
          if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new Unexpected("its bones are no list");
          }
          while (json.nextToken() != JsonToken.END_ARRAY) {
            bone(json);
          }
        }
        case "timecode" -> timecode = WireJson.text(json, LONGEST);
        case "frameRate" -> frameRate = WireJson.number(json);
        default -> json.skipChildren();
      }
    }
  }

  private void bone(JsonParser json) throws Unexpected {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Unexpected("a bone is no object");
    }
    String bone = "";
    int parts = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "name" -> bone = WireJson.text(json, LONGEST);
        case "translation" -> {
          WireJson.numbers(json, translation, 0, 3);
          parts |= 1;
        }
        case "pre_rotation" -> {
          WireJson.numbers(json, pre, 0, 4);
          parts |= 2;
        }
        case "rotation" -> {
          WireJson.numbers(json, own, 0, 4);
          parts |= 4;
        }
        case "post_rotation" -> {
          WireJson.numbers(json, post, 0, 4);
          parts |= 8;
        }
        default -> json.skipChildren();
      }
    }
    if (parts != 15) {
      throw new Unexpected("a bone lacks something");
    }
    Place place = places.get(bone);
    if (place != null) {
      store(place);
    }
  }

  private void store(Place place) {
    double[] into = values.get(place.hand());
    if (into == null) {
      return;
    }
    marks(place.hand())[place.bone()] = true;
    int at = place.bone() * Joints.PER_JOINT;
    for (int i = 0; i < 3; i++) {
      into[at + i] = translation[i] * METRES_PER_CENTIMETRE;
    }
    Quat local = quat(pre).times(quat(own)).times(quat(post));
    into[at + 3] = local.x();
    into[at + 4] = local.y();
    into[at + 5] = local.z();
    into[at + 6] = local.w();
  }

  private static Quat quat(double[] xyzw) {
    return new Quat(xyzw[0], xyzw[1], xyzw[2], xyzw[3]);
  }

  /// `HH:MM:SS:FF`, where the frames count within a second.
  private void timecode() throws Unexpected {
    if (timecode.isEmpty()) {
      return;
    }
    String[] parts = timecode.split("[:;]", -1);
    if (parts.length != 4) {
      throw new Unexpected("its timecode is none");
    }
    int[] numbers = new int[4];
    for (int i = 0; i < 4; i++) {
      if (!parts[i].matches("[0-9]{1,3}")) {
        throw new Unexpected("its timecode is none");
      }
      numbers[i] = Integer.parseInt(parts[i]);
    }
    if (numbers[0] > 23 || numbers[1] > 59 || numbers[2] > 59) {
      throw new Unexpected("its timecode is none");
    }
    double part = frameRate > 0 && frameRate <= MOST_FRAMES ? numbers[3] / frameRate : 0;
    timecodeSeconds = numbers[0] * HOUR + numbers[1] * 60 + numbers[2] + Math.min(part, 1);
  }

  /// Whether the frame has this hand.
  boolean has(Hand hand) {
    return bones(hand) > 0;
  }

  /// The bones of a hand, each in the frame of its parent.
  double[] values(Hand hand) {
    double[] found = values.get(hand);
    return found == null ? new double[0] : found;
  }

  /// Since midnight; NaN without a timecode.
  double timecodeSeconds() {
    return timecodeSeconds;
  }

  /// Of the timecode; NaN if it is not told.
  double frameRate() {
    return frameRate;
  }
}
