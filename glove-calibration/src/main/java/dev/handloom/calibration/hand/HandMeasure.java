package dev.handloom.calibration.hand;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.space.Vec3;

/// The size of a person's hand, from a ruler or from a skeleton that knows it.
public final class HandMeasure {
  /// Of [HandSize#ADULT], in metres: from the wrist to the tip of the middle finger, and between
  /// the beginnings of the palm's bones of index and little finger.
  private static final double ADULT_LENGTH = length(HandSize.ADULT);

  private static final double ADULT_BREADTH = breadth(HandSize.ADULT);

  /// Smaller than a child's and larger than any hand on record: a slip of the keyboard.
  private static final double LEAST_LENGTH = 0.09;

  private static final double MOST_LENGTH = 0.26;

  /// Palms are between these shares of a hand's length across, where their bones begin.
  private static final double LEAST_SHARE = 9;

  private static final double MOST_SHARE = 2.5;

  private HandMeasure() {}

  /// @param lengthMetres from the crease of the wrist to the tip of the middle finger
  /// @param breadthMetres between the middles of the knuckles of index and little finger
  public static HandSize byRuler(double lengthMetres, double breadthMetres) {
    if (!(lengthMetres >= LEAST_LENGTH && lengthMetres <= MOST_LENGTH)) {
      throw new IllegalArgumentException(
          "A hand is between 90 and 260 mm long, not " + Math.round(1000 * lengthMetres) + " mm");
    }
    double along = lengthMetres / ADULT_LENGTH;
    HandSize grown = HandSize.scaled(along);
    // The palm's bones fan out to the knuckles from closer together.
    // The ruler lies aslant: the knuckle of the index finger is farther from the wrist.
    double[] knuckles = knuckleWay(grown);
    double straight =
        Math.sqrt(Math.max(0, breadthMetres * breadthMetres - knuckles[1] * knuckles[1]));
    double palm = straight - (knuckles[0] - breadth(grown));
    if (!(palm >= lengthMetres / LEAST_SHARE && palm <= lengthMetres / MOST_SHARE)) {
      throw new IllegalArgumentException(
          "A hand of that length is not "
              + Math.round(1000 * breadthMetres)
              + " mm across its knuckles");
    }
    double across = palm / ADULT_BREADTH;
    Vec3[] bases = grown.bases().clone();
    for (int f = 0; f < bases.length; f++) {
      Vec3 base = bases[f];
      bases[f] = new Vec3(base.x() / along * across, base.y(), base.z());
    }
    return new HandSize(bases, grown.bones());
  }

  public static double length(HandSize size) {
    double sum = -size.bases()[Finger.MIDDLE.ordinal()].z();
    for (double bone : size.bones()[Finger.MIDDLE.ordinal()]) {
      sum += bone;
    }
    return sum;
  }

  /// Where a ruler is laid: from the knuckle of the index finger to that of the little one.
  public static double knuckles(HandSize size) {
    double[] way = knuckleWay(size);
    return Math.hypot(way[0], way[1]);
  }

  /// Across the hand, and the rest of the way.
  private static double[] knuckleWay(HandSize size) {
    double[] joints = new double[HandPose.VALUES];
    new ForwardKinematics(HandSide.LEFT, size).solve(new double[HandAngles.COUNT], joints);
    int index = HandJoint.INDEX_PROXIMAL.ordinal() * HandPose.PER_JOINT;
    int little = HandJoint.LITTLE_PROXIMAL.ordinal() * HandPose.PER_JOINT;
    return new double[] {
      Math.abs(joints[index] - joints[little]),
      Math.hypot(joints[index + 1] - joints[little + 1], joints[index + 2] - joints[little + 2])
    };
  }

  /// Between the beginnings of the palm's bones of index and little finger.
  public static double breadth(HandSize size) {
    return Math.abs(
        size.bases()[Finger.INDEX.ordinal()].x() - size.bases()[Finger.LITTLE.ordinal()].x());
  }

  /// The bones of a skeleton: the distances between its joints. Bases that are not known stand
  /// where an adult's would.
  ///
  /// @param joints a hand in the wrist's frame, laid out as [HandPose]; NaN where not known
  public static HandSize byJoints(HandSide side, double[] joints) {
    Vec3[] bases = HandSize.ADULT.bases().clone();
    double[][] bones = HandSize.scaled(1).bones();
    for (Finger finger : Finger.values()) {
      int f = finger.ordinal();
      int base = finger.base().ordinal();
      int p = base * HandPose.PER_JOINT;
      if (!Double.isNaN(joints[p])) {
        bases[f] = new Vec3(side.thumbSign() * joints[p], joints[p + 1], joints[p + 2]);
      }
      for (int b = 0; b < bones[f].length; b++) {
        double length =
            HandPose.distance(joints, HandJoint.of(base + b), HandJoint.of(base + b + 1));
        if (!Double.isNaN(length)) {
          bones[f][b] = length;
        }
      }
    }
    return new HandSize(bases, bones);
  }
}
