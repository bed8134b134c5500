package dev.handloom.test.bench.delay;

import dev.handloom.device.delay.GestureMatch;
import dev.handloom.device.delay.HandGesture;
import dev.handloom.test.bench.Benchmarks;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/// Gestures of the scripted person before a camera, with planted delays of the device, and what is
/// made of them.
public final class GestureBenchmark implements Benchmarks.Benchmark {
  private static final int SEEDS = 100;
  private static final double SECONDS = 30;

  @Override
  public int run(List<String> options) {
    int seeds = options.isEmpty() ? SEEDS : Integer.parseInt(options.getFirst());
    List<GestureTrial> even = trials(seeds / 2, true);
    List<GestureTrial> trials = trials(seeds, false);
    int wrong = 0;
    for (HandGesture what : HandGesture.values()) {
      wrong += say(what, trials.stream().filter(t -> t.what() == what).toList());
    }
    Map<GestureMatch.Said, Integer> said = said(even);
    long gross = even.stream().filter(t -> t.measured() && !t.within()).count();
    System.out.printf(Locale.ROOT, "  evenly, as a metronome: %s, %d wrong%n", said, gross);
    return wrong + gross == 0 ? 0 : 1;
  }

  private static List<GestureTrial> trials(int seeds, boolean evenly) {
    return LongStream.rangeClosed(1, seeds)
        .parallel()
        .mapToObj(seed -> GestureTrial.of(seed, SECONDS, evenly))
        .toList();
  }

  private static Map<GestureMatch.Said, Integer> said(List<GestureTrial> trials) {
    Map<GestureMatch.Said, Integer> said = new EnumMap<>(GestureMatch.Said.class);
    trials.forEach(trial -> said.merge(trial.match().said(), 1, Integer::sum));
    return said;
  }

  private static int say(HandGesture what, List<GestureTrial> trials) {
    List<GestureTrial> read = trials.stream().filter(GestureTrial::measured).toList();
    System.out.printf(Locale.ROOT, "  %s, %.0f s at most: %s%n", what, SECONDS, said(trials));
    DelayBenchmark.line(
        "error, ms", read.stream().mapToDouble(t -> t.errorNanos() / 1e6).sorted().toArray());
    DelayBenchmark.line(
        "stated ±, ms",
        read.stream().mapToDouble(t -> t.match().uncertaintyNanos() / 1e6).sorted().toArray());
    DelayBenchmark.line(
        "movements", read.stream().mapToDouble(t -> t.match().movements()).sorted().toArray());
    DelayBenchmark.line(
        "runner-up", trials.stream().mapToDouble(t -> t.match().runnerUp()).sorted().toArray());
    List<GestureTrial> outside = read.stream().filter(t -> !t.within()).toList();
    System.out.printf(
        Locale.ROOT, "    within stated %d of %d%n", read.size() - outside.size(), read.size());
    for (GestureTrial t : trials) {
      if (!t.measured() || !t.within()) {
        System.out.printf(
            Locale.ROOT,
            "    %s: planted %.1f, found %.1f ± %.1f ms, %d movements, %s%n",
            t.measured() ? "outside" : t.match().said(),
            t.plantedNanos() / 1e6,
            t.match().laterNanos() / 1e6,
            t.match().uncertaintyNanos() / 1e6,
            t.match().movements(),
            t.look());
      }
    }
    return outside.size();
  }
}
