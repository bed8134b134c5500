package dev.handloom.test.bench.gripper;

import dev.handloom.calibration.gripper.WidthSource;
import dev.handloom.calibration.gripper.sim.Hindrance;
import dev.handloom.test.bench.Benchmarks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Widths of drawn grippers against what was drawn: error in millimetres, what widths rest on,
/// whether the stated doubt covers the truth.
public final class GripperBenchmark implements Benchmarks.Benchmark {
  private static final List<Hindrance> HINDRANCES =
      List.of(
          Hindrance.NONE,
          Hindrance.SMEARED,
          Hindrance.DIM,
          Hindrance.ONE_HIDDEN,
          Hindrance.BOTH_HIDDEN,
          Hindrance.GLARE,
          Hindrance.ALL);

  private static final long FIRST_SEED = 8100;
  private static final int SEEDS = 5;
  private static final double SECONDS = 4;

  @Override
  public int run(List<String> options) throws Exception {
    long first = options.isEmpty() ? FIRST_SEED : Long.parseLong(options.get(0));
    int seeds = options.size() < 2 ? SEEDS : Integer.parseInt(options.get(1));
    System.out.printf(
        Locale.ROOT,
        "  seeds %d to %d, %.0f s at 30/s each, 1352 × 1014, range 80 mm, focal length believed"
            + " wrong by up to 0.3 %%%n",
        first,
        first + seeds - 1,
        SECONDS);
    System.out.printf(
        Locale.ROOT,
        "  %-22s %7s %7s %7s %8s %6s %6s %8s %6s %9s %7s%n",
        "",
        "mean mm",
        "p95 mm",
        "max mm",
        "covered",
        "both",
        "one",
        "bridged",
        "none",
        "frames",
        "ms");
    int code = 0;
    for (Hindrance hindrance : HINDRANCES) {
      List<Double> errors = new ArrayList<>();
      int[] sources = new int[WidthSource.values().length];
      int covered = 0;
      int frames = 0;
      long nanos = 0;
      for (long seed = first; seed < first + seeds; seed++) {
        GripperTrial trial = new GripperTrial(seed, hindrance, SECONDS);
        errors.addAll(trial.errors);
        trial.sources.forEach((source, count) -> sources[source.ordinal()] += count);
        covered += trial.covered;
        frames += trial.frames;
        nanos += trial.lookNanos;
      }
      Collections.sort(errors);
      double p95 = errors.get((int) (0.95 * (errors.size() - 1)));
      double share = (double) covered / errors.size();
      System.out.printf(
          Locale.ROOT,
          "  %-22s %7.2f %7.2f %7.2f %7.1f%% %5.1f%% %5.1f%% %7.1f%% %5.1f%% %9d %7.1f%n",
          hindrance.name(),
          errors.stream().mapToDouble(Double::doubleValue).average().orElse(0),
          p95,
          errors.getLast(),
          100 * share,
          100.0 * sources[WidthSource.BOTH.ordinal()] / frames,
          100.0
              * (sources[WidthSource.LEFT.ordinal()] + sources[WidthSource.RIGHT.ordinal()])
              / frames,
          100.0 * sources[WidthSource.BRIDGED.ordinal()] / frames,
          100.0 * sources[WidthSource.NONE.ordinal()] / frames,
          frames,
          nanos / 1e6 / frames);
      if (share < 0.95) {
        System.out.println("  MISSED the stated doubt covers the truth in fewer than 95 %");
        code = 1;
      }
    }
    return code;
  }
}
