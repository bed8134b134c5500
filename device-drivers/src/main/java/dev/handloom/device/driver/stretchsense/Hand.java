package dev.handloom.device.driver.stretchsense;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A hand as Hand Engine names its bones.
enum Hand {
  LEFT,
  RIGHT;

  private static final int BONES = 3;

  String stream() {
    return name().toLowerCase(Locale.ROOT) + "-hand";
  }

  /// The bones as they are called on the wire, wrist first, thumb to little finger, root to tip.
  List<String> wireNames() {
    String end = this == LEFT ? "_l" : "_r";
    return names().stream().map(name -> name + end).toList();
  }

  /// The same without the hand.
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of("hand"));
    for (String finger : List.of("thumb", "index", "middle", "ring", "pinky")) {
      // The thumb has no bone in the palm.
      for (int bone = finger.equals("thumb") ? 1 : 0; bone <= BONES; bone++) {
        names.add(finger + "_0" + bone);
      }
    }
    return names;
  }
}
