package dev.handloom.device.sim.vuer;

import dev.handloom.device.driver.vuer.VuerDriver;
import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A headset whose browser shows Vuer's page.
public final class VuerSimulators implements WireSimulators {
  /// Head and hands, each sixty times a second.
  private static final Timing TIMING = new Timing(120, 2_000, 8, 6, 2, 0.01, 25);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "vuer",
            "Headset with Vuer's page in its browser",
            "vuer",
            Map.of(),
            new Plug.OpensWeb(VuerDriver.PORT),
            TIMING,
            (person, seed, settings) -> new VuerInstrument(person, seed)));
  }
}
