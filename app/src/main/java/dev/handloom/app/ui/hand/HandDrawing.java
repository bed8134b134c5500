package dev.handloom.app.ui.hand;

import dev.handloom.device.hand.Finger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;

/// A hand as flat shapes, farthest first.
///
/// The eye looks at the back of the hand with the fingers up; yaw and pitch turn the hand before
/// it. Everything is kept in arrays and reused: drawing a hand allocates nothing.
public final class HandDrawing {

  /// Three bones of the thumb and four of each finger.
  static final int BONES = 19;

  private static final int PALM_SHAPE = BONES;

  /// From the eye to the middle of the hand; gives a gentle perspective.
  private static final double EYE_METRES = 0.7;

  /// The middle of an open hand, from the wrist to the fingertips.
  private static final double MIDDLE_METRES = 0.085;

  private final double[] relative = new double[HandJoints.POINTS * 3];
  private final double[] screen = new double[HandJoints.POINTS * 3];
  private final Integer[] order = new Integer[BONES + 1];
  private final double[] depth = new double[BONES + 1];
  private final int[] fromJoint = new int[BONES];
  private final int[] toJoint = new int[BONES];
  private final double[] radius = new double[BONES];
  private final Comparator<Integer> farthestFirst = (a, b) -> Double.compare(depth[a], depth[b]);
  private final boolean[] missing = new boolean[HandJoints.FINGER_START.length];
  private double facing;

  public HandDrawing() {
    int bone = 0;
    for (int finger = 0; finger < HandJoints.FINGER_START.length; finger++) {
      int start = HandJoints.FINGER_START[finger];
      for (int j = 0; j + 1 < HandJoints.FINGER_JOINTS[finger]; j++) {
        fromJoint[bone] = start + j;
        toJoint[bone] = start + j + 1;
        radius[bone] = (HandJoints.radius(finger, j) + HandJoints.radius(finger, j + 1)) / 2;
        bone++;
      }
    }
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
  }

  /// Which fingers the hand has not; theirs are skipped, and their joints may be no numbers.
  void missing(Set<Finger> fingers) {
    for (Finger finger : Finger.values()) {
      missing[finger.ordinal()] = fingers.contains(finger);
    }
  }

  /// Projects the joints.
  ///
  /// @param joints 26 × 7, OpenXR order
  /// @param yaw radians about the upright of the picture
  /// @param pitch radians about its level
  /// @param pixelsPerMetre at the distance of the hand
  public void project(
      double[] joints, double yaw, double pitch, double pixelsPerMetre, double cx, double cy) {
    HandJoints.relativeToWrist(joints, relative);
    double cosYaw = Math.cos(yaw);
    double sinYaw = Math.sin(yaw);
    double cosPitch = Math.cos(pitch);
    double sinPitch = Math.sin(pitch);
    for (int joint = 0; joint < HandJoints.POINTS; joint++) {
      // Wrist frame to picture: right stays, fingers (−Z) go up, the back (+Y) comes to the eye.
      double right = relative[joint * 3];
      double up = -relative[joint * 3 + 2] - MIDDLE_METRES;
      double near = relative[joint * 3 + 1];
      double right2 = right * cosYaw + near * sinYaw;
      double near2 = near * cosYaw - right * sinYaw;
      double up2 = up * cosPitch - near2 * sinPitch;
      double near3 = near2 * cosPitch + up * sinPitch;
      double scale = pixelsPerMetre * EYE_METRES / Math.max(0.1, EYE_METRES - near3);
      screen[joint * 3] = cx + right2 * scale;
      screen[joint * 3 + 1] = cy - up2 * scale;
      screen[joint * 3 + 2] = near3;
    }
    for (int bone = 0; bone < BONES; bone++) {
      depth[bone] = (near(fromJoint[bone]) + near(toJoint[bone])) / 2;
    }
    double sum = 0;
    int known = 0;
    for (int joint : HandJoints.PALM) {
      if (known(joint)) {
        sum += near(joint);
        known++;
      }
    }
    // The metacarpals lie within the palm: it is drawn under them when seen from the back, and over
    // them from the inside.
    facing = palmFacing();
    depth[PALM_SHAPE] = sum / Math.max(1, known) - Math.signum(facing) * 0.006;
    Arrays.sort(order, farthestFirst);
  }

  // Signed area of the palm on the screen against its sign in the wrist frame: positive when the
  // back
  // of the hand is seen, for either hand.
  private double palmFacing() {
    double seen = 0;
    double real = 0;
    int n = HandJoints.PALM.length;
    int a = HandJoints.PALM[n - 1];
    for (int b : HandJoints.PALM) {
      if (!known(b)) {
        continue;
      }
      seen += x(a) * -y(b) + y(a) * x(b);
      real += relative[a * 3] * -relative[b * 3 + 2] + relative[a * 3 + 2] * relative[b * 3];
      a = b;
    }
    return seen * Math.signum(real);
  }

  /// Shape at a place in the drawing order: a bone below [#BONES], else the palm.
  int shapeAt(int place) {
    return order[place];
  }

  /// Whether a joint has a place on the screen.
  boolean known(int joint) {
    return Double.isFinite(screen[joint * 3]);
  }

  /// Whether a bone belongs to a finger that the hand has not.
  boolean missing(int bone) {
    return missing[bone < 3 ? 0 : 1 + (bone - 3) / 4];
  }

  boolean isPalm(int shape) {
    return shape == PALM_SHAPE;
  }

  int from(int bone) {
    return fromJoint[bone];
  }

  int to(int bone) {
    return toJoint[bone];
  }

  double radiusMetres(int bone) {
    return radius[bone];
  }

  double x(int joint) {
    return screen[joint * 3];
  }

  double y(int joint) {
    return screen[joint * 3 + 1];
  }

  /// Metres towards the eye.
  double near(int joint) {
    return screen[joint * 3 + 2];
  }

  double depth(int shape) {
    return depth[shape];
  }

  /// Whether the back of the hand is seen, not its inside.
  public boolean backSeen() {
    return facing > 0;
  }
}
