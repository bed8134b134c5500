package dev.handloom.device.driver.visionpro;

import dev.handloom.device.driver.headset.HandOf25;
import dev.handloom.device.driver.headset.PoseMatrix;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import org.jspecify.annotations.Nullable;

/// Turns a hand in Apple's axes into one in OpenXR's: -Z to the fingertip, +Y out of the back of
/// the hand.
///
/// Apple's axes lie along the bone and out of the hand, and differ between left and right. Which of
/// them is which is read off the hand: the knuckles say where forward is and, with the side, where
/// its back is. They are bound to the palm, so that no posture changes the finding.
final class AppleHand {
  private static final Vec3[] AXES = {
    new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1),
    new Vec3(-1, 0, 0), new Vec3(0, -1, 0), new Vec3(0, 0, -1)
  };

  private AppleHand() {}

  /// All joints in the world; null if the hand is none.
  static @Nullable Pose @Nullable [] joints(HandUpdate.Hand hand, HandSide side) {
    Pose wrist = PoseMatrix.ofRows(hand.wrist, 0);
    if (wrist == null || hand.count < HandOf25.COUNT) {
      return null;
    }
    @Nullable Pose[] joints = new Pose[HandOf25.COUNT];
    for (int j = 0; j < joints.length; j++) {
      joints[j] = PoseMatrix.ofRows(hand.joints, j * PoseMatrix.COUNT);
    }
    Quat turn = turn(joints, side);
    if (turn == null) {
      return null;
    }
    for (int j = 0; j < joints.length; j++) {
      Pose local = joints[j];
      joints[j] =
          local == null
              ? null
              : wrist.then(new Pose(local.position(), local.rotation().times(turn).unit()));
    }
    return joints;
  }

  /// From OpenXR's axes of a joint to Apple's of the same.
  private static @Nullable Quat turn(@Nullable Pose[] joints, HandSide side) {
    Pose wrist = joints[HandOf25.index(HandJoint.WRIST)];
    Pose index = joints[HandOf25.index(HandJoint.INDEX_PROXIMAL)];
    Pose middle = joints[HandOf25.index(HandJoint.MIDDLE_PROXIMAL)];
    Pose little = joints[HandOf25.index(HandJoint.LITTLE_PROXIMAL)];
    if (wrist == null || index == null || middle == null || little == null) {
      return null;
    }
    Pose back = wrist.inverse();
    Vec3 toIndex = back.apply(index.position());
    Vec3 toLittle = back.apply(little.position());
    Vec3 out = toLittle.cross(toIndex).times(side == HandSide.RIGHT ? 1 : -1);
    Vec3 forward = nearest(back.apply(middle.position()), null);
    Vec3 dorsal = nearest(out, forward);
    Vec3 z = forward.times(-1);
    return Quat.ofColumns(dorsal.cross(z), dorsal, z);
  }

  private static Vec3 nearest(Vec3 to, @Nullable Vec3 across) {
    Vec3 best = AXES[0];
    double most = Double.NEGATIVE_INFINITY;
    for (Vec3 axis : AXES) {
      double along = axis.dot(to);
      if (along > most && (across == null || axis.dot(across) == 0)) {
        most = along;
        best = axis;
      }
    }
    return best;
  }
}
