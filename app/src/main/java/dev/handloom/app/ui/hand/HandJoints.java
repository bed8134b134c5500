package dev.handloom.app.ui.hand;

import dev.handloom.device.hand.Finger;
import java.util.Set;

/// The 26 joints in OpenXR order, and which bone joins which.
final class HandJoints {

  /// `XR_HAND_JOINT_COUNT_EXT` of the OpenXR extension `XR_EXT_hand_tracking`.
  static final int COUNT = 26;

  /// Per joint x, y, z in metres and the rotation x, y, z, w.
  static final int STRIDE = 7;

  static final int WRIST = 1;
  static final int THUMB_METACARPAL = 2;

  /// First joint of each finger, its metacarpal, thumb to little finger.
  static final int[] FINGER_START = {2, 6, 11, 16, 21};

  /// Joints of each finger.
  static final int[] FINGER_JOINTS = {4, 5, 5, 5, 5};

  /// The wrist has a width, which its joint has not: two points beside it, after the joints.
  static final int WRIST_THUMB_SIDE = COUNT;

  static final int WRIST_LITTLE_SIDE = COUNT + 1;

  /// Joints and the two points.
  static final int POINTS = COUNT + 2;

  private static final double HALF_WRIST_METRES = 0.019;

  /// The outline of the palm, around: wrist, thumb's root, knuckles, heel of the hand.
  static final int[] PALM = {WRIST_THUMB_SIDE, 2, 7, 12, 17, 22, WRIST_LITTLE_SIDE};

  private HandJoints() {}

  /// Half the thickness of a finger at a joint, in metres: about an adult's, thinner to the tip.
  static double radius(int finger, int jointInFinger) {
    double root = finger == 0 ? 0.0115 : finger == 4 ? 0.0085 : 0.0098;
    double share = (double) jointInFinger / (FINGER_JOINTS[finger] - 1);
    return root * (1 - 0.38 * share);
  }

  /// Whether every joint has a place, but for those of fingers that the hand has not.
  static boolean allKnown(double[] joints, Set<Finger> missing) {
    for (int joint = 0; joint < COUNT; joint++) {
      if (joint >= THUMB_METACARPAL
          && missing.contains(
              Finger.values()[joint < 6 ? 0 : 1 + (joint - 6) / FINGER_JOINTS[1]])) {
        continue;
      }
      for (int axis = 0; axis < 3; axis++) {
        if (!Double.isFinite(joints[joint * STRIDE + axis])) {
          return false;
        }
      }
    }
    return true;
  }

  /// Writes the positions as seen from the wrist, so that the hand stays in view wherever it is.
  ///
  /// @param relative receives x, y, z per point: the joints, then the two sides of the wrist
  static void relativeToWrist(double[] joints, double[] relative) {
    int w = WRIST * STRIDE;
    double qx = joints[w + 3];
    double qy = joints[w + 4];
    double qz = joints[w + 5];
    double qw = joints[w + 6];
    double norm = Math.sqrt(qx * qx + qy * qy + qz * qz + qw * qw);
    if (!(norm > 1e-9)) {
      // No rotation was given: the positions are taken as they are.
      qx = qy = qz = 0;
      qw = norm = 1;
    }
    // The conjugate turns world into wrist.
    qx /= -norm;
    qy /= -norm;
    qz /= -norm;
    qw /= norm;
    for (int joint = 0; joint < COUNT; joint++) {
      double x = joints[joint * STRIDE] - joints[w];
      double y = joints[joint * STRIDE + 1] - joints[w + 1];
      double z = joints[joint * STRIDE + 2] - joints[w + 2];
      // v + 2 q × (q × v + w v)
      double tx = qy * z - qz * y + qw * x;
      double ty = qz * x - qx * z + qw * y;
      double tz = qx * y - qy * x + qw * z;
      relative[joint * 3] = x + 2 * (qy * tz - qz * ty);
      relative[joint * 3 + 1] = y + 2 * (qz * tx - qx * tz);
      relative[joint * 3 + 2] = z + 2 * (qx * ty - qy * tx);
    }
    // The thumb tells which side is which, so a mirrored hand needs no word; without one, the
    // knuckles of two other fingers do.
    double thumb = relative[THUMB_METACARPAL * 3];
    for (int finger = 1; finger < 4 && Double.isNaN(thumb); finger++) {
      thumb =
          relative[(FINGER_START[finger] + 1) * 3] - relative[(FINGER_START[finger + 1] + 1) * 3];
    }
    double side = thumb < 0 ? -1 : 1;
    put(relative, WRIST_THUMB_SIDE, side * HALF_WRIST_METRES);
    put(relative, WRIST_LITTLE_SIDE, -side * HALF_WRIST_METRES);
  }

  private static void put(double[] relative, int point, double x) {
    relative[point * 3] = x;
    relative[point * 3 + 1] = 0;
    relative[point * 3 + 2] = 0;
  }
}
