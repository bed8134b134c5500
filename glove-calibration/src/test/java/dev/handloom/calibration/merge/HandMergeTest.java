package dev.handloom.calibration.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.hand.JointSource;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandMergeTest {
  private static final long MS = 1_000_000L;
  private static final int INDEX_TIP = HandJoint.INDEX_TIP.ordinal();

  private final HandMerge merge = new HandMerge(100 * MS, 60 * MS);
  private final MergedHand out = new MergedHand();

  @Test
  void theWristIsReadBetweenTwoSightsAtTheTimeOfTheGlove() {
    merge.wrist(0, 1000, at(0));
    felt(5 * MS);
    assertFalse(merge.next(6 * MS, out), "it waits for a sight after it");
    merge.wrist(10 * MS, 4000, at(0.010));
    assertTrue(merge.next(11 * MS, out));
    assertEquals(5 * MS, out.captureNanos);
    Pose wrist = out.wrist;
    assertNotNull(wrist);
    assertEquals(0.005, wrist.position().x(), 1e-12);
    assertEquals(5 * MS, out.wristAgeNanos);
    assertEquals(1, out.wristConfidence);
    assertEquals(4000, out.boundNanos, "as doubtful as the more doubtful of both");
    assertEquals(JointOrigin.GLOVE_MEASURED, out.origins[INDEX_TIP]);
  }

  @Test
  void aSightThatIsTooOldIsNoSight() {
    merge.wrist(0, 0, at(0));
    felt(50 * MS);
    felt(90 * MS);
    felt(101 * MS);
    assertFalse(merge.next(100 * MS, out), "it has patience");
    assertTrue(merge.next(200 * MS, out));
    assertEquals(0.5, out.wristConfidence, 1e-9, "the older the less sure");
    assertTrue(merge.next(200 * MS, out));
    assertEquals(0.1, out.wristConfidence, 1e-9);
    assertTrue(merge.next(200 * MS, out));
    assertNull(out.wrist);
    assertEquals(JointOrigin.NOTHING, out.origins[HandJoint.WRIST.ordinal()]);
    assertTrue(out.fingers(), "the fingers are known all the same");
  }

  @Test
  void samplesThatCameAtOnceAreAllGivenAndOneFromBeforeIsNot() {
    felt(10 * MS);
    felt(10 * MS);
    felt(9 * MS);
    merge.wrist(11 * MS, 0, at(0));
    assertTrue(merge.next(12 * MS, out));
    assertTrue(merge.next(12 * MS, out));
    assertFalse(merge.next(12 * MS, out));
  }

  @Test
  void betweenSightsFarApartNobodyKnowsTheWay() {
    merge.wrist(0, 0, at(0));
    merge.wrist(400 * MS, 0, at(0.4));
    felt(200 * MS);
    assertTrue(merge.next(400 * MS, out));
    assertNull(out.wrist);
  }

  @Test
  void aSilentGloveIsStoodInForByWhatTheHeadsetSees() {
    felt(0);
    merge.wrist(0, 0, at(0));
    assertTrue(merge.next(0, out));
    List<Long> times = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      seen(i * 10L * MS, 1);
      while (merge.next(i * 10L * MS, out)) {
        times.add(out.captureNanos / MS);
        assertEquals(JointOrigin.SEEN, out.origins[INDEX_TIP]);
        assertNotNull(out.wrist);
      }
    }
    assertEquals(260, times.getFirst(), "first when the glove is silent");
    assertEquals(440, times.getLast(), "as late as a glove may be late");
    felt(520 * MS);
    merge.wrist(520 * MS, 0, at(0));
    while (merge.next(521 * MS, out)) {
      assertTrue(out.captureNanos > times.getLast() * MS, "never back in time");
    }
    assertEquals(520 * MS, out.captureNanos);
    assertEquals(JointOrigin.GLOVE_MEASURED, out.origins[INDEX_TIP]);
  }

  @Test
  void aFingerThatTheGloveLacksIsTakenFromTheHeadset() {
    seen(0, 0);
    merge.wrist(1 * MS, 0, at(0));
    double[] hand = hand(0.4);
    int from = Finger.LITTLE.base().ordinal();
    Arrays.fill(hand, from * HandPose.PER_JOINT, hand.length, Double.NaN);
    JointSource[] sources = all(JointSource.INFERRED);
    Arrays.fill(sources, from, HandJoint.COUNT, JointSource.MISSING);
    merge.felt(1 * MS, 0, hand, sources, new double[HandJoint.COUNT]);
    assertTrue(merge.next(2 * MS, out));
    assertEquals(JointOrigin.GLOVE_INFERRED, out.origins[INDEX_TIP]);
    int tip = HandJoint.LITTLE_TIP.ordinal();
    assertEquals(JointOrigin.GUESSED, out.origins[tip], "it was not tracked");
    assertEquals(0.4, out.confidence[tip]);
    assertEquals(hand(0.9)[tip * HandPose.PER_JOINT], out.joints[tip * HandPose.PER_JOINT]);
  }

  private void felt(long nanos) {
    double[] sure = new double[HandJoint.COUNT];
    Arrays.fill(sure, 0.8);
    merge.felt(nanos, 500, hand(0.4), all(JointSource.MEASURED), sure);
  }

  private void seen(long nanos, double tracked) {
    double[] flags = new double[HandJoint.COUNT];
    Arrays.fill(flags, tracked);
    merge.wrist(nanos, 0, at(0));
    merge.seen(nanos, 0, hand(0.9), flags, false);
  }

  private static JointSource[] all(JointSource source) {
    JointSource[] all = new JointSource[HandJoint.COUNT];
    Arrays.fill(all, source);
    return all;
  }

  private static double[] hand(double curl) {
    double[] angles = new double[HandAngles.COUNT];
    Arrays.fill(angles, curl);
    double[] out = new double[HandPose.VALUES];
    new ForwardKinematics(HandSide.LEFT, HandSize.ADULT).solve(angles, out);
    return out;
  }

  private static Pose at(double x) {
    return new Pose(new Vec3(x, 0, 0), Quat.IDENTITY);
  }
}
