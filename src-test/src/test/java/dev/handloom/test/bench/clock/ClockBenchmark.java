package dev.handloom.test.bench.clock;

import dev.handloom.test.bench.Benchmarks;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How well device clocks are known, against known truth, beside what others do.
///
/// Options: `quick` leaves out the runs of a day; a number sets how many seeds are run.
public final class ClockBenchmark implements Benchmarks.Benchmark {
  private static final int SEEDS = 4;
  private static final double TEN_MINUTES = 600;
  private static final double A_DAY = 86_400;

  @Override
  public int run(List<String> options) {
    int seeds = SEEDS;
    for (String option : options) {
      seeds = option.equals("quick") ? seeds : Integer.parseInt(option);
    }
    System.out.printf(
        Locale.ROOT,
        "  Simulated devices in simulated time, seeds 1 to %d: the worst of the seeds. Milliseconds,"
            + "%n  median taken off, from 30 s on; within: share of all samples inside the stated"
            + " bound.%n",
        seeds);
    int missed = table("10 min", Scenario.tenMinutes(), seeds, TEN_MINUTES);
    if (!options.contains("quick")) {
      missed += table("24 h", Scenario.aDay(), 1, A_DAY);
    }
    missed += shortTakes(seeds, 10);
    missed += shortTakes(seeds, 40);
    missed += twoWay(seeds);
    System.out.println();
    new StampCost(Scenario.tenMinutes().get(0)).print();
    new StampCost(Scenario.tenMinutes().get(5)).print();
    return missed == 0 ? 0 : 1;
  }

  private static int table(String length, List<Scenario> scenarios, int seeds, double seconds) {
    System.out.printf(Locale.ROOT, "%n  %-37s", length);
    for (Method method : Method.values()) {
      System.out.printf(Locale.ROOT, " | %-20s", method.title);
    }
    System.out.printf(Locale.ROOT, "| within live / second, usual bound%n  %-37s", "");
    for (Method method : Method.values()) {
      System.out.printf(Locale.ROOT, " | %6s %6s %6s", "rms", "p99", "max");
    }
    System.out.println();
    int missed = 0;
    for (Scenario scenario : scenarios) {
      Map<Method, Accuracy> results = new EnumMap<>(Method.class);
      for (Method method : Method.values()) {
        results.put(method, Goals.worst(method, scenario, seeds, seconds));
      }
      System.out.printf(Locale.ROOT, "  %-37s", scenario.name());
      for (Method method : Method.values()) {
        System.out.print(" | " + figures(results.get(method)));
      }
      List<String> misses =
          Goals.misses(scenario, results.get(Method.LIVE), results.get(Method.SECOND));
      missed += misses.size();
      System.out.printf(
          Locale.ROOT,
          " | %7.3f %% / %7.3f %%, %.2f / %.2f %s%n",
          100 * results.get(Method.LIVE).within(),
          100 * results.get(Method.SECOND).within(),
          results.get(Method.LIVE).usualBound(),
          results.get(Method.SECOND).usualBound(),
          String.join(", ", misses));
    }
    return missed;
  }

  private static int shortTakes(int seeds, double takeSeconds) {
    System.out.printf(
        Locale.ROOT,
        "%n  %-37s | %-20s | %-20s | within, usual bound%n",
        "Takes of " + Math.round(takeSeconds) + " s",
        "live",
        "second pass");
    int missed = 0;
    for (Scenario scenario : Scenario.tenMinutes()) {
      Accuracy live = null;
      Accuracy second = null;
      for (long seed = 1; seed <= seeds; seed++) {
        ShortTakes.Outcome outcome = ShortTakes.run(scenario, seed, TEN_MINUTES, takeSeconds);
        live = outcome.live().orWorse(live);
        second = outcome.second().orWorse(second);
      }
      boolean holds = second != null && second.within() >= Goals.WITHIN;
      missed += holds ? 0 : 1;
      System.out.printf(
          Locale.ROOT,
          "  %-37s | %s | %s | %7.3f %% / %7.3f %%, %.2f / %.2f %s%n",
          scenario.name(),
          figures(live),
          figures(second),
          100 * live.within(),
          100 * second.within(),
          live.usualBound(),
          second.usualBound(),
          holds ? "" : "MISSED bound");
    }
    return missed;
  }

  private static int twoWay(int seeds) {
    System.out.printf(
        Locale.ROOT,
        "%n  %-37s | %-20s | %-20s | within, usual bound%n",
        "Answers probes, 10 min",
        "LSL: best of a wave",
        "live");
    int missed = 0;
    for (TwoWay each : TwoWay.all()) {
      Accuracy ours = null;
      Accuracy theirs = null;
      for (long seed = 1; seed <= seeds; seed++) {
        TwoWay.Outcome outcome = each.run(seed, TEN_MINUTES);
        ours = outcome.ours().orWorse(ours);
        theirs = outcome.lastWave().orWorse(theirs);
      }
      boolean holds = ours != null && ours.within() >= Goals.WITHIN;
      missed += holds ? 0 : 1;
      System.out.printf(
          Locale.ROOT,
          "  %-37s | %s | %s | %7.3f %% / %7.3f %%, %.2f / %.2f %s%n",
          each.name(),
          figures(theirs),
          figures(ours),
          100 * theirs.within(),
          100 * ours.within(),
          theirs.usualBound(),
          ours.usualBound(),
          holds ? "" : "MISSED bound");
    }
    return missed;
  }

  private static String figures(Accuracy a) {
    return String.format(Locale.ROOT, "%6s %6s %6s", ms(a.rms()), ms(a.p99()), ms(a.max()));
  }

  private static String ms(double millis) {
    return String.format(Locale.ROOT, millis < 1 ? "%.3f" : millis < 100 ? "%.1f" : "%.0f", millis);
  }
}
