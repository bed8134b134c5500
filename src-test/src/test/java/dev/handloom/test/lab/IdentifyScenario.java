package dev.handloom.test.lab;

import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.Examiner;
import dev.handloom.device.discovery.Suspicion;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Drivers;

/// An unknown port is told what it is: one that speaks by itself by listening, one that does not by
/// asking.
final class IdentifyScenario implements Scenario {
  private static final int LOOKS = 12;

  @Override
  public String name() {
    return "identify";
  }

  @Override
  public String shows() {
    return "unknown serial devices are told apart";
  }

  @Override
  public String run(Bench bench) throws Exception {
    try (SimulatedPort glove = new SimulatedPort(bench, 0, "LAB00001", "left-glove").plug();
        SimulatedPort arm = new SimulatedPort(bench, 1, "LAB00002", "so101-leader").plug()) {
      return "by listening: " + told(glove, "lucidglove") + "; by asking: " + told(arm, "feetech");
    }
  }

  private static boolean sure(Examined examined) {
    return !examined.suspicions().isEmpty() && examined.suspicions().getFirst().score() > 0.5;
  }

  private static String told(SimulatedPort port, String driver) throws Exception {
    Examiner examiner =
        new Examiner(new Drivers().all().values(), Links.ofThisMachine()::open, path -> true);
    Examined examined = examiner.examine(port.adapter().device());
    // The machine is slow, and an answer that took longer than a real one is none: whoever listens
    // again is told. A wrong name is wrong at once.
    for (int i = 1; i < LOOKS && !sure(examined); i++) {
      examined = examiner.examine(port.adapter().device());
    }
    Scenario.must(
        examined.hindrance() == null && !examined.suspicions().isEmpty(),
        "Nothing was found out: " + examined);
    Suspicion first = examined.suspicions().getFirst();
    Scenario.must(
        first.driver().equals(driver) && first.score() > 0.5,
        "It is " + driver + ", and taken for " + examined.suspicions() + examined.tried());
    return first.driver();
  }
}
