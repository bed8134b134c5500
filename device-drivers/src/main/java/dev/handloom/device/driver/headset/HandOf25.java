package dev.handloom.device.driver.headset;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A hand of WebXR's 25 joints, which ARKit has in the same order: OpenXR's without the palm. The
/// palm is put where OpenXR has it, in the middle of the middle finger's metacarpal bone, turned as
/// that bone is, and never counts as tracked.
public final class HandOf25 {
  public static final int COUNT = 25;

  private static final int PLACED = HeadsetPart.ORIENTATION_VALID | HeadsetPart.POSITION_VALID;
  private static final int SEEN =
      PLACED | HeadsetPart.ORIENTATION_TRACKED | HeadsetPart.POSITION_TRACKED;

  private HandOf25() {}

  /// The place in the order of 25 of a joint other than the palm.
  public static int index(HandJoint joint) {
    return joint.ordinal() - 1;
  }

  /// Fills the values of a hand.
  ///
  /// @param joints in the world; null where a joint is not known
  /// @param tracked whether they were seen, and not only remembered
  /// @param into as [HeadsetPart] says
  public static void fill(@Nullable Pose[] joints, boolean tracked, double[] into) {
    Arrays.fill(into, 0);
    into[0] = 1;
    into[1] = 1;
    int flags = tracked ? SEEN : PLACED;
    for (int j = 0; j < COUNT; j++) {
      put(joints[j], flags, 1 + j, into);
    }
    Pose bone = joints[index(HandJoint.MIDDLE_METACARPAL)];
    Pose knuckle = joints[index(HandJoint.MIDDLE_PROXIMAL)];
    if (bone != null && knuckle != null) {
      Vec3 middle = bone.position().towards(knuckle.position(), 0.5);
      put(new Pose(middle, bone.rotation()), PLACED, 0, into);
    }
  }

  private static void put(@Nullable Pose pose, int flags, int joint, double[] into) {
    if (pose == null) {
      return;
    }
    int at = 2 + joint * HeadsetPart.JOINT;
    place(pose, into, at);
    into[at + 8] = flags;
  }

  /// Writes x y z qx qy qz qw.
  public static void place(Pose pose, double[] into, int at) {
    into[at] = pose.position().x();
    into[at + 1] = pose.position().y();
    into[at + 2] = pose.position().z();
    into[at + 3] = pose.rotation().x();
    into[at + 4] = pose.rotation().y();
    into[at + 5] = pose.rotation().z();
    into[at + 6] = pose.rotation().w();
  }
}
