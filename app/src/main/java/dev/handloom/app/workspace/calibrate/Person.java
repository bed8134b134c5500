package dev.handloom.app.workspace.calibrate;

import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
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

  /// Palms are between these shares of a hand's length across, where their bones begin.
  private static final double LEAST_SHARE = 5.9;

  private static final double MOST_SHARE = 2.5;

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
        Math.rint(MILLI * knuckles(HandSize.ADULT)),
        all,
        all);
  }

  Set<Finger> fingers(HandSide side) {
    return side == HandSide.LEFT ? left : right;
  }

  /// Where a ruler is laid: from the knuckle of the index finger to that of the little one, in
  /// metres. The bones of the palm fan out to there from closer together.
  static double knuckles(HandSize size) {
    double[] joints = new double[HandPose.VALUES];
    new ForwardKinematics(HandSide.LEFT, size).solve(new double[HandAngles.COUNT], joints);
    int index = HandJoint.INDEX_PROXIMAL.ordinal() * HandPose.PER_JOINT;
    int little = HandJoint.LITTLE_PROXIMAL.ordinal() * HandPose.PER_JOINT;
    return Math.abs(joints[index] - joints[little]);
  }

  /// @throws IllegalArgumentException where no hand is like that; the message is for a person
  HandSize size() {
    double length = lengthMillimetres / MILLI;
    HandSize grown = HandSize.scaled(length / HandMeasure.length(HandSize.ADULT));
    double fan = knuckles(grown) - HandMeasure.breadth(grown);
    double palm = breadthMillimetres / MILLI - fan;
    if (palm < length / LEAST_SHARE || palm > length / MOST_SHARE) {
      throw new IllegalArgumentException(
          "A hand of that length is not %d mm across its knuckles."
              .formatted(Math.round(breadthMillimetres)));
    }
    return HandMeasure.byRuler(length, palm);
  }
}
