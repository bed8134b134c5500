package dev.handloom.test.lab;

import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Surroundings;
import java.util.List;

/// Two USB serial adapters are found, each under an address that is its own in any order.
final class SerialPortsScenario implements Scenario {
  @Override
  public String name() {
    return "ports";
  }

  @Override
  public String shows() {
    return "USB serial ports are found by what they are";
  }

  @Override
  public String run(Bench bench) throws Exception {
    try (Adapter one = bench.adapter(0, "LAB00001");
        Adapter two = bench.adapter(1, "LAB00002")) {
      one.plug();
      two.plug();
      Bench.await("two serial ports are listed", () -> ports().size() == 2);
      List<Attached> found = ports();
      for (Attached port : found) {
        Scenario.must(port.usbNumbers().equals("0403:6001"), "USB numbers " + port.usbNumbers());
      }
      Scenario.must(
          found.stream()
              .map(Attached::address)
              .sorted()
              .toList()
              .equals(List.of(one.address(), two.address())),
          "They are called " + found.stream().map(Attached::address).toList());
      return found.getFirst().path() + " and " + found.getLast().path() + ", each by its number";
    }
  }

  private static List<Attached> ports() {
    return Surroundings.ofThisMachine().look().devices().stream()
        .filter(there -> there.kind() == Attached.Kind.SERIAL && there.vendor() >= 0)
        .toList();
  }
}
