package dev.handloom.test.bench.delay;

import dev.handloom.test.bench.Benchmarks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// Planted delays and what is found: cameras before the time code.
public final class DelayBenchmark implements Benchmarks.Benchmark {
  private static final int SEEDS = 100;
  private static final int PICTURES = 120;
  private static final double NEEDED_FRAMES = 0.5;

  @Override
  public int run(List<String> options) {
    int seeds = options.isEmpty() ? SEEDS : Integer.parseInt(options.getFirst());
    return cameras(seeds);
  }

  private static int cameras(int seeds) {
    List<CameraTrial> trials =
        LongStream.rangeClosed(1, seeds)
            .parallel()
            .mapToObj(seed -> CameraTrial.of(seed, PICTURES))
            .toList();
    List<CameraTrial> read = new ArrayList<>();
    int within = 0;
    for (CameraTrial trial : trials) {
      if (trial.measured()) {
        read.add(trial);
        within += trial.within() ? 1 : 0;
      } else {
        System.out.printf(Locale.ROOT, "    not measured: %s%n", trial.look());
      }
    }
    double[] frames = read.stream().mapToDouble(CameraTrial::errorFrames).sorted().toArray();
    double[] millis = read.stream().mapToDouble(t -> t.errorNanos() / 1e6).sorted().toArray();
    double[] bounds = read.stream().mapToDouble(t -> t.statedNanos() / 1e6).sorted().toArray();
    System.out.printf(
        Locale.ROOT, "  time code, %d cameras of %d pictures each%n", trials.size(), PICTURES);
    System.out.printf(Locale.ROOT, "    measured      %d of %d%n", read.size(), trials.size());
    line("error, ms", millis);
    line("error, frames", frames);
    line("stated ±, ms", bounds);
    System.out.printf(Locale.ROOT, "    within stated %d of %d%n", within, read.size());
    read.stream()
        .filter(t -> !t.within())
        .forEach(t ->
            System.out.printf(
                Locale.ROOT,
                "    outside: planted %.2f, found %.2f ± %.2f ms, %s%n",
                t.plantedNanos() / 1e6,
                t.foundNanos() / 1e6,
                t.statedNanos() / 1e6,
                t.look()));
    return quantile(frames, 0.99) <= NEEDED_FRAMES ? 0 : 1;
  }

  static void line(String what, double[] sorted) {
    System.out.printf(
        Locale.ROOT,
        "    %-13s median %.3f, p99 %.3f, worst %.3f%n",
        what,
        quantile(sorted, 0.5),
        quantile(sorted, 0.99),
        quantile(sorted, 1));
  }

  static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
