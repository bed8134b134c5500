package dev.handloom.device.sim.scene;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.util.Arrays;

/// Draws a hand in a data glove: the glove to the first finger joint, bare fingers, a sleeve.
final class HandArtist {
  // Half thicknesses in metres, from the knuckle to the tip.
  private static final double[] THUMB_RADII = {0.0145, 0.0120, 0.0105, 0.0085};
  private static final double[] FINGER_RADII = {0.0115, 0.0105, 0.0092, 0.0082, 0.0066};

  private static final Finger[] FINGERS = Finger.values();

  private final HandSide side;
  private final Ink glove;
  private final Vec3 elbow;
  private final ForwardKinematics kinematics;
  private final double[] joints = new double[HandPose.VALUES];
  private final Vec3[] points = new Vec3[HandJoint.COUNT];

  HandArtist(HandSide side) {
    this.side = side;
    glove = side == HandSide.LEFT ? Ink.LEFT_GLOVE : Ink.RIGHT_GLOVE;
    elbow = new Vec3(-0.27 * side.thumbSign(), 0.10, 0.46);
    kinematics = new ForwardKinematics(side, HandSize.ADULT);
    Arrays.fill(points, Vec3.ZERO);
  }

  void place(Pose wrist, double[] angles) {
    kinematics.solve(angles, joints);
    for (int j = 0; j < HandJoint.COUNT; j++) {
      int at = j * HandPose.PER_JOINT;
      points[j] = wrist.apply(new Vec3(joints[at], joints[at + 1], joints[at + 2]));
    }
  }

  void shadow(Painter painter) {
    for (Finger finger : FINGERS) {
      double[] radii = finger == Finger.THUMB ? THUMB_RADII : FINGER_RADII;
      int base = finger.base().ordinal();
      for (int i = 0; i < finger.joints() - 1; i++) {
        painter.shadow(points[base + i], points[base + i + 1], radii[i], radii[i + 1]);
      }
    }
    painter.shadow(point(HandJoint.WRIST), elbow, 0.026, 0.040);
  }

  void draw(Painter painter) {
    for (Finger finger : FINGERS) {
      boolean thumb = finger == Finger.THUMB;
      double[] radii = thumb ? THUMB_RADII : FINGER_RADII;
      int base = finger.base().ordinal();
      int gloved = thumb ? 1 : 2;
      for (int i = 0; i < finger.joints() - 1; i++) {
        Ink ink = i < gloved ? glove : Ink.SKIN;
        painter.rod(points[base + i], points[base + i + 1], radii[i], radii[i + 1], ink);
      }
    }
    palm(painter);
    painter.rod(point(HandJoint.WRIST), elbow, 0.025, 0.042, Ink.SLEEVE);
  }

  /// Fills what lies between the bones: the palm, the heel of the hand, the web of the thumb.
  private void palm(Painter painter) {
    Vec3 wrist = point(HandJoint.WRIST);
    Vec3 index = point(HandJoint.INDEX_PROXIMAL);
    Vec3 middle = point(HandJoint.MIDDLE_PROXIMAL);
    Vec3 ring = point(HandJoint.RING_PROXIMAL);
    Vec3 little = point(HandJoint.LITTLE_PROXIMAL);
    painter.rod(index, middle, 0.0112, 0.0112, glove);
    painter.rod(middle, ring, 0.0112, 0.0108, glove);
    painter.rod(ring, little, 0.0108, 0.0104, glove);
    painter.rod(wrist, index.towards(middle, 0.5), 0.021, 0.0115, glove);
    painter.rod(wrist, ring.towards(little, 0.4), 0.021, 0.0115, glove);
    painter.rod(wrist, little.towards(wrist, 0.4), 0.021, 0.014, glove);
    Vec3 thumb = point(HandJoint.THUMB_PROXIMAL);
    Vec3 heel = point(HandJoint.THUMB_METACARPAL);
    Vec3 inIndex = point(HandJoint.INDEX_METACARPAL).towards(index, 0.55);
    painter.rod(heel.towards(thumb, 0.35), inIndex, 0.0140, 0.0112, glove);
    painter.rod(heel.towards(thumb, 0.75), inIndex, 0.0115, 0.0108, glove);
  }

  private Vec3 point(HandJoint joint) {
    return points[joint.ordinal()];
  }

  @Override
  public String toString() {
    return side.word() + " hand";
  }
}
