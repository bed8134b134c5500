package dev.handloom.test.bench.clock;

import dev.handloom.device.stream.DeviceTicks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Runs to which one to three things happen that nobody chose: resets, pauses, changes of the path,
/// leaps of the clock of any size, at any time.
final class RandomTroubles {
  private static final long FIRST_SEED = 1000;
  private static final double SECONDS = 600;
  private static final double TAKE_SECONDS = 12;
  private static final double[] RATES = {30, 60, 72, 100, 200};

  private RandomTroubles() {}

  /// How many of the runs kept their bounds for 99 of 100 samples.
  record Outcome(int runs, int live, int second, int takes, List<String> broken) {}

  static Outcome run(int runs) {
    int live = 0;
    int second = 0;
    int takes = 0;
    List<String> broken = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      Scenario scenario = scenario(new Random(FIRST_SEED + i));
      double a = Method.LIVE.accuracy(scenario, i, SECONDS).within();
      double b = Method.SECOND.accuracy(scenario, i, SECONDS).within();
      double c = ShortTakes.run(scenario, i, SECONDS, TAKE_SECONDS).second().within();
      live += a >= Goals.WITHIN ? 1 : 0;
      second += b >= Goals.WITHIN ? 1 : 0;
      takes += c >= Goals.WITHIN ? 1 : 0;
      if (Math.min(a, Math.min(b, c)) < Goals.WITHIN) {
        broken.add(
            String.format(
                Locale.ROOT, "%d: %s: live %.4f, second %.4f, takes %.4f", i, scenario, a, b, c));
      }
    }
    return new Outcome(runs, live, second, takes, broken);
  }

  private static Scenario scenario(Random random) {
    // The first four: those that keep step have no floor to speak of.
    Scenario.Path path = Scenario.Path.values()[random.nextInt(4)];
    double hz = RATES[random.nextInt(RATES.length)];
    Scenario.Wander wander = Scenario.Wander.values()[random.nextInt(3)];
    List<Scenario.Event> events = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    double second = 0;
    for (int i = 0; i < count; i++) {
      second += 20 + random.nextDouble() * 180;
      Scenario.Event.Kind kind = Scenario.Event.Kind.values()[random.nextInt(4)];
      double amount =
          switch (kind) {
            case RESET -> 0.5 + random.nextDouble() * 20;
            case PAUSE -> 1 + random.nextDouble() * 100;
            case PATH -> random.nextInt(4) == 0 ? 0 : 0.7 + random.nextDouble() * 30;
            case LEAP ->
                (random.nextBoolean() ? 1 : -1)
                    * (random.nextInt(2) == 0
                        ? 0.7 + random.nextDouble() * 40
                        : 300 + random.nextDouble() * 5000);
          };
      events.add(new Scenario.Event(kind, second, amount));
    }
    return new Scenario("random", hz, path, wander, DeviceTicks.MICROS_32, events, false);
  }
}
