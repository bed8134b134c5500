package dev.handloom.device.driver.xsens;

import java.util.ArrayList;
import java.util.List;

/// The segments of MVN in their order on the wire.
enum Segments {
  LEFT_HAND("left-hand"),
  RIGHT_HAND("right-hand"),
  BODY("body");

  static final int BODY_COUNT = 23;
  static final int HAND_COUNT = 20;

  final String stream;

  Segments(String stream) {
    this.stream = stream;
  }

  /// Body segments 1 to 23 by their ids; of a hand the carpus and thumb to little finger, root to
  /// tip.
  List<String> names() {
    if (this == BODY) {
      return List.of(
          "pelvis",
          "l5",
          "l3",
          "t12",
          "t8",
          "neck",
          "head",
          "right_shoulder",
          "right_upper_arm",
          "right_forearm",
          "right_hand",
          "left_shoulder",
          "left_upper_arm",
          "left_forearm",
          "left_hand",
          "right_upper_leg",
          "right_lower_leg",
          "right_foot",
          "right_toe",
          "left_upper_leg",
          "left_lower_leg",
          "left_foot",
          "left_toe");
    }
    List<String> names = new ArrayList<>(List.of("carpus"));
    for (String finger : List.of("thumb", "index", "middle", "ring", "little")) {
      names.add(finger + "_metacarpal");
      names.add(finger + "_proximal");
      if (!finger.equals("thumb")) {
        names.add(finger + "_middle");
      }
      names.add(finger + "_distal");
    }
    return names;
  }
}
