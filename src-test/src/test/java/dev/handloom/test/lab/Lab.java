package dev.handloom.test.lab;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Runs the scenarios inside the lab's machine: `Lab [name…]`. Lines that begin with a bar are for
/// people. Exit code 1 if the product is wrong.
public final class Lab {
  /// In this order: what a later one needs, an earlier one has shown.
  private static final List<Scenario> SCENARIOS =
      Stream.of(
              List.of(
                  new SerialPortsScenario(),
                  new IdentifyScenario(),
                  new TakeScenario(),
                  new MistakenScenario(),
                  new BusyScenario(),
                  new RefusedScenario()),
              HumanInterfaceScenario.all(),
              List.of(new CameraScenario(), new CameraFaultsScenario()))
          .flatMap(List::stream)
          .toList();

  private Lab() {}

  public static void main(String[] args) throws Exception {
    List<String> wanted = List.of(args);
    int wrong = 0;
    try (Bench bench =
        new Bench(System.getProperty("lab.monitor", ""), System.getProperty("lab.sockets", ""))) {
      for (Scenario scenario : SCENARIOS) {
        if (wanted.isEmpty() || wanted.contains(scenario.name())) {
          wrong += run(scenario, bench) ? 0 : 1;
        }
      }
    }
    say("%s", wrong == 0 ? "All as it must be." : wrong + " wrong");
    System.exit(wrong == 0 ? 0 : 1);
  }

  private static boolean run(Scenario scenario, Bench bench) {
    long begun = System.nanoTime();
    String word;
    String seen;
    boolean good = true;
    try {
      seen = scenario.run(bench);
      word = "ok";
    } catch (Scenario.Skipped e) {
      word = "skipped";
      seen = String.valueOf(e.getMessage());
    } catch (Exception | AssertionError | LinkageError e) {
      word = "WRONG";
      seen = e instanceof Scenario.Wrong ? String.valueOf(e.getMessage()) : e.toString();
      good = false;
      e.printStackTrace();
    }
    say(
        "%-12s %-8s %5.1f s  %s: %s",
        scenario.name(), word, (System.nanoTime() - begun) / 1e9, scenario.shows(), seen);
    return good;
  }

  /// A line for people.
  static void say(String format, Object... figures) {
    System.out.println("| " + String.format(Locale.ROOT, format, figures));
  }
}
