package dev.handloom.test.bench.clock;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockCorrection;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.ProbeClock;
import dev.handloom.device.clock.SecondPass;
import dev.handloom.device.stream.Sample;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/// What a stamp costs.
final class StampCost {
  private static final int ROUNDS = 25;
  private static final int WARM_ROUNDS = 10;

  private final Scenario scenario;
  private final long[] ticks;
  private final long[] arrival;
  private final long[] live;
  private final long[] bound;
  private final Sample sample = Sample.stampOnly();
  private long sink;

  StampCost(Scenario scenario) {
    this.scenario = scenario;
    long[] t = new long[1 << 17];
    long[] a = new long[1 << 17];
    int n = 0;
    for (Scenario.Run run = scenario.run(1, 600); run.next(); n++) {
      t[n] = run.ticksNow;
      a[n] = run.arrivalNanos;
    }
    ticks = Arrays.copyOf(t, n);
    arrival = Arrays.copyOf(a, n);
    live = new long[n];
    bound = new long[n];
  }

  void print() {
    PathDelay path = scenario.path().delay();
    line("arrival clock", () -> stampAll(new ArrivalClock(path), false));
    line("hull clock, live", () -> stampAll(new HullClock(scenario.ticks(), path), false));
    line("probe clock, live, its probes included", this::probed);
    stampAll(new HullClock(scenario.ticks(), path), true);
    line("second pass, finding and applying", this::twice);
    if (sink == 42) {
      System.out.println();
    }
  }

  private void line(String what, Supplier<Long> round) {
    double[] nanos = new double[ROUNDS];
    for (int i = -WARM_ROUNDS; i < ROUNDS; i++) {
      long begun = System.nanoTime();
      sink += round.get();
      if (i >= 0) {
        nanos[i] = (double) (System.nanoTime() - begun) / ticks.length;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "  %-52s %.0f ns a sample (median of %d, %.0f to %.0f); at 1 kHz %.4f %% of a core%n",
        scenario.name() + ", " + what,
        nanos[ROUNDS / 2],
        ROUNDS,
        nanos[0],
        nanos[ROUNDS - 1],
        nanos[ROUNDS / 2] * 1000 / 1e9 * 100);
  }

  private Long stampAll(ClockModel clock, boolean keep) {
    long sum = 0;
    for (int i = 0; i < ticks.length; i++) {
      sample.deviceTicks = ticks[i];
      sample.arrivalNanos = arrival[i];
      clock.stamp(sample);
      sum += sample.captureNanos;
      if (keep) {
        live[i] = sample.captureNanos;
        bound[i] = sample.boundNanos;
      }
    }
    return sum;
  }

  private Long probed() {
    ProbeClock clock = new ProbeClock(scenario.ticks(), new PathDelay(0, 0, "as simulated"));
    long sum = 0;
    for (int i = 0; i < ticks.length; i++) {
      if (clock.probeDue(arrival[i])) {
        clock.probe(arrival[i] - 1_000_000, ticks[i], arrival[i] + 1_000_000);
      }
      sample.deviceTicks = ticks[i];
      sample.arrivalNanos = arrival[i];
      clock.stamp(sample);
      sum += sample.captureNanos;
    }
    return sum;
  }

  private Long twice() {
    SecondPass pass = new SecondPass(scenario.ticks(), scenario.path().delay());
    for (int i = 0; i < ticks.length; i++) {
      pass.add(ticks[i], arrival[i], live[i], bound[i]);
    }
    ClockCorrection found = pass.correction(scenario.path().delay());
    ClockCorrection.Cursor cursor = Objects.requireNonNull(found).cursor();
    long sum = 0;
    for (int i = 0; i < ticks.length; i++) {
      sum += cursor.next(ticks[i], arrival[i]) ? cursor.captureNanos() : 0;
    }
    return sum;
  }
}
