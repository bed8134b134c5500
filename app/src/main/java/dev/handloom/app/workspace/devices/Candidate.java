package dev.handloom.app.workspace.devices;

import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.Suspicion;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.sim.WireSimulator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that could take a role in a rig: it is plugged in, is in the rig that is open, or is
/// simulated.
///
/// @param title what it is called
/// @param why what speaks for it
/// @param seen null if it is not plugged in as far as anybody can see
/// @param known as a rig file sets it up already; null if nobody did
record Candidate(String title, String why, @Nullable Examined seen, @Nullable DeviceConfig known) {

  static Candidate plugged(Examined seen) {
    return new Candidate(
        FoundWords.title(seen.device()) + "  " + seen.device().address(),
        FoundWords.what(seen),
        seen,
        null);
  }

  static Candidate inRig(DeviceConfig device, String driverTitle) {
    return new Candidate(driverTitle, "In the rig that is open, as " + device.role(), null, device);
  }

  static Candidate simulated(WireSimulator simulator, DeviceConfig config) {
    return new Candidate(simulator.title(), "Simulated; stands in for a real one", null, config);
  }

  boolean simulated() {
    return known != null && known.simulated();
  }

  /// What tells it from the others.
  String address() {
    if (seen != null) {
      return seen.device().address();
    }
    return known == null ? "" : known.address();
  }

  /// A driver that may speak to it, under which address, told what.
  record Way(DeviceDriver driver, String address, Map<String, String> settings, boolean probable) {
    @Override
    public String toString() {
      return driver.title();
    }
  }

  /// Every way, the likeliest first.
  List<Way> ways(Collection<DeviceDriver> drivers) {
    List<Way> ways = new ArrayList<>();
    DeviceConfig config = known;
    if (config != null) {
      for (DeviceDriver driver : drivers) {
        if (driver.id().equals(config.driver())) {
          ways.add(new Way(driver, config.address(), config.settings(), true));
        }
      }
      return ways;
    }
    Examined found = seen;
    if (found == null) {
      return ways;
    }
    Attached device = found.device();
    for (Suspicion suspicion : found.suspicions()) {
      drivers.stream()
          .filter(driver -> driver.id().equals(suspicion.driver()))
          .forEach(driver ->
              ways.add(new Way(driver, suspicion.address(device), Map.of(), suspicion.probable())));
    }
    drivers.stream()
        .sorted(Comparator.comparing(DeviceDriver::title))
        .filter(driver -> ways.stream().noneMatch(way -> way.driver().equals(driver)))
        .filter(driver -> !driver.card().links().isEmpty())
        .filter(driver -> driver.card().reachedOver(device.scheme()))
        .forEach(driver ->
            ways.add(new Way(driver, device.address() + rate(driver, device), Map.of(), false)));
    return ways;
  }

  private static String rate(DeviceDriver driver, Attached device) {
    return driver.card().links().stream()
        .filter(use -> use.scheme().equals(device.scheme()))
        .mapToInt(LinkUse::baud)
        .filter(baud -> baud > 0)
        .mapToObj(baud -> "@" + baud)
        .findFirst()
        .orElse("");
  }
}
