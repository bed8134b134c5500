package dev.handloom.app.handsfree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.sim.person.Grips;
import dev.handloom.device.sim.person.ScriptedPerson;
import org.junit.jupiter.api.Test;

class PinchTest {
  private static final long STEP = 10_000_000L;
  private static final int SEEDS = 10;

  private final ForwardKinematics kinematics = new ForwardKinematics(HandSide.LEFT, HandSize.ADULT);
  private final double[] joints = new double[HandPose.VALUES];
  private long now;

  private int hold(Pinch pinch, double[] angles, double seconds) {
    int fired = 0;
    kinematics.solve(angles, joints);
    for (int i = 0; i < seconds * 1e9 / STEP; i++, now += STEP) {
      fired += pinch.feed(joints, now) ? 1 : 0;
    }
    return fired;
  }

  @Test
  void aHeldPinchCountsOnceAndOnlyThumbAndLittleFingerDo() {
    Pinch pinch = new Pinch();
    assertEquals(0, hold(pinch, new double[HandAngles.COUNT], 2));
    assertEquals(0, hold(pinch, Grips.pinch(Finger.LITTLE), 0.9));
    assertTrue(pinch.progress() > 0.8, "the ring is nearly closed");
    assertEquals(1, hold(pinch, Grips.pinch(Finger.LITTLE), 5));
    assertEquals(0, pinch.progress());
    assertEquals(0, hold(pinch, new double[HandAngles.COUNT], 0.2));
    assertEquals(1, hold(pinch, Grips.pinch(Finger.LITTLE), 1.5), "opened, it counts again");
    for (Finger finger : new Finger[] {Finger.INDEX, Finger.MIDDLE, Finger.RING}) {
      assertEquals(0, hold(pinch, Grips.pinch(finger), 3), finger::word);
    }
  }

  @Test
  void workDoesNotLookLikeIt() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      ScriptedPerson person = new ScriptedPerson(seed);
      int fired = 0;
      Pinch left = new Pinch();
      Pinch right = new Pinch();
      for (long t = 0; t < ScriptedPerson.roundSeconds() * 1e9; t += STEP) {
        kinematics.solve(person.at(t).leftAngles(), joints);
        fired += left.feed(joints, t) ? 1 : 0;
        kinematics.solve(person.at(t).rightAngles(), joints);
        fired += right.feed(joints, t) ? 1 : 0;
      }
      assertEquals(0, fired, "seed " + seed);
    }
  }
}
