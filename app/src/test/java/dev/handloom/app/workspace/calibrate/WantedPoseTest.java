package dev.handloom.app.workspace.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.run.Step;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import org.junit.jupiter.api.Test;

class WantedPoseTest {
  @Test
  void inAPinchTheTipsMeetAndTheOtherFingersStayAsStraightAsTheyWere() {
    for (HandSide side : HandSide.values()) {
      for (double size : new double[] {0.86, 1, 1.14}) {
        WantedPose poses = new WantedPose(side, HandSize.scaled(size));
        double[] flat = poses.joints(Step.FLAT);
        for (Finger finger : Finger.values()) {
          if (finger == Finger.THUMB) {
            continue;
          }
          double[] pinch = poses.joints(Step.pinch(finger));
          double gap = HandPose.distance(pinch, Finger.THUMB.tip(), finger.tip());
          assertTrue(gap < 0.006, finger + " " + side + " " + size + ": " + gap);
          for (Finger other : Finger.values()) {
            if (other != Finger.THUMB && other != finger) {
              double reach = reach(pinch, other) / reach(flat, other);
              assertTrue(reach > 0.9, finger + " bends " + other + ": " + reach);
            }
          }
        }
      }
    }
  }

  private static double reach(double[] joints, Finger finger) {
    return HandPose.distance(joints, HandJoint.of(finger.base().ordinal() + 1), finger.tip());
  }

  @Test
  void leftIsTheMirrorImageOfRight() {
    double[] left = new WantedPose(HandSide.LEFT, HandSize.ADULT).joints(Step.FIST);
    double[] right = new WantedPose(HandSide.RIGHT, HandSize.ADULT).joints(Step.FIST);
    for (int j = 0; j < HandJoint.COUNT; j++) {
      int p = j * HandPose.PER_JOINT;
      assertEquals(-left[p], right[p], 1e-9);
      assertEquals(left[p + 1], right[p + 1], 1e-9);
    }
  }
}
