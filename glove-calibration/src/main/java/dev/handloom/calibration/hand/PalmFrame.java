package dev.handloom.calibration.hand;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;

/// Lays a foreign skeleton over our hand: the palm's triangle of wrist, index and little knuckle
/// gives the frame, whatever axes the other program likes, and each bone keeps its direction but
/// takes our length. Allocates nothing per call.
public final class PalmFrame {
  private static final int PER = HandPose.PER_JOINT;
  private static final int WRIST = HandJoint.WRIST.ordinal() * PER;
  private static final int INDEX = HandJoint.INDEX_PROXIMAL.ordinal() * PER;
  private static final int MIDDLE = HandJoint.MIDDLE_PROXIMAL.ordinal() * PER;
  private static final int LITTLE = HandJoint.LITTLE_PROXIMAL.ordinal() * PER;

  /// Shorter, in metres, and no direction can be read from it.
  private static final double LEAST_BONE = 1e-4;

  private static final Finger[] FINGERS = Finger.values();

  private final double[] flat = new double[HandPose.VALUES];
  private final double[][] bones;
  private final double[] ours = new double[9];
  private final double[] theirs = new double[9];
  private final double[] turn = new double[9];
  private final double[] point = new double[3];
  private final double[] made = new double[HandPose.VALUES];

  public PalmFrame(HandSide side, HandSize size) {
    new ForwardKinematics(side, size).solve(new double[HandAngles.COUNT], flat);
    bones = size.bones();
    axes(flat, ours);
  }

  /// @param joints a skeleton in any frame, laid out as [HandPose], NaN where unknown; replaced by
  ///   the same in our wrist's frame with our bones. Positions only.
  /// @return false where the palm's corners are missing or fall together
  public boolean straighten(double[] joints) {
    if (!axes(joints, theirs)) {
      return false;
    }
    // ours × theirs transposed: both are orthonormal, axis by axis.
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += ours[k * 3 + r] * theirs[k * 3 + c];
        }
        turn[r * 3 + c] = sum;
      }
    }
    System.arraycopy(joints, 0, made, 0, made.length);
    for (int i = 0; i < 3; i++) {
      made[WRIST + i] = flat[WRIST + i];
    }
    for (Finger finger : FINGERS) {
      rebuild(finger, joints);
    }
    System.arraycopy(made, 0, joints, 0, made.length);
    return true;
  }

  /// From the joint that does not move in our palm outwards.
  private void rebuild(Finger finger, double[] joints) {
    int first = finger.base().ordinal() + (finger == Finger.THUMB ? 0 : 1);
    int last = finger.tip().ordinal();
    double[] lengths = bones[finger.ordinal()];
    for (int i = 0; i < 3; i++) {
      made[finger.base().ordinal() * PER + i] = flat[finger.base().ordinal() * PER + i];
      made[first * PER + i] =
          Double.isNaN(joints[first * PER]) ? Double.NaN : flat[first * PER + i];
    }
    for (int j = first; j < last; j++) {
      double length = 0;
      for (int i = 0; i < 3; i++) {
        point[i] = joints[(j + 1) * PER + i] - joints[j * PER + i];
        length += point[i] * point[i];
      }
      length = Math.sqrt(length);
      double share = lengths[j - finger.base().ordinal()] / length;
      for (int r = 0; r < 3; r++) {
        double along =
            turn[r * 3] * point[0] + turn[r * 3 + 1] * point[1] + turn[r * 3 + 2] * point[2];
        made[(j + 1) * PER + r] =
            length > LEAST_BONE ? made[j * PER + r] + share * along : Double.NaN;
      }
    }
  }

  /// Three axes as rows: along the palm, out of it, across.
  private static boolean axes(double[] joints, double[] out) {
    double length = 0;
    double dot = 0;
    for (int i = 0; i < 3; i++) {
      out[i] = joints[MIDDLE + i] - joints[WRIST + i];
      length += out[i] * out[i];
    }
    length = Math.sqrt(length);
    for (int i = 0; i < 3; i++) {
      out[i] /= length;
      out[6 + i] = joints[INDEX + i] - joints[LITTLE + i];
      dot += out[i] * out[6 + i];
    }
    double across = 0;
    for (int i = 0; i < 3; i++) {
      out[6 + i] -= dot * out[i];
      across += out[6 + i] * out[6 + i];
    }
    across = Math.sqrt(across);
    for (int i = 0; i < 3; i++) {
      out[6 + i] /= across;
    }
    out[3] = out[1] * out[8] - out[2] * out[7];
    out[4] = out[2] * out[6] - out[0] * out[8];
    out[5] = out[0] * out[7] - out[1] * out[6];
    return length > LEAST_BONE && across > LEAST_BONE;
  }
}
