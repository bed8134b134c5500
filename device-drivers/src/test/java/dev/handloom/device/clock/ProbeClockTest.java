package dev.handloom.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProbeClockTest {
  private static final long MILLI = 1_000_000L;
  private static final long PERIOD = 10 * MILLI;

  private final ProbeClock clock =
      new ProbeClock(DeviceTicks.MICROS_32, new PathDelay(0, 0, "measured"));
  private final Sample sample = Sample.stampOnly();
  private final Random random = new Random(11);
  private long now = 1_000_000_000_000L;
  private double aheadNanos = 4_294_967_000_000.0;
  private int probes;
  private boolean answers = true;

  private long ticks(long then) {
    return ((then + (long) aheadNanos) / 1000) & 0xFFFF_FFFFL;
  }

  private long delay() {
    return (long) (300_000 - Math.log(1 - random.nextDouble()) * 200_000);
  }

  private void feed(double seconds) {
    for (long i = 0; i < seconds * 1e9 / PERIOD; i++) {
      now += PERIOD;
      aheadNanos += 30e-6 * PERIOD;
      if (clock.probeDue(now)) {
        probes++;
        long up = delay();
        if (answers) {
          clock.probe(now, ticks(now + up), now + up + delay());
        }
      }
      sample.deviceTicks = ticks(now);
      sample.arrivalNanos = now + delay() + delay();
      clock.stamp(sample);
    }
  }

  private long errorNanos() {
    return Math.abs(sample.captureNanos - now);
  }

  private ClockState state() {
    return clock.report(now).state();
  }

  @Test
  void nothingIsStatedBeforeTheFirstAnswer() {
    answers = false;
    feed(3);
    assertEquals(Sample.UNBOUNDED, sample.boundNanos);
    assertEquals(ClockState.ACQUIRING, state());
  }

  @Test
  void threeWavesLockAndTheBoundIsHalfTheRoundTrip() {
    feed(3);
    assertEquals(ClockState.LOCKED, state());
    feed(60);
    assertTrue(errorNanos() < 50_000, errorNanos() + " ns");
    assertTrue(sample.boundNanos >= 300_000, sample.boundNanos + " ns");
    assertTrue(sample.boundNanos < 450_000, sample.boundNanos + " ns");
    assertEquals(-30, clock.report(now).driftPpm(), 0.5);
  }

  @Test
  void aLockedClockAsksFourTimesASecondAtMost() {
    feed(10);
    probes = 0;
    feed(60);
    assertTrue(probes > 100 && probes < 240, probes + " probes");
  }

  @Test
  void withoutAnswersTheBoundGrowsAndItIsHoldover() {
    feed(60);
    long locked = sample.boundNanos;
    answers = false;
    feed(300);
    assertEquals(ClockState.HOLDOVER, state());
    assertTrue(sample.boundNanos > locked + 500_000, sample.boundNanos + " ns");
    assertTrue(errorNanos() <= sample.boundNanos);
    answers = true;
    feed(5);
    assertEquals(ClockState.LOCKED, state());
    assertTrue(errorNanos() <= sample.boundNanos);
    assertTrue(sample.boundNanos < 700_000, sample.boundNanos + " ns");
  }

  @Test
  void aClockThatLeapsIsContradictedAndAskedAnew() {
    feed(30);
    aheadNanos += 40e6;
    feed(5);
    assertEquals(1, clock.report(now).jumps());
    assertEquals(ClockState.LOCKED, state());
    assertTrue(errorNanos() <= sample.boundNanos);
    aheadNanos -= 3e9;
    feed(5);
    assertEquals(2, clock.report(now).jumps());
    assertTrue(errorNanos() <= sample.boundNanos);
  }

  @Test
  void answersThatCannotBeAreIgnored() {
    feed(30);
    clock.probe(now, ticks(now), now - 1);
    clock.probe(now, ticks(now), now + 600 * MILLI);
    // It says it held the probe for longer than the probe was away.
    clock.probe(now, ticks(now), ticks(now + 40 * MILLI), now + MILLI);
    feed(0.01);
    assertEquals(ClockState.LOCKED, state());
    assertTrue(errorNanos() < 50_000, errorNanos() + " ns");
  }

  @Test
  void timeThatTheDeviceHeldAProbeIsNotThePaths() {
    ProbeClock held = new ProbeClock(DeviceTicks.MICROS_32, new PathDelay(0, 0, "measured"));
    for (int i = 0; i < 60; i++) {
      now += 64 * MILLI;
      long got = now + delay();
      long answered = got + 20 * MILLI;
      held.probe(now, ticks(got), ticks(answered), answered + delay());
    }
    sample.deviceTicks = ticks(now);
    sample.arrivalNanos = now + 5 * MILLI;
    held.stamp(sample);
    assertTrue(errorNanos() <= sample.boundNanos);
    assertTrue(sample.boundNanos < 600_000, sample.boundNanos + " ns");
  }
}
