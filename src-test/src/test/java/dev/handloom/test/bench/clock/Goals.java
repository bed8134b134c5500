package dev.handloom.test.bench.clock;

import java.util.ArrayList;
import java.util.List;

/// What the clock models promise.
final class Goals {
  static final double LIVE_P99_MILLIS = 0.25;
  static final double SECOND_P99_MILLIS = 0.1;
  static final double WITHIN = 0.99;

  private Goals() {}

  /// Each figure from the seed that did worst in it.
  static Accuracy worst(Method method, Scenario scenario, int seeds, double seconds) {
    Accuracy worst = method.accuracy(scenario, 1, seconds);
    for (long seed = 2; seed <= seeds; seed++) {
      worst = method.accuracy(scenario, seed, seconds).orWorse(worst);
    }
    return worst;
  }

  /// What was promised of the stated bounds and is not so.
  static List<String> boundMisses(Accuracy live, Accuracy second) {
    List<String> misses = new ArrayList<>();
    if (!(live.within() >= WITHIN)) {
      misses.add("MISSED live bound");
    }
    if (!(second.within() >= WITHIN)) {
      misses.add("MISSED second bound");
    }
    return misses;
  }

  /// What was promised and is not so.
  static List<String> misses(Scenario scenario, Accuracy live, Accuracy second) {
    List<String> misses = boundMisses(live, second);
    if (scenario.goal() && !(live.p99() <= LIVE_P99_MILLIS)) {
      misses.add("MISSED live p99");
    }
    if (scenario.goal() && !(second.p99() <= SECOND_P99_MILLIS)) {
      misses.add("MISSED second p99");
    }
    return misses;
  }
}
