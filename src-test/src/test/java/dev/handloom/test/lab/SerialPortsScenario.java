package dev.handloom.test.lab;

import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.PlugWatch;
import dev.handloom.device.discovery.Surroundings;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.LinkAdvice;
import dev.handloom.device.link.Links;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Two USB serial adapters are found, each under an address that is its own in any order, and what
/// is wrong with their latency timers is said.
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
    PlugWatch watch = new PlugWatch();
    watch.update(Surroundings.ofThisMachine().look().devices());
    try (Adapter one = bench.adapter(0, "LAB00001", "").plug();
        Adapter two = bench.adapter(1, "LAB00002", "").plug()) {
      List<PlugWatch.Change> plugged = watch.update(Surroundings.ofThisMachine().look().devices());
      Scenario.must(
          plugged.stream()
              .map(change -> change.device().address())
              .toList()
              .equals(List.of(one.address(), two.address())),
          "Plugged in were two adapters, and seen: " + plugged);
      for (Attached port : List.of(one.device(), two.device())) {
        Scenario.must(port.usbNumbers().equals("0403:6001"), "USB numbers " + port.usbNumbers());
      }
      String latency = latency(one);
      two.unplug();
      List<PlugWatch.Change> gone = watch.update(Surroundings.ofThisMachine().look().devices());
      Scenario.must(
          gone.size() == 1
              && gone.getFirst() instanceof PlugWatch.Change.Unplugged u
              && u.device().address().equals(two.address()),
          "Unplugged was one adapter, and seen: " + gone);
      return "two ports, each by its serial number; " + latency;
    }
  }

  /// An adapter holds bytes back for 16 ms. Opened it does so no longer, or the advice says so.
  private static String latency(Adapter adapter) throws Exception {
    Path timer =
        Path.of(
            "/sys/class/tty",
            Path.of(adapter.path()).getFileName().toString(),
            "device/latency_timer");
    String before = Files.readString(timer).strip();
    try (Link link = Links.ofThisMachine().open(adapter.address() + "@115200")) {
      String now = Files.readString(timer).strip();
      List<LinkAdvice> advice = link.advice();
      boolean advised = advice.stream().anyMatch(a -> a.what().contains("latency timer"));
      Scenario.must(
          advised == Integer.parseInt(now) > 2,
          "The latency timer is " + now + " ms, and the advice is " + advice);
      return "latency timer "
          + before
          + " ms, opened "
          + now
          + " ms"
          + (advised ? ", advised on" : "");
    }
  }
}
