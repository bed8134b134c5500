package dev.handloom.device.driver.rokoko;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A stream's worth of joints, as Studio names them.
enum Limb {
  LEFT_HAND("left-hand"),
  RIGHT_HAND("right-hand"),
  BODY("body");

  private static final List<String> FINGERS = List.of("Thumb", "Index", "Middle", "Ring", "Little");
  private static final List<String> PHALANGES = List.of("Proximal", "Medial", "Distal", "Tip");
  private static final List<String> TRUNK = List.of("hip", "spine", "chest", "neck", "head");
  private static final List<String> SIDED =
      List.of("Shoulder", "UpperArm", "LowerArm", "Hand", "UpLeg", "Leg", "Foot", "Toe", "ToeEnd");

  final String stream;

  Limb(String stream) {
    this.stream = stream;
  }

  /// Its joints, as Studio names them, in order.
  List<String> joints() {
    String side = name().toLowerCase(Locale.ROOT).replace("_hand", "");
    List<String> joints = new ArrayList<>();
    if (this == BODY) {
      joints.addAll(TRUNK);
      for (String each : List.of("left", "right")) {
        SIDED.forEach(joint -> joints.add(each + joint));
      }
      return List.copyOf(joints);
    }
    joints.add(side + "Hand");
    for (String finger : FINGERS) {
      PHALANGES.forEach(phalanx -> joints.add(side + finger + phalanx));
    }
    return List.copyOf(joints);
  }
}
