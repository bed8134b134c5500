package dev.handloom.device.sim.openxr;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A headset that sees both hands.
public final class OpenXrSimulators implements WireSimulators {
  /// On the same machine: what is late is late by the scheduler.
  private static final Timing TIMING = new Timing(90, 300, 0.3, 0.2, 0.1, 0.004, 8);

  private static final int PACKETS = 64;

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "openxr-headset",
            "VR headset with hand tracking (OpenXR)",
            "openxr",
            Map.of(),
            new Plug.Pipe(PACKETS),
            TIMING,
            (person, seed, settings) -> new OpenXrInstrument(person, seed)));
  }
}
