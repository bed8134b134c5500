package dev.handloom.device.hand;

/// Angles and bones in, 26 joint poses out, in the wrist's frame. Allocates nothing per call.
///
/// Each joint's −Z runs along its bone towards the tip and +Y out of the back of the finger, as
/// OpenXR has it; a tip keeps the rotation of the bone that ends in it.
public final class ForwardKinematics {
  /// How far the thumb's bone lies turned out of the palm's plane in the flat hand.
  private static final double THUMB_ROLL = 0.9;

  /// The thumb's bone points this far away from the fingers in the flat hand.
  private static final double THUMB_SPREAD = 0.75;

  /// The palm joint sits this share of the way along the middle metacarpal.
  private static final double PALM_SHARE = 0.5;

  private final HandSide side;
  private final HandSize size;

  // The frame being walked: a point and a quaternion.
  private double px;
  private double py;
  private double pz;
  private double qx;
  private double qy;
  private double qz;
  private double qw;

  public ForwardKinematics(HandSide side, HandSize size) {
    this.side = side;
    this.size = size;
  }

  /// @param angles as [HandAngles] lays them out
  /// @param out [HandPose#VALUES] numbers
  public void solve(double[] angles, double[] out) {
    startAt(0, 0, 0);
    store(HandJoint.WRIST, out);
    for (Finger finger : FINGERS) {
      walk(finger, angles, out);
    }
    int from = HandJoint.MIDDLE_METACARPAL.ordinal() * HandPose.PER_JOINT;
    int to = HandJoint.MIDDLE_PROXIMAL.ordinal() * HandPose.PER_JOINT;
    startAt(
        mix(out[from], out[to]), mix(out[from + 1], out[to + 1]), mix(out[from + 2], out[to + 2]));
    store(HandJoint.PALM, out);
  }

  private static final Finger[] FINGERS = Finger.values();

  private static double mix(double a, double b) {
    return a + PALM_SHARE * (b - a);
  }

  private void walk(Finger finger, double[] angles, double[] out) {
    int sign = side.thumbSign();
    int f = finger.ordinal();
    int a = f * HandAngles.PER_FINGER;
    var base = size.bases()[f];
    double[] bones = size.bones()[f];
    startAt(sign * base.x(), base.y(), base.z());
    int joint = finger.base().ordinal();
    if (finger == Finger.THUMB) {
      // About Y a positive turn carries −Z to −X, so the left thumb (at +X) opens by a negative
      // one.
      turnY(-sign * THUMB_SPREAD);
      turnZ(-sign * THUMB_ROLL);
      turnX(-angles[a]);
      turnY(-sign * angles[a + 1] * 0.8);
      store(HandJoint.of(joint), out);
      advance(bones[0]);
      turnX(-angles[a + 2]);
      store(HandJoint.of(joint + 1), out);
      advance(bones[1]);
      turnX(-angles[a + 3]);
      store(HandJoint.of(joint + 2), out);
      advance(bones[2]);
      store(HandJoint.of(joint + 3), out);
      return;
    }
    // Metacarpals fan out a little; the fingers themselves lie parallel in the flat hand.
    double fan = FAN[f];
    turnY(-sign * fan);
    store(HandJoint.of(joint), out);
    advance(bones[0]);
    turnY(sign * fan);
    turnY(-sign * SPREAD_SIGN[f] * angles[a + 1]);
    turnX(-angles[a]);
    store(HandJoint.of(joint + 1), out);
    advance(bones[1]);
    turnX(-angles[a + 2]);
    store(HandJoint.of(joint + 2), out);
    advance(bones[2]);
    turnX(-angles[a + 3]);
    store(HandJoint.of(joint + 3), out);
    advance(bones[3]);
    store(HandJoint.of(joint + 4), out);
  }

  /// Metacarpal directions, thumb side positive.
  private static final double[] FAN = {0, 0.10, 0.02, -0.07, -0.17};

  /// Which way a positive spread moves each finger, thumb side positive; the middle one's is as
  /// given.
  private static final int[] SPREAD_SIGN = {0, 1, 1, -1, -1};

  private void startAt(double x, double y, double z) {
    px = x;
    py = y;
    pz = z;
    qx = 0;
    qy = 0;
    qz = 0;
    qw = 1;
  }

  private void advance(double length) {
    // The direction of −Z under the current rotation.
    px -= length * 2 * (qx * qz + qw * qy);
    py -= length * 2 * (qy * qz - qw * qx);
    pz -= length * (1 - 2 * (qx * qx + qy * qy));
  }

  private void turnX(double radians) {
    double s = Math.sin(radians / 2);
    double c = Math.cos(radians / 2);
    double x = qw * s + qx * c;
    double y = qy * c + qz * s;
    double z = qz * c - qy * s;
    qw = qw * c - qx * s;
    qx = x;
    qy = y;
    qz = z;
  }

  private void turnY(double radians) {
    double s = Math.sin(radians / 2);
    double c = Math.cos(radians / 2);
    double x = qx * c - qz * s;
    double y = qw * s + qy * c;
    double z = qz * c + qx * s;
    qw = qw * c - qy * s;
    qx = x;
    qy = y;
    qz = z;
  }

  private void turnZ(double radians) {
    double s = Math.sin(radians / 2);
    double c = Math.cos(radians / 2);
    double x = qx * c + qy * s;
    double y = qy * c - qx * s;
    double z = qw * s + qz * c;
    qw = qw * c - qz * s;
    qx = x;
    qy = y;
    qz = z;
  }

  private void store(HandJoint joint, double[] out) {
    int i = joint.ordinal() * HandPose.PER_JOINT;
    out[i] = px;
    out[i + 1] = py;
    out[i + 2] = pz;
    out[i + 3] = qx;
    out[i + 4] = qy;
    out[i + 5] = qz;
    out[i + 6] = qw;
  }
}
