package dev.handloom.test.bench.delay;

import dev.handloom.device.delay.MotionMatch;
import dev.handloom.test.bench.Benchmarks;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// Planted shifts.
public final class MotionBenchmark implements Benchmarks.Benchmark {
  @Override
  public int run(List<String> options) {
    int seeds = options.isEmpty() ? 24 : Integer.parseInt(options.getFirst());
    for (double seconds : new double[] {20, 60}) {
      List<MotionTrial> trials =
          LongStream.rangeClosed(1, seeds)
              .parallel()
              .mapToObj(seed -> new MotionTrial(seed, seconds))
              .toList();
      for (List<String> device :
          List.of(
              List.of("left-glove"),
              List.of("right-glove"),
              List.of("left-glove", "right-glove"),
              List.of("left-glove", "right-glove", "gripper"))) {
        StringBuilder line = new StringBuilder();
        for (MotionTrial trial : trials) {
          MotionMatch match = trial.match(device, 0);
          line.append(
              String.format(
                  Locale.ROOT,
                  " %s%d±%d/%.1f/%.1f",
                  match.said().name().substring(0, match.said().name().startsWith("TOO") ? 5 : 1),
                  match.laterNanos() / 1_000_000,
                  match.spreadNanos() / 1_000_000,
                  match.clearness(),
                  match.clearnessAsTimed()));
        }
        System.out.printf(Locale.ROOT, "  %.0f s %s:%s%n", seconds, device, line);
      }
    }
    return 0;
  }
}
