package dev.handloom.device.sim.spacemouse;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A SpaceMouse Wireless, which sends push and turn in one report, and a Compact, which sends two.
public final class SpaceMouseSimulators implements WireSimulators {
  private static final int CONNEXION = 0x256F;
  private static final int WIRELESS = 0xC62F;
  private static final int COMPACT = 0xC635;

  private static Timing timing(double reportsPerSecond) {
    return new Timing(reportsPerSecond, 30, 0.6, 0.8, 0.15, 0.003, 8);
  }

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "spacemouse",
            "SpaceMouse Wireless: six axes in one report",
            "spacemouse",
            Map.of(),
            new Plug.Reports(CONNEXION, WIRELESS),
            timing(100),
            (person, seed, settings) -> new CapInstrument(person, false)),
        new WireSimulator(
            "spacemouse-compact",
            "SpaceMouse Compact: push and turn in two reports",
            "spacemouse",
            Map.of(),
            new Plug.Reports(CONNEXION, COMPACT),
            timing(200),
            (person, seed, settings) -> new CapInstrument(person, true)));
  }
}
