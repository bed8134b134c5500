package dev.handloom.test.lab;

import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.Examiner;
import dev.handloom.device.discovery.Surroundings;
import dev.handloom.device.driver.Command;
import dev.handloom.device.link.HidLink;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.sim.SimulatedRig;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A human interface device is found by its numbers, read, told something, unplugged and plugged in
/// again.
///
/// @param simulator what plays it
/// @param descriptor of its reports
/// @param order what it is told; null if it takes no orders
/// @param told whether an output report is that order
record HumanInterfaceScenario(
    String simulator,
    int vendor,
    int product,
    String descriptor,
    @Nullable Command order,
    Predicate<byte[]> told)
    implements Scenario {
  private static final int SOME = 20;

  static List<Scenario> all() {
    return List.of(
        new HumanInterfaceScenario(
            "spacemouse",
            0x256F,
            0xC62F,
            // Six axes, sixteen buttons, a light.
            "05010908A101 A1008501 16A2FE265E01 3688FA467805 093009310932093309340935 75109506 8106 C0"
                + " A1028503 05091901291015002501 75019510 8102 C0"
                + " A1020508094B8504 15002501 75019501 9102 75079501 9103 C0 C0",
            new Command("light", 0),
            report -> report[0] == 4 && report[1] == 0),
        new HumanInterfaceScenario(
            "pedal",
            0x0C45,
            0x7403,
            // A keyboard of the oldest kind.
            "05010906A101 050719E029E7 15002501 75019508 8102 95017508 8103"
                + " 95067508 15002565 050719002965 8100 C0",
            null,
            report -> false),
        new HumanInterfaceScenario(
            "dualsense",
            0x054C,
            0x0CE6,
            // 63 bytes in, 47 out, and the three features that are asked for.
            "05010905A101 8501 0600FF0920 150026FF00 7508953F 8102 85020921952F 9102"
                + " 850509229528 B102 850909239513 B102 85200926953F B102 C0",
            new Command("rumble", 1, 1, 1),
            report -> report[0] == 2 && (report[3] & 0xFF) == 0xFF));
  }

  @Override
  public String name() {
    return simulator;
  }

  @Override
  public String shows() {
    return "a human interface device, read, told, unplugged and back";
  }

  @Override
  public String run(Bench bench) throws Exception {
    try (SimulatedRig simulation = SimulatedRig.start(1, simulator)) {
      DeviceConfig usual = SimulatedRig.config(simulator);
      HumanInterface node = make(simulation);
      try {
        Bench.await("it is listed", () -> attached() != null);
        Attached found = attached();
        if (found == null) {
          throw new Wrong("It is gone again");
        }
        Examined examined =
            new Examiner(new Drivers().all().values(), Links.ofThisMachine()::open, path -> true)
                .examine(found);
        Scenario.must(
            !examined.suspicions().isEmpty()
                && examined.suspicions().getFirst().driver().equals(usual.driver())
                && examined.suspicions().getFirst().probable(),
            "It is taken for " + examined.suspicions());
        try (LabRig rig =
            new LabRig(LabRig.device("it", usual.driver(), found.address(), usual.settings()))) {
          Device device = rig.await("it", DeviceState.LIVE);
          rig.awaitMore("it", SOME);
          Scenario.must(
              device.badFrames().newest().isEmpty(), "Bad: " + device.badFrames().newest());
          obeys(device, node);
          String said = device.report().concerns().toString();
          String firmware = device.report().firmware();
          node.close();
          rig.await("it", DeviceState.RECONNECTING);
          node = make(simulation);
          rig.await("it", DeviceState.LIVE);
          rig.awaitMore("it", SOME);
          long reconnects = device.streams().getFirst().health().reconnects();
          Scenario.must(reconnects >= 1, "It was connected again " + reconnects + " times");
          Scenario.must(said.equals("[]"), "It is said to have " + said);
          return found.path()
              + ", "
              + found.address()
              + (firmware.isEmpty() ? "" : ", firmware " + firmware);
        }
      } finally {
        node.close();
      }
    }
  }

  private void obeys(Device device, HumanInterface node) throws Exception {
    if (order != null) {
      Scenario.must(device.give(order), "It does not take the order " + order.id());
      Bench.await(
          "the order " + order.id() + " arrives", () -> node.outputs().stream().anyMatch(told));
    }
  }

  private HumanInterface make(SimulatedRig simulation) throws IOException {
    return new HumanInterface(
        "Lab " + simulator, vendor, product, descriptor, (HidLink) simulation.open(simulator));
  }

  private @Nullable Attached attached() {
    return Surroundings.ofThisMachine().look().devices().stream()
        .filter(there -> there.kind() == Attached.Kind.HID)
        .filter(there -> there.vendor() == vendor && there.product() == product)
        .findFirst()
        .orElse(null);
  }
}
