package dev.handloom.test.bench.delay;

import dev.handloom.store.sync.MotionVerdict;
import dev.handloom.test.bench.Benchmarks;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/// Takes of the scripted person whose gloves are too late by a planted amount, and what the motion
/// in the picture says of that.
public final class MotionBenchmark implements Benchmarks.Benchmark {
  private static final long[] PLANTED_MILLIS = {0, 100, -100, 200, -200, 300, -300};
  private static final int SEEDS = 48;

  @Override
  public int run(List<String> options) {
    int seeds = options.isEmpty() ? SEEDS : Integer.parseInt(options.getFirst());
    int wrong = 0;
    for (double seconds : new double[] {20, 40, 60, 120}) {
      List<MotionTrial> trials =
          LongStream.rangeClosed(1, seeds)
              .parallel()
              .mapToObj(seed -> new MotionTrial(seed, seconds))
              .toList();
      for (long planted : PLANTED_MILLIS) {
        Map<MotionVerdict.Verdict, Integer> said = new EnumMap<>(MotionVerdict.Verdict.class);
        for (MotionTrial trial : trials) {
          MotionVerdict verdict = trial.verdict(planted * 1_000_000L);
          said.merge(verdict.verdict(), 1, Integer::sum);
        }
        wrong += planted == 0 ? said.getOrDefault(MotionVerdict.Verdict.CONTRADICTS, 0) : 0;
        System.out.printf(
            Locale.ROOT,
            "  %3.0f s, %+4d ms: agrees %d, contradicts %d, says nothing %d%n",
            seconds,
            planted,
            said.getOrDefault(MotionVerdict.Verdict.AGREES, 0),
            said.getOrDefault(MotionVerdict.Verdict.CONTRADICTS, 0),
            said.getOrDefault(MotionVerdict.Verdict.NOTHING, 0));
      }
    }
    return wrong == 0 ? 0 : 1;
  }
}
