package dev.handloom.device.sim.wsg;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A WSG gripper on the network.
public final class WsgSimulators implements WireSimulators {
  /// It speaks only when it is asked; this beat does nothing.
  private static final Timing WHEN_ASKED = new Timing(10, 0, 0, 0, 0, 0, 0);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "wsg-50",
            "WSG 50 gripper over TCP",
            "wsg",
            // A simulated gripper waits for its turn on a busy machine, which a real one does not.
            Map.of("reading", "all", "answer_ms", "150"),
            new Plug.Tcp(),
            WHEN_ASKED,
            (person, seed, settings) -> new WsgInstrument(person, seed)));
  }
}
