package dev.handloom.calibration.hand;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import org.jspecify.annotations.Nullable;

/// A hand at one moment: its joints in the wrist's frame, and what stands behind each of them.
///
/// @param joints laid out as [HandPose]; NaN where missing
/// @param sources one a joint
/// @param confidence one a joint, 0 to 1
/// @param wrist where the wrist is in the world, or null where nothing tells
public record HandReading(
    HandSide side,
    double[] joints,
    JointSource[] sources,
    double[] confidence,
    @Nullable Pose wrist) {
  public HandReading {
    if (joints.length != HandPose.VALUES
        || sources.length != HandJoint.COUNT
        || confidence.length != HandJoint.COUNT) {
      throw new IllegalArgumentException(
          "A hand has " + HandJoint.COUNT + " joints, not " + sources.length);
    }
  }

  /// A joint in the wrist's frame.
  public Pose at(HandJoint joint) {
    int i = joint.ordinal() * HandPose.PER_JOINT;
    return new Pose(
        new Vec3(joints[i], joints[i + 1], joints[i + 2]),
        new Quat(joints[i + 3], joints[i + 4], joints[i + 5], joints[i + 6]));
  }

  /// A joint in the world, or null while the wrist's place is not known.
  public @Nullable Pose inWorld(HandJoint joint) {
    return wrist == null ? null : wrist.then(at(joint));
  }

  public JointSource source(HandJoint joint) {
    return sources[joint.ordinal()];
  }

  public double confidence(HandJoint joint) {
    return confidence[joint.ordinal()];
  }
}
