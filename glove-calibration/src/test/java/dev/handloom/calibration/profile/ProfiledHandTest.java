package dev.handloom.calibration.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.handloom.calibration.WornRun;
import dev.handloom.calibration.hand.HandReading;
import dev.handloom.calibration.hand.JointSource;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.sim.wearer.WornGlove;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProfiledHandTest {
  private static final Instant NOW = Instant.parse("2026-11-16T09:00:00Z");

  /// Samples before allocation is counted, and while it is.
  private static final int WARM = 20_000;

  private static final int COUNTED = 20_000;

  private static Sample pose(WornRun worn, Asked asked) {
    worn.session.ask(asked);
    for (int i = 0; i < 120; i++) {
      worn.session.next();
    }
    Sample in = new Sample(worn.glove.spec());
    System.arraycopy(worn.session.values(), 0, in.values, 0, in.values.length);
    return in;
  }

  @Test
  void aPinchIsAPinchInTheHandThatComesOut() {
    for (WornGlove.Kind kind :
        new WornGlove.Kind[] {WornGlove.Kind.COUNTS, WornGlove.Kind.SKELETON}) {
      WornRun worn = new WornRun(kind, 31);
      Profile profile = worn.profile(NOW);
      ProfiledHand hand = new ProfiledHand(worn.glove.spec(), "glove/hand", profile);
      Sample out = new Sample(hand.output());
      assertTrue(hand.process(pose(worn, Asked.PINCH_INDEX), out));
      double closed = HandPose.distance(out.values, HandJoint.THUMB_TIP, HandJoint.INDEX_TIP);
      assertTrue(hand.process(pose(worn, Asked.SPREAD), out));
      double open = HandPose.distance(out.values, HandJoint.THUMB_TIP, HandJoint.INDEX_TIP);
      assertTrue(closed < 0.025 && open > 0.06, kind + ": " + closed + " and " + open + " m");
    }
  }

  @Test
  void theStreamNamesItsProfile() {
    WornRun worn = new WornRun(WornGlove.Kind.COUNTS, 31);
    Profile profile = worn.profile(NOW);
    assertEquals(
        "glove-profile 1 " + profile.id(),
        new ProfiledHand(worn.glove.spec(), "glove/hand", profile).output().maker());
    assertEquals(
        2 * HandAngles.COUNT,
        new ProfiledAngles(worn.glove.spec(), "glove/angles", profile).output().channels().size());
  }

  @Test
  void aFingerThatThePersonLacksIsMissingFromTheHand() {
    WornRun worn = new WornRun(WornGlove.Kind.ANGLES, 31);
    worn.fingers.remove(Finger.RING);
    assertFalse(worn.plan().steps().toString().contains("RING"));
    Profile profile = worn.profile(NOW);
    ProfiledHand hand = new ProfiledHand(worn.glove.spec(), "glove/hand", profile);
    Sample out = new Sample(hand.output());
    assertTrue(hand.process(pose(worn, Asked.REST), out));
    ProfiledAngles bends = new ProfiledAngles(worn.glove.spec(), "glove/angles", profile);
    Sample bent = new Sample(bends.output());
    assertTrue(bends.process(pose(worn, Asked.REST), bent));
    assertTrue(Double.isNaN(bent.values[HandAngles.index(Finger.RING, 0)]));
    assertFalse(Double.isNaN(bent.values[HandAngles.index(Finger.INDEX, 0)]));
    Pose wrist = new Pose(new Vec3(1, 2, 3), Quat.IDENTITY);
    HandReading reading = hand.reading(out.values, wrist);
    assertEquals(JointSource.MISSING, reading.source(HandJoint.RING_TIP));
    assertEquals(0, reading.confidence(HandJoint.RING_TIP));
    assertTrue(Double.isNaN(reading.at(HandJoint.RING_DISTAL).position().x()));
    assertEquals(JointSource.MEASURED, reading.source(HandJoint.INDEX_TIP));
    assertTrue(reading.confidence(HandJoint.INDEX_TIP) > 0.7);
    Pose tip = reading.inWorld(HandJoint.INDEX_TIP);
    assertTrue(tip != null && Math.abs(tip.position().y() - 2) < 0.3);
  }

  @Test
  void whatAGloveDoesNotFeelIsSaidToBeInferred() {
    WornRun worn = new WornRun(WornGlove.Kind.STRINGS, 31);
    ProfiledHand hand = new ProfiledHand(worn.glove.spec(), "glove/hand", worn.profile(NOW));
    Sample out = new Sample(hand.output());
    assertTrue(hand.process(pose(worn, Asked.REST), out));
    HandReading reading = hand.reading(out.values, null);
    assertEquals(JointSource.ASSUMED, reading.source(HandJoint.INDEX_TIP));
    assertTrue(reading.confidence(HandJoint.INDEX_TIP) < 0.6);
  }

  @Test
  void aGloveThatSaysNothingHasNoHandInIt() {
    WornRun worn = new WornRun(WornGlove.Kind.COUNTS, 31);
    ProfiledHand hand = new ProfiledHand(worn.glove.spec(), "glove/hand", worn.profile(NOW));
    Sample in = new Sample(worn.glove.spec());
    Arrays.fill(in.values, Double.NaN);
    assertFalse(hand.process(in, new Sample(hand.output())));
  }

  @Test
  void aProfileIsNotPutOnAnotherGlove() {
    Profile profile = new WornRun(WornGlove.Kind.COUNTS, 31).profile(NOW);
    WornRun other = new WornRun(WornGlove.Kind.ANGLES, 31);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProfiledHand(other.glove.spec(), "glove/hand", profile));
  }

  @Test
  void nothingIsAllocatedPerSample() {
    for (WornGlove.Kind kind : WornGlove.Kind.values()) {
      WornRun worn = new WornRun(kind, 31);
      Profile profile = worn.profile(NOW);
      Processor hand = new ProfiledHand(worn.glove.spec(), "glove/hand", profile);
      Processor angles = new ProfiledAngles(worn.glove.spec(), "glove/angles", profile);
      Sample in = pose(worn, Asked.REST);
      double hands = bytes(hand, in);
      double bends = bytes(angles, in);
      assertTrue(hands < 1 && bends < 1, kind + ": " + hands + " and " + bends + " bytes a sample");
    }
  }

  private static double bytes(Processor processor, Sample in) {
    Sample out = new Sample(processor.output());
    for (int i = 0; i < WARM; i++) {
      processor.process(in, out);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < COUNTED; i++) {
      processor.process(in, out);
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / (double) COUNTED;
  }
}
