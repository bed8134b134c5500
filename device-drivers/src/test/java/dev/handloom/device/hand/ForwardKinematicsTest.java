package dev.handloom.device.hand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.sim.person.Grips;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForwardKinematicsTest {
  private static double[] solve(HandSide side, double[] angles) {
    double[] out = new double[HandPose.VALUES];
    new ForwardKinematics(side, HandSize.ADULT).solve(angles, out);
    return out;
  }

  private static Vec3 at(double[] hand, HandJoint joint) {
    int i = joint.ordinal() * HandPose.PER_JOINT;
    return new Vec3(hand[i], hand[i + 1], hand[i + 2]);
  }

  private static Quat turn(double[] hand, HandJoint joint) {
    int i = joint.ordinal() * HandPose.PER_JOINT + 3;
    return new Quat(hand[i], hand[i + 1], hand[i + 2], hand[i + 3]);
  }

  private static double[] random(Random random) {
    double[] angles = new double[HandAngles.COUNT];
    for (Finger finger : Finger.values()) {
      for (int a = 0; a < HandAngles.PER_FINGER; a++) {
        angles[HandAngles.index(finger, a)] = random.nextDouble() * HandAngles.most(finger, a);
      }
    }
    return angles;
  }

  @Test
  void theFlatHandIsFlatAndPointsAwayFromTheWrist() {
    double[] hand = solve(HandSide.LEFT, new double[HandAngles.COUNT]);
    for (Finger finger : Finger.values()) {
      Vec3 tip = at(hand, finger.tip());
      if (finger != Finger.THUMB) {
        assertTrue(Math.abs(tip.y()) < 0.006, finger + " tip at height " + tip.y());
        assertTrue(tip.z() < -0.14, finger + " tip at " + tip);
      }
    }
    assertEquals(-0.186, at(hand, HandJoint.MIDDLE_TIP).z(), 0.003);
  }

  @Test
  void theFingersLieSideBySideWithTheThumbOnItsOwnSide() {
    for (HandSide side : HandSide.values()) {
      double[] hand = solve(side, new double[HandAngles.COUNT]);
      double last = Double.MAX_VALUE;
      for (Finger finger : Finger.values()) {
        double x = side.thumbSign() * at(hand, finger.tip()).x();
        assertTrue(x < last - 0.01, finger + " of the " + side + " hand");
        last = x;
      }
    }
  }

  @Test
  void theRightHandIsTheMirrorImageOfTheLeft() {
    long seed = 11;
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      double[] angles = random(random);
      double[] left = solve(HandSide.LEFT, angles);
      double[] right = solve(HandSide.RIGHT, angles);
      for (HandJoint joint : HandJoint.values()) {
        Vec3 l = at(left, joint);
        Vec3 r = at(right, joint);
        assertEquals(0, l.distance(new Vec3(-r.x(), r.y(), r.z())), 1e-12, "seed " + seed);
        Quat q = turn(right, joint);
        Quat mirrored = new Quat(q.x(), -q.y(), -q.z(), q.w());
        assertEquals(0, turn(left, joint).angleTo(mirrored), 1e-6, joint + ", seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCurlBringsTheTipBelowThePalm(Finger finger) {
    double[] angles = new double[HandAngles.COUNT];
    double flat = at(solve(HandSide.RIGHT, angles), finger.tip()).y();
    angles[HandAngles.index(finger, finger == Finger.THUMB ? 2 : 0)] = 0.5;
    angles[HandAngles.index(finger, 3)] = 0.5;
    double curled = at(solve(HandSide.RIGHT, angles), finger.tip()).y();
    assertTrue(curled < flat - 0.008, finger + ": " + flat + " to " + curled);
  }

  @Test
  void aFistBringsTheTipsBackToThePalm() {
    double[] angles = new double[HandAngles.COUNT];
    for (Finger finger : Finger.values()) {
      if (finger != Finger.THUMB) {
        angles[HandAngles.index(finger, 0)] = 1.45;
        angles[HandAngles.index(finger, 2)] = 1.7;
        angles[HandAngles.index(finger, 3)] = 1.0;
      }
    }
    double[] hand = solve(HandSide.LEFT, angles);
    for (Finger finger : Finger.values()) {
      if (finger != Finger.THUMB) {
        Vec3 tip = at(hand, finger.tip());
        assertTrue(tip.z() > -0.085 && tip.z() < -0.03, finger + " tip at " + tip);
        assertTrue(tip.y() < -0.005 && tip.y() > -0.05, finger + " tip at " + tip);
      }
    }
  }

  @Test
  void spreadingMovesTheOuterFingersApart() {
    double[] angles = new double[HandAngles.COUNT];
    double[] together = solve(HandSide.LEFT, angles);
    for (Finger finger : Finger.values()) {
      angles[HandAngles.index(finger, 1)] = finger == Finger.MIDDLE ? 0 : 0.25;
    }
    double[] apart = solve(HandSide.LEFT, angles);
    assertTrue(
        HandPose.distance(apart, HandJoint.INDEX_TIP, HandJoint.LITTLE_TIP)
            > HandPose.distance(together, HandJoint.INDEX_TIP, HandJoint.LITTLE_TIP) + 0.03);
  }

  @ParameterizedTest
  @EnumSource(names = "THUMB", mode = EnumSource.Mode.EXCLUDE)
  void theThumbMeetsEveryFingerWithinSixMillimetres(Finger finger) {
    for (HandSide side : HandSide.values()) {
      double[] hand = solve(side, Grips.pinch(finger));
      double gap = HandPose.distance(hand, HandJoint.THUMB_TIP, finger.tip());
      assertTrue(gap < 0.006, side + " " + finger + " stays apart by " + gap);
    }
  }

  @Test
  void everyRotationIsAUnitAndBonesKeepTheirLength() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      double[] hand = solve(HandSide.LEFT, random(random));
      for (HandJoint joint : HandJoint.values()) {
        Quat q = turn(hand, joint);
        double square = q.x() * q.x() + q.y() * q.y() + q.z() * q.z() + q.w() * q.w();
        assertEquals(1, square, 1e-9);
      }
      for (Finger finger : Finger.values()) {
        double[] bones = HandSize.ADULT.bones()[finger.ordinal()];
        for (int b = 0; b < bones.length; b++) {
          HandJoint from = HandJoint.of(finger.base().ordinal() + b);
          HandJoint to = HandJoint.of(finger.base().ordinal() + b + 1);
          assertEquals(bones[b], HandPose.distance(hand, from, to), 1e-12);
        }
      }
    }
  }

  @Test
  void aJointsMinusZRunsAlongItsBone() {
    Random random = new Random(4);
    double[] hand = solve(HandSide.RIGHT, random(random));
    for (Finger finger : Finger.values()) {
      for (int b = 0; b < finger.joints() - 1; b++) {
        HandJoint from = HandJoint.of(finger.base().ordinal() + b);
        HandJoint to = HandJoint.of(finger.base().ordinal() + b + 1);
        Vec3 bone = at(hand, to).minus(at(hand, from)).unit();
        assertEquals(0, turn(hand, from).rotate(new Vec3(0, 0, -1)).distance(bone), 1e-9);
      }
    }
  }
}
