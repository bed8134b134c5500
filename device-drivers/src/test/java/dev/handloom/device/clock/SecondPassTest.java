package dev.handloom.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecondPassTest {
  private static final long PERIOD = 10_000_000L;
  private static final PathDelay PATH = new PathDelay(1_000_000L, 100_000L, "measured");

  /// A sample as it was, and as it came.
  private record Taken(long capture, long ticks, long arrival) {}

  private final List<Taken> samples = new ArrayList<>();
  private final Random random = new Random(3);
  private long now = 900_000_000_000L;
  private double ahead = 50e9;
  private double skew = 25e-6;

  private void take(double seconds) {
    for (int i = 0; i < seconds * 1e9 / PERIOD; i++) {
      now += PERIOD;
      skew += 0.2e-6 * Math.sqrt(PERIOD / 1e9) * random.nextGaussian();
      ahead += skew * PERIOD;
      long delay = 1_000_000L + (long) (-Math.log(1 - random.nextDouble()) * 700_000);
      samples.add(new Taken(now, ((now + (long) ahead) / 1000) & 0xFFFF_FFFFL, now + delay));
    }
  }

  private ClockCorrection correction() {
    SecondPass pass = new SecondPass(DeviceTicks.MICROS_32, PATH);
    // The live pass knew nothing.
    samples.forEach(s -> pass.add(s.ticks(), s.arrival(), s.arrival(), Sample.UNBOUNDED));
    return pass.correction(PATH);
  }

  /// Worst error over the samples that the correction speaks of; all must be within their bound.
  private double worstMillis(ClockCorrection correction, int from) {
    ClockCorrection.Cursor cursor = correction.cursor();
    double worst = 0;
    for (int i = 0; i < samples.size(); i++) {
      Taken taken = samples.get(i);
      assertTrue(cursor.next(taken.ticks(), taken.arrival()), "sample " + i);
      long error = Math.abs(cursor.captureNanos() - taken.capture());
      assertTrue(error <= cursor.boundNanos(), "sample " + i + ": " + error + " ns");
      worst = i < from ? worst : Math.max(worst, error / 1e6);
    }
    return worst;
  }

  @Test
  void everySampleOfARoughClockIsKnownFromTheFirst() {
    take(300);
    assertTrue(worstMillis(correction(), 0) < 0.1);
  }

  @Test
  void theLiveClockKnowsLess() {
    take(300);
    HullClock live = new HullClock(DeviceTicks.MICROS_32, PATH);
    Sample sample = Sample.stampOnly();
    double worst = 0;
    for (Taken taken : samples) {
      sample.deviceTicks = taken.ticks();
      sample.arrivalNanos = taken.arrival();
      live.stamp(sample);
      worst = Math.max(worst, Math.abs(sample.captureNanos - taken.capture()) / 1e6);
    }
    assertTrue(worstMillis(correction(), 0) < worst, worst + " ms live");
  }

  @Test
  void aResetBeginsASpan() {
    take(120);
    ahead = -now + 1e9;
    take(120);
    ClockCorrection correction = correction();
    assertEquals(2, correction.spans().size());
    assertEquals(12_000, correction.spans().get(1).firstSample());
    assertTrue(worstMillis(correction, 0) < 0.1);
  }

  @Test
  void aPauseIsBridged() {
    take(120);
    now += 60_000_000_000L;
    ahead += skew * 60e9;
    take(120);
    assertTrue(worstMillis(correction(), 0) < 0.1);
  }

  @Test
  void shortTakesAndNoneAtAll() {
    assertEquals(1, correction().spans().size());
    assertFalse(correction().cursor().next(5, 5));
    take(0.005);
    worstMillis(correction(), 0);
    take(2);
    worstMillis(correction(), 0);
  }

  @Test
  void aShortTakeKeepsLiveTimesThatWereBetterKnown() {
    take(5);
    SecondPass pass = new SecondPass(DeviceTicks.MICROS_32, PATH);
    samples.forEach(s -> pass.add(s.ticks(), s.arrival(), s.capture() - 3000, 110_000));
    ClockCorrection.Cursor cursor = pass.correction(PATH).cursor();
    for (Taken taken : samples) {
      assertTrue(cursor.next(taken.ticks(), taken.arrival()));
      assertEquals(110_000, cursor.boundNanos());
      long error = Math.abs(cursor.captureNanos() - taken.capture() + 3000);
      assertTrue(error < 20_000, error + " ns");
    }
  }

  @Test
  void aChangeOfThePathThatOnlyTheLivePassSawStandsInTheBound() {
    take(100);
    SecondPass pass = new SecondPass(DeviceTicks.MICROS_32, PATH);
    samples.forEach(s -> pass.add(s.ticks(), s.arrival(), s.arrival(), Sample.UNBOUNDED));
    ClockCorrection.Cursor cursor =
        pass.correction(new PathDelay(3_000_000L, 2_100_000L, "changed")).cursor();
    assertTrue(cursor.next(samples.getFirst().ticks(), samples.getFirst().arrival()));
    assertTrue(cursor.boundNanos() > 2_000_000, cursor.boundNanos() + " ns");
  }

  @Test
  void samplesWithoutDeviceTimeKeepTheirLiveTimes() {
    take(20);
    ClockCorrection.Cursor cursor = correction().cursor();
    assertFalse(cursor.next(Sample.NO_TICKS, samples.getFirst().arrival()));
  }
}
