package dev.handloom.device.driver.rokoko;

import dev.handloom.device.driver.json.WireJson;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.driver.skeleton.Joints;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Takes datagrams of Studio's custom stream apart.
final class RokokoDecoder {
  /// Of plain JSON; a datagram is no larger than 64 KiB, and packed some tenfold.
  private static final int LARGEST = 1 << 21;

  private static final int LONGEST_NAME = 60;
  private static final double MICROS = 1e6;
  private static final double MOST_MICROS = 9e18;
  private static final int VERSION = 3;

  /// Where a joint's numbers go: several places, as a hand is part of the body, too.
  private record Place(double[] values, int at, boolean[] seen, int joint) {}

  private final String wanted;
  private final Map<String, List<Place>> places = new HashMap<>();
  private final List<double[]> values = new ArrayList<>();
  private final List<boolean[]> seen = new ArrayList<>();
  private final double[] one = new double[Joints.PER_JOINT];
  private final List<String> actors = new ArrayList<>();
  private byte[] unpacked = new byte[0];
  private long ticks;
  private boolean found;
  private boolean gloved;
  private boolean studio1;
  private String why = "";

  /// @param wanted name of the actor; empty for the first
  RokokoDecoder(List<Limb> limbs, String wanted) {
    this.wanted = wanted;
    for (Limb limb : limbs) {
      List<String> joints = limb.joints();
      double[] into = new double[joints.size() * Joints.PER_JOINT];
      boolean[] marks = new boolean[joints.size()];
      values.add(into);
      seen.add(marks);
      for (int j = 0; j < joints.size(); j++) {
        places
            .computeIfAbsent(joints.get(j), name -> new ArrayList<>())
            .add(new Place(into, j * Joints.PER_JOINT, marks, j));
      }
    }
  }

  /// Whether a datagram is a frame with everything that is wanted.
  boolean accept(byte[] bytes, int length) {
    try {
      byte[] from = bytes;
      int size = length;
      if (Lz4Frame.begins(bytes, length)) {
        if (unpacked.length == 0) {
          unpacked = new byte[LARGEST];
        }
        from = unpacked;
        size = Lz4Frame.unpack(bytes, length, unpacked);
        if (size == Lz4Frame.BAD) {
          throw new Unexpected("a broken LZ4 frame");
        }
      }
      begin();
      WireJson.read(from, 0, size, this::message);
      complete();
      return true;
    } catch (Unexpected e) {
      why = String.valueOf(e.getMessage());
      return false;
    }
  }

  private void begin() {
    ticks = Sample.NO_TICKS;
    found = false;
    gloved = false;
    studio1 = false;
    actors.clear();
    seen.forEach(marks -> Arrays.fill(marks, false));
  }

  private void complete() throws Unexpected {
    if (studio1) {
      throw new Unexpected("it is of the form of Studio 1");
    }
    if (ticks == Sample.NO_TICKS) {
      throw new Unexpected("it has no time");
    }
    if (!found) {
      throw new Unexpected(
          wanted.isEmpty()
              ? "it has no actor"
              : "it has no actor called " + wanted + ", only " + String.join(", ", actors));
    }
    for (boolean[] marks : seen) {
      for (boolean mark : marks) {
        if (!mark) {
          throw new Unexpected("its actor lacks a joint");
        }
      }
    }
  }

  private void message(JsonParser json) throws Unexpected {
    WireJson.expect(json, JsonToken.START_OBJECT);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "version" -> version(json);
        case "scene" -> scene(json);
        // Version 3 has no trackers: Studio 1 calls itself so and sends version 2.
        case "trackers" -> {
          studio1 = true;
          json.skipChildren();
        }
        default -> json.skipChildren();
      }
    }
  }

  /// A number, or a text with a comma or a point.
  private void version(JsonParser json) throws Unexpected {
    String text =
        json.currentToken() == JsonToken.VALUE_STRING
            ? WireJson.text(json, LONGEST_NAME).replace(',', '.')
            : String.valueOf(WireJson.number(json));
    int point = text.indexOf('.');
    String major = point < 0 ? text : text.substring(0, point);
    studio1 |= !major.equals(String.valueOf(VERSION));
  }

  private void scene(JsonParser json) throws Unexpected {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Unexpected("its scene is no object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "timestamp" -> {
          double micros = WireJson.number(json) * MICROS;
          if (!(micros >= 0 && micros < MOST_MICROS)) {
            throw new Unexpected("its time is none");
          }
          ticks = Math.round(micros);
        }
        case "actors" -> {
          if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new Unexpected("its actors are no list");
          }
          while (json.nextToken() != JsonToken.END_ARRAY) {
            actor(json);
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  private void actor(JsonParser json) throws Unexpected {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Unexpected("an actor is no object");
    }
    // Its name stands before its body, so that the bodies of others are skipped.
    boolean ours = wanted.isEmpty() && !found;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "name" -> {
          String actor = WireJson.text(json, LONGEST_NAME);
          actors.add(actor);
          ours |= !found && actor.equals(wanted);
        }
        case "meta" -> meta(json, ours);
        case "body" -> {
          if (ours) {
            found = true;
            body(json);
          } else {
            json.skipChildren();
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  private void meta(JsonParser json, boolean ours) throws Unexpected {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Unexpected("an actor's meta is no object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      if (ours && name.equals("hasGloves")) {
        gloved = token == JsonToken.VALUE_TRUE;
      }
      json.skipChildren();
    }
  }

  private void body(JsonParser json) throws Unexpected {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Unexpected("an actor's body is no object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      List<Place> into = places.get(json.currentName());
      json.nextToken();
      if (into == null) {
        json.skipChildren();
        continue;
      }
      joint(json);
      for (Place place : into) {
        System.arraycopy(one, 0, place.values(), place.at(), Joints.PER_JOINT);
        place.seen()[place.joint()] = true;
      }
    }
  }

  private void joint(JsonParser json) throws Unexpected {
    int marks = 0;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Unexpected("a joint is no object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String part = json.currentName();
      json.nextToken();
      switch (part) {
        case "position" -> marks |= parts(json, 0, 3);
        case "rotation" -> marks |= parts(json, 3, 4);
        default -> json.skipChildren();
      }
    }
    if (marks != 0x7F) {
      throw new Unexpected("a joint lacks a number");
    }
  }

  private int parts(JsonParser json, int at, int count) throws Unexpected {
    int marks = 0;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Unexpected("a joint's place is no object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      int which = "xyzw".indexOf(json.currentName());
      boolean known = json.currentName().length() == 1 && which >= 0 && which < count;
      json.nextToken();
      if (known) {
        one[at + which] = WireJson.number(json);
        marks |= 1 << (at + which);
      } else {
        json.skipChildren();
      }
    }
    return marks;
  }

  /// The numbers of a limb, in the order in which limbs were asked for.
  double[] values(int limb) {
    return values.get(limb);
  }

  /// The scene's time in microseconds.
  long ticks() {
    return ticks;
  }

  /// Whether Studio says that the actor wears gloves.
  boolean gloved() {
    return gloved;
  }

  /// Whether the last datagram was of Studio 1 or its format.
  boolean studio1() {
    return studio1;
  }

  /// Why the last bad datagram was bad.
  String why() {
    return why;
  }
}
