package dev.handloom.store.export.egodex;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import java.util.Optional;

/// What EgoDex, after ARKit, calls the joints of a hand, and how it turns them.
public final class EgoDexJoints {
  /// ARKit's x of a right hand's joint points back along the bone, where OpenXR has its z; OpenXR's
  /// x is ARKit's y, and its y ARKit's z.
  private static final Quat RIGHT = new Quat(0.5, 0.5, 0.5, 0.5);

  /// A left hand's joints are turned by half a turn more about that y's axis of OpenXR, x.
  private static final Quat LEFT = RIGHT.times(new Quat(1, 0, 0, 0));

  private EgoDexJoints() {}

  /// The name of a joint; empty for the palm, which has none.
  public static Optional<String> name(HandSide side, HandJoint joint) {
    String left = side == HandSide.LEFT ? "left" : "right";
    return switch (joint) {
      case PALM -> Optional.empty();
      case WRIST -> Optional.of(left + "Hand");
      case THUMB_METACARPAL -> Optional.of(left + "ThumbKnuckle");
      case THUMB_PROXIMAL -> Optional.of(left + "ThumbIntermediateBase");
      case THUMB_DISTAL -> Optional.of(left + "ThumbIntermediateTip");
      case THUMB_TIP -> Optional.of(left + "ThumbTip");
      default -> {
        String[] words = joint.name().split("_");
        String finger =
            words[0].charAt(0) + words[0].substring(1).toLowerCase(java.util.Locale.ROOT);
        String part =
            switch (words[1]) {
              case "METACARPAL" -> "Metacarpal";
              case "PROXIMAL" -> "Knuckle";
              case "INTERMEDIATE" -> "IntermediateBase";
              case "DISTAL" -> "IntermediateTip";
              default -> "Tip";
            };
        yield Optional.of(left + finger + "Finger" + part);
      }
    };
  }

  /// Turns OpenXR's axes of a joint into ARKit's.
  public static Pose toArKit(HandSide side, Pose joint) {
    Quat turn = side == HandSide.LEFT ? LEFT : RIGHT;
    return new Pose(joint.position(), joint.rotation().times(turn.inverse()).unit());
  }

  /// Turns ARKit's axes of a joint into OpenXR's.
  public static Pose fromArKit(HandSide side, Pose joint) {
    Quat turn = side == HandSide.LEFT ? LEFT : RIGHT;
    return new Pose(joint.position(), joint.rotation().times(turn).unit());
  }

  /// Sixteen numbers, row by row.
  static void matrix(Pose pose, float[] into, int at) {
    Quat q = pose.rotation();
    double xx = q.x() * q.x();
    double yy = q.y() * q.y();
    double zz = q.z() * q.z();
    double[] rows = {
      1 - 2 * (yy + zz),
      2 * (q.x() * q.y() - q.z() * q.w()),
      2 * (q.x() * q.z() + q.y() * q.w()),
      pose.position().x(),
      2 * (q.x() * q.y() + q.z() * q.w()),
      1 - 2 * (xx + zz),
      2 * (q.y() * q.z() - q.x() * q.w()),
      pose.position().y(),
      2 * (q.x() * q.z() - q.y() * q.w()),
      2 * (q.y() * q.z() + q.x() * q.w()),
      1 - 2 * (xx + yy),
      pose.position().z(),
      0,
      0,
      0,
      1
    };
    for (int i = 0; i < rows.length; i++) {
      into[at + i] = (float) rows[i];
    }
  }
}
