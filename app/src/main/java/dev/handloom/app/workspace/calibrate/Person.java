package dev.handloom.app.workspace.calibrate;

import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import java.util.EnumSet;
import java.util.Set;

/// Whoever wears the gloves, with the hands they have.
///
/// @param leftHanded whether the left glove comes first
/// @param lengthMillimetres from the crease of the wrist to the tip of the middle finger
/// @param breadthMillimetres across the knuckles of index and little finger
/// @param left fingers of the left hand
/// @param right fingers of the right hand
record Person(
    String name,
    boolean leftHanded,
    double lengthMillimetres,
    double breadthMillimetres,
    Set<Finger> left,
    Set<Finger> right) {
  private static final double MILLI = 1000;

  Person {
    left = Set.copyOf(left);
    right = Set.copyOf(right);
  }

  /// Nobody has measured this one.
  static Person named(String name) {
    Set<Finger> all = EnumSet.allOf(Finger.class);
    return new Person(
        name,
        false,
        Math.rint(MILLI * HandMeasure.length(HandSize.ADULT)),
        Math.rint(MILLI * HandMeasure.knuckles(HandSize.ADULT)),
        all,
        all);
  }

  Set<Finger> fingers(HandSide side) {
    return side == HandSide.LEFT ? left : right;
  }

  /// @throws IllegalArgumentException where no hand is like that; the message is for a person
  HandSize size() {
    return HandMeasure.byRuler(lengthMillimetres / MILLI, breadthMillimetres / MILLI);
  }
}
