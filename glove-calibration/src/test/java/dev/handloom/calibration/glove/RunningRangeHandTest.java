package dev.handloom.calibration.glove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningRangeHandTest {
  private static final StreamSpec GLOVE =
      StreamSpec.signal(
          "left-glove/fingers",
          List.of("thumb_curl", "index_curl", "middle_curl", "ring_curl", "little_curl").stream()
              .map(n -> new Channel(n, Unit.COUNT, 0, 4095))
              .toList(),
          100,
          null);

  private final RunningRangeHand hand =
      new RunningRangeHand(GLOVE, "left-glove/hand", HandSide.LEFT, HandSize.ADULT);
  private final Sample in = new Sample(GLOVE);
  private final Sample out = new Sample(hand.output());

  @Test
  void aGloveThatHasNotMovedShowsAFlatHand() {
    feed(1800, 5);
    double reach = HandPose.distance(out.values, HandJoint.WRIST, HandJoint.INDEX_TIP);
    feed(1830, 5);
    assertEquals(reach, HandPose.distance(out.values, HandJoint.WRIST, HandJoint.INDEX_TIP), 1e-12);
  }

  @Test
  void aFullCurlBringsTheFingertipsTowardsTheWrist() {
    feed(600, 50);
    double open = HandPose.distance(out.values, HandJoint.WRIST, HandJoint.MIDDLE_TIP);
    feed(3100, 50);
    double closed = HandPose.distance(out.values, HandJoint.WRIST, HandJoint.MIDDLE_TIP);
    assertTrue(closed < 0.6 * open, "open " + open + " m, closed " + closed + " m");
  }

  @Test
  void oneWildCountDoesNotStretchTheRangeForGood() {
    feed(600, 50);
    feed(3000, 50);
    feed(600, 1);
    double before = HandPose.distance(out.values, HandJoint.WRIST, HandJoint.MIDDLE_TIP);
    feed(3000, 50);
    double fist = HandPose.distance(out.values, HandJoint.WRIST, HandJoint.MIDDLE_TIP);
    feed(4095, 1);
    feed(3000, 1);
    double after = HandPose.distance(out.values, HandJoint.WRIST, HandJoint.MIDDLE_TIP);
    assertTrue(Math.abs(after - fist) < 0.25 * (before - fist), after + " against " + fist);
  }

  @Test
  void aMissingChannelLeavesItsFingerFlat() {
    feed(600, 50);
    feed(3100, 50);
    Arrays.fill(in.values, Double.NaN);
    assertTrue(hand.process(in, out));
    assertFalse(Double.isNaN(out.values[0]));
  }

  @Test
  void onlyRawStreamsWithCurlsAreGloves() {
    assertTrue(RunningRangeHand.fits(GLOVE));
    assertFalse(RunningRangeHand.fits(hand.output()));
  }

  private void feed(double count, int times) {
    for (int i = 0; i < times; i++) {
      Arrays.fill(in.values, count);
      assertTrue(hand.process(in, out));
    }
  }
}
