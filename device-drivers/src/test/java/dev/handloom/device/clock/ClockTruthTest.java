package dev.handloom.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bound that a clock model states, held against the truth: simulated devices, simulated time.
class ClockTruthTest {
  private static final long START = 5_000_000_000_000L;
  private static final double WANTED_SHARE = 0.99;

  private static final StreamSpec SPEC =
      StreamSpec.signal("x/y", List.of(new Channel("a", Unit.COUNT, 0, 1)), 100, null);

  /// How well the stated bounds held.
  private record Verdict(long samples, long within, double p99Micros, double worstMicros) {
    double share() {
      return (double) within / samples;
    }
  }

  private static Verdict run(
      ClockModel clock, Timing timing, long seed, double seconds, long mask, boolean stamps) {
    Timing.Series series = timing.series(seed, START);
    Random scheduler = new Random(seed + 99);
    Sample sample = new Sample(SPEC);
    long until = START + (long) (seconds * 1e9);
    int expected = (int) (seconds * timing.hz() * 1.01) + 10;
    double[] errors = new double[expected];
    int judged = 0;
    int within = 0;
    long lastArrival = 0;
    while (series.nextNanos() < until) {
      series.advance();
      // The reader is woken a little late, now and then much later.
      double woken = -Math.log(1 - scheduler.nextDouble()) * 40_000;
      woken += scheduler.nextInt(2000) == 0 ? 4e6 : 0;
      lastArrival = Math.max(lastArrival, series.arrivalNanos + (long) woken);
      sample.arrivalNanos = lastArrival;
      sample.deviceTicks = stamps ? series.deviceMicros & mask : Sample.NO_TICKS;
      clock.stamp(sample);
      if (clock.report(sample.arrivalNanos).state() == ClockState.LOCKED) {
        double error = Math.abs(sample.captureNanos - series.captureNanos);
        errors[judged++] = error / 1000;
        within += error <= sample.boundNanos ? 1 : 0;
      }
    }
    double[] sorted = java.util.Arrays.copyOf(errors, judged);
    java.util.Arrays.sort(sorted);
    return new Verdict(judged, within, sorted[(int) (0.99 * judged)], sorted[judged - 1]);
  }

  private static void good(String what, long seed, Verdict verdict, ClockModel clock) {
    System.out.printf(
        "%s, seed %d: %d samples, %.3f %% within the bound, error p99 %.0f µs, worst %.0f µs,"
            + " last bound %.0f µs%n",
        what,
        seed,
        verdict.samples(),
        100 * verdict.share(),
        verdict.p99Micros(),
        verdict.worstMicros(),
        clock.report(START).boundNanos() / 1e3);
    assertTrue(verdict.share() >= WANTED_SHARE, what + ", seed " + seed + ": " + verdict);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aGripperWithAWrappingCounter(long seed) {
    HullClock clock = new HullClock(DeviceTicks.MICROS_32, PathDelay.assumed(1.5, 1.5));
    Verdict verdict = run(clock, Timing.GRIPPER, seed, 2 * 4295, 0xFFFF_FFFFL, true);
    good("gripper", seed, verdict, clock);
    assertEquals(0, clock.report(START).jumps());
    assertTrue(verdict.samples() > 200 * 2 * 4280, "locked too late: " + verdict);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aCameraForThreeHours(long seed) {
    HullClock clock = new HullClock(DeviceTicks.MICROS_64, PathDelay.assumed(10, 6));
    Verdict verdict = run(clock, Timing.CAMERA, seed, 3 * 3600, Long.MAX_VALUE, true);
    good("camera", seed, verdict, clock);
    assertEquals(0, clock.report(START).jumps());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aCameraWhosePathWasMeasured(long seed) {
    double least = Timing.CAMERA.series(seed, START).leastDelayNanos() / 1e6;
    HullClock clock = new HullClock(DeviceTicks.MICROS_64, PathDelay.assumed(least, 0.1));
    Verdict verdict = run(clock, Timing.CAMERA, seed, 3600, Long.MAX_VALUE, true);
    good("camera, path measured", seed, verdict, clock);
    assertTrue(verdict.p99Micros() < 300, "what the hull can do: " + verdict);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aGloveWithoutTime(long seed) {
    ArrivalClock clock = new ArrivalClock(PathDelay.assumed(3.5, 3));
    good("glove", seed, run(clock, Timing.GLOVE, seed, 1800, 0, false), clock);
  }
}
