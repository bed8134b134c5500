package dev.handloom.device.sim.pedal;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A triple foot pedal.
public final class PedalSimulators implements WireSimulators {
  /// Looked at by the computer every 8 ms.
  private static final Timing TIMING = new Timing(125, 20, 0.5, 0.5, 0.1, 0.002, 6);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "pedal",
            "Triple foot pedal that sends the keys a, b and c",
            "pedal",
            Map.of("pedals", "left=a,middle=b,right=c"),
            new Plug.Reports(0x0C45, 0x7403),
            TIMING,
            (person, seed, settings) -> new PedalInstrument(person)));
  }
}
