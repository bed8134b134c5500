package dev.handloom.calibration.hand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InverseKinematicsTest {
  private static final long SEED = 20261121;
  private static final int HANDS = 400;

  private static double[] everyJoint() {
    double[] trust = new double[26];
    Arrays.fill(trust, 1);
    return trust;
  }

  static double[] randomAngles(Random random) {
    double[] angles = new double[HandAngles.COUNT];
    for (int i = 0; i < angles.length; i++) {
      angles[i] =
          AngleLimits.low(i) + random.nextDouble() * (AngleLimits.high(i) - AngleLimits.low(i));
    }
    return angles;
  }

  @Test
  void aHandThatWasLaidOutIsFoundAgain() {
    Random random = new Random(SEED);
    for (HandSide side : HandSide.values()) {
      for (int n = 0; n < HANDS; n++) {
        HandSize size = HandMeasure.byRuler(0.16 + 0.05 * random.nextDouble(), 0.075);
        double[] truth = randomAngles(random);
        double[] joints = new double[HandPose.VALUES];
        new ForwardKinematics(side, size).solve(truth, joints);
        double[] found = new double[HandAngles.COUNT];
        double off = new InverseKinematics(side, size).solve(joints, everyJoint(), found);
        String which = side + " hand " + n + ", seed " + SEED;
        assertTrue(off < 1e-5, which + " is off by " + off + " m");
        for (int i = 0; i < truth.length; i++) {
          assertEquals(truth[i], found[i], 2e-3, which + ", angle " + i);
        }
      }
    }
  }

  @Test
  void aHandThatNobodyHasStaysWithinWhatJointsCanDo() {
    Random random = new Random(SEED);
    InverseKinematics inverse = new InverseKinematics(HandSide.LEFT, HandSize.ADULT);
    for (int n = 0; n < HANDS; n++) {
      double[] joints = new double[HandPose.VALUES];
      for (int i = 0; i < joints.length; i++) {
        joints[i] = 0.4 * random.nextGaussian();
      }
      double[] found = randomAngles(random);
      double off = inverse.solve(joints, everyJoint(), found);
      assertTrue(Double.isFinite(off), "seed " + SEED);
      for (int i = 0; i < found.length; i++) {
        assertTrue(found[i] >= AngleLimits.low(i) && found[i] <= AngleLimits.high(i));
      }
    }
  }

  @Test
  void whatNoJointShowsStaysAsItWas() {
    double[] truth = new double[HandAngles.COUNT];
    Arrays.fill(truth, 0.2);
    double[] joints = new double[HandPose.VALUES];
    new ForwardKinematics(HandSide.RIGHT, HandSize.ADULT).solve(truth, joints);
    double[] trust = everyJoint();
    Arrays.fill(trust, 21, 26, 0);
    double[] found = new double[HandAngles.COUNT];
    found[16] = 0.7;
    new InverseKinematics(HandSide.RIGHT, HandSize.ADULT).solve(joints, trust, found);
    assertEquals(0.7, found[16]);
    assertEquals(0.2, found[4], 1e-3);
  }
}
