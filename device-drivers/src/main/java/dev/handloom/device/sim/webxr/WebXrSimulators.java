package dev.handloom.device.sim.webxr;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A standalone headset on the same network.
public final class WebXrSimulators implements WireSimulators {
  private static final Timing TIMING = new Timing(90, 800, 4, 3, 1, 0.01, 25);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "webxr-headset",
            "Standalone headset that has opened the studio's page",
            "webxr",
            Map.of(),
            new Plug.Seat(),
            TIMING,
            (person, seed, settings) -> new WebXrInstrument(person, seed)));
  }
}
