package dev.handloom.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HullClockTest {
  private static final long PERIOD = 10_000_000L;
  private static final long LEAST = 1_000_000L;

  private final HullClock clock =
      new HullClock(DeviceTicks.MICROS_32, new PathDelay(LEAST, 100_000, "measured"));
  private final Sample sample =
      new Sample(StreamSpec.signal("x/y", List.of(new Channel("a", Unit.COUNT, 0, 1)), 100, null));
  private final Random random = new Random(5);
  private long now = 1_000_000_000_000L;
  private long deviceMinusStudioMicros = 77_000_000L;

  private ClockState state() {
    return clock.report(sample.arrivalNanos).state();
  }

  private long errorNanos() {
    return Math.abs(sample.captureNanos - now);
  }

  private void feed(double seconds, long extraDelayNanos) {
    for (long i = 0; i < seconds * 1e9 / PERIOD; i++) {
      now += PERIOD;
      sample.deviceTicks = (now / 1000 + deviceMinusStudioMicros) & 0xFFFF_FFFFL;
      long delay = LEAST + extraDelayNanos + (long) (-Math.log(1 - random.nextDouble()) * 200_000);
      sample.arrivalNanos = now + delay;
      clock.stamp(sample);
    }
  }

  @Test
  void acquiresForFiveSecondsThenLocks() {
    feed(4.5, 0);
    assertEquals(ClockState.ACQUIRING, state());
    assertTrue(sample.boundNanos > errorNanos());
    // The hull needs three corners as well, and is told only the best of each quarter of a second.
    feed(1.5, 0);
    assertEquals(ClockState.LOCKED, state());
    assertTrue(errorNanos() < 100_000, errorNanos() + " ns");
  }

  @Test
  void aLeapAheadIsFoundWithinThreeSamplesAndAcquiredAnew() {
    feed(20, 0);
    deviceMinusStudioMicros += 10_000_000;
    feed(0.05, 0);
    assertEquals(ClockState.JUMPED, state());
    assertEquals(1, clock.report(now).jumps());
    feed(6, 0);
    assertEquals(ClockState.LOCKED, state());
    assertTrue(errorNanos() < 300_000, errorNanos() + " ns");
  }

  @Test
  void aLeapBackIsFoundAtOnce() {
    feed(20, 0);
    deviceMinusStudioMicros -= 10_000_000;
    feed(0.02, 0);
    assertEquals(1, clock.report(now).jumps());
  }

  @Test
  void aLeapBackByLessThanAPeriodWidensTheBound() {
    feed(20, 0);
    deviceMinusStudioMicros -= 5_000;
    feed(3, 0);
    assertTrue(sample.boundNanos >= errorNanos(), sample.boundNanos + " < " + errorNanos());
  }

  @Test
  void oneSampleThatIsTooEarlyToBeTrueBendsNothing() {
    feed(20, 0);
    deviceMinusStudioMicros += 8_000;
    feed(0.01, 0);
    deviceMinusStudioMicros -= 8_000;
    feed(1, 0);
    assertEquals(0, clock.report(now).jumps());
    assertEquals(ClockState.LOCKED, state());
    assertTrue(errorNanos() < 100_000, errorNanos() + " ns");
  }

  @Test
  void aPathThatBecomesLongerIsFoundAndAcquiredAnew() {
    feed(20, 0);
    feed(4, 50_000_000);
    assertEquals(1, clock.report(now).jumps());
  }

  @Test
  void silenceIsHoldoverAndTheBoundGrows() {
    feed(10, 0);
    long bound = clock.report(sample.arrivalNanos).boundNanos();
    ClockReport later = clock.report(sample.arrivalNanos + 600_000_000_000L);
    assertEquals(ClockState.HOLDOVER, later.state());
    assertTrue(later.boundNanos() >= bound + 3_000_000);
  }

  @Test
  void silenceOfHalfAnHourIsBridgedOverTheWrapOfTheCounter() {
    feed(20, 0);
    now += 1_800_000_000_000L;
    feed(10, 0);
    assertEquals(0, clock.report(now).jumps());
    assertTrue(errorNanos() < sample.boundNanos);
  }

  @Test
  void spikesMoveNothing() {
    feed(20, 0);
    for (int i = 0; i < 50; i++) {
      feed(0.01, 80_000_000);
      feed(0.3, 0);
    }
    assertEquals(0, clock.report(now).jumps());
    assertTrue(errorNanos() < 100_000, errorNanos() + " ns");
  }

  @Test
  void aRoughClockStaysWithinItsBound() {
    // Skew that walks by 0.2 ppm a root second: worse than any quartz on a desk.
    double skew = 20e-6;
    double leadNanos = 0;
    int judged = 0;
    int within = 0;
    for (int i = 0; i < 60_000; i++) {
      skew += 0.2e-6 * Math.sqrt(PERIOD / 1e9) * random.nextGaussian();
      leadNanos += skew * PERIOD;
      now += PERIOD;
      sample.deviceTicks = ((now + (long) leadNanos) / 1000) & 0xFFFF_FFFFL;
      sample.arrivalNanos = now + LEAST + (long) (-Math.log(1 - random.nextDouble()) * 1_000_000);
      clock.stamp(sample);
      if (state() == ClockState.LOCKED) {
        judged++;
        within += errorNanos() <= sample.boundNanos ? 1 : 0;
      }
    }
    assertTrue(judged > 59_000);
    assertTrue(within >= 0.99 * judged, within + " of " + judged);
  }
}
