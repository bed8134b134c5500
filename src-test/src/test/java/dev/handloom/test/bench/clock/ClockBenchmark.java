package dev.handloom.test.bench.clock;

import dev.handloom.test.bench.Benchmarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How well device clocks are known, against known truth, beside what others do.
///
/// Options: `quick` leaves out the runs of a day; a number sets how many seeds are run.
public final class ClockBenchmark implements Benchmarks.Benchmark {
  private static final int SEEDS = 4;
  private static final double TEN_MINUTES = 600;
  private static final double A_DAY = 86_400;

  private static final int TROUBLES = 200;

  private int missed;

  @Override
  public int run(List<String> options) {
    int seeds = SEEDS;
    for (String option : options) {
      seeds = option.equals("quick") ? seeds : Integer.parseInt(option);
    }
    missed = 0;
    System.out.printf(
        Locale.ROOT,
        "  Simulated devices in simulated time, seeds 1 to %d: the worst of the seeds. Milliseconds,"
            + "%n  median taken off, from 30 s on; within: share of all samples inside the stated"
            + " bound, nothing taken off.%n",
        seeds);
    methods("One way, 10 min", Scenario.tenMinutes(), seeds, TEN_MINUTES);
    if (!options.contains("quick")) {
      methods("One way, 24 h, one seed", Scenario.aDay(), 1, A_DAY);
    }
    takes(seeds, 10);
    takes(seeds, 40);
    twoWay(seeds);
    troubles(options.contains("quick") ? TROUBLES / 4 : TROUBLES);
    System.out.println();
    new StampCost(Scenario.tenMinutes().get(0)).print();
    new StampCost(Scenario.tenMinutes().get(5)).print();
    return missed == 0 ? 0 : 1;
  }

  private void methods(String title, List<Scenario> scenarios, int seeds, double seconds) {
    List<String> heads = new ArrayList<>();
    for (Method method : Method.values()) {
      heads.add(method.title);
    }
    head(title, heads, "within live / second, usual bound");
    for (Scenario scenario : scenarios) {
      List<Accuracy> all = new ArrayList<>();
      for (Method method : Method.values()) {
        all.add(Goals.worst(method, scenario, seeds, seconds));
      }
      Accuracy live = all.get(Method.LIVE.ordinal());
      Accuracy second = all.get(Method.SECOND.ordinal());
      row(scenario.name(), all, live, second, Goals.misses(scenario, live, second));
    }
  }

  private void takes(int seeds, double takeSeconds) {
    head(
        "Takes of " + Math.round(takeSeconds) + " s",
        List.of("live", "second pass"),
        "within live / second, usual bound");
    for (Scenario scenario : Scenario.tenMinutes()) {
      ShortTakes.Outcome worst = ShortTakes.run(scenario, 1, TEN_MINUTES, takeSeconds);
      for (long seed = 2; seed <= seeds; seed++) {
        ShortTakes.Outcome next = ShortTakes.run(scenario, seed, TEN_MINUTES, takeSeconds);
        worst =
            new ShortTakes.Outcome(
                worst.live().orWorse(next.live()), worst.second().orWorse(next.second()));
      }
      row(
          scenario.name(),
          List.of(worst.live(), worst.second()),
          worst.live(),
          worst.second(),
          Goals.boundMisses(worst.live(), worst.second()));
    }
  }

  private void twoWay(int seeds) {
    head(
        "Answers probes, 10 min",
        List.of("LSL: best of a wave", "live"),
        "within LSL's round trip / live, usual bound");
    for (TwoWay each : TwoWay.all()) {
      TwoWay.Outcome worst = each.run(1, TEN_MINUTES);
      for (long seed = 2; seed <= seeds; seed++) {
        TwoWay.Outcome next = each.run(seed, TEN_MINUTES);
        worst =
            new TwoWay.Outcome(
                worst.ours().orWorse(next.ours()), worst.lastWave().orWorse(next.lastWave()));
      }
      row(
          each.name(),
          List.of(worst.lastWave(), worst.ours()),
          worst.lastWave(),
          worst.ours(),
          each.misses(worst.ours()));
    }
  }

  private static void troubles(int runs) {
    RandomTroubles.Outcome outcome = RandomTroubles.run(runs);
    System.out.printf(
        Locale.ROOT,
        "%n  Random troubles: bounds held in %d (live), %d (second pass) and %d (takes of 12 s) of %d"
            + " runs%n",
        outcome.live(),
        outcome.second(),
        outcome.takes(),
        outcome.runs());
    outcome.broken().forEach(line -> System.out.println("    " + line));
  }

  private static void head(String title, List<String> columns, String last) {
    System.out.printf(Locale.ROOT, "%n  %-37s", title);
    columns.forEach(column -> System.out.printf(Locale.ROOT, " | %-20s", column));
    System.out.printf(Locale.ROOT, " | %s%n  %-37s", last, "");
    columns.forEach(_ -> System.out.printf(Locale.ROOT, " | %6s %6s %6s", "rms", "p99", "max"));
    System.out.println();
  }

  private void row(
      String name, List<Accuracy> columns, Accuracy one, Accuracy other, List<String> misses) {
    missed += misses.size();
    System.out.printf(Locale.ROOT, "  %-37s", name);
    for (Accuracy a : columns) {
      System.out.printf(Locale.ROOT, " | %6s %6s %6s", ms(a.rms()), ms(a.p99()), ms(a.max()));
    }
    System.out.printf(
        Locale.ROOT,
        " | %7.3f %% / %7.3f %%, %.2f / %.2f %s%n",
        100 * one.within(),
        100 * other.within(),
        one.usualBound(),
        other.usualBound(),
        String.join(", ", misses));
  }

  private static String ms(double millis) {
    return String.format(Locale.ROOT, millis < 1 ? "%.3f" : millis < 100 ? "%.1f" : "%.0f", millis);
  }
}
