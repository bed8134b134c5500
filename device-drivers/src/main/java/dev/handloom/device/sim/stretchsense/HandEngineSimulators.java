package dev.handloom.device.sim.stretchsense;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// Hand Engine on the same machine.
public final class HandEngineSimulators implements WireSimulators {
  private static final Timing TIMING = new Timing(60, 800, 12, 6, 1, 0.01, 25);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "hand-engine",
            "StretchSense Hand Engine with two gloves",
            "hand-engine",
            Map.of("timecode", "true"),
            new Plug.Tcp(),
            TIMING,
            (person, seed, settings) -> new HandEngineInstrument(person, seed)));
  }
}
