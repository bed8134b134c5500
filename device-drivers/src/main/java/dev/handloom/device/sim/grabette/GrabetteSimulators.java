package dev.handloom.device.sim.grabette;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// GRABETTE with the firmware of 2026, and an older one that only has its WebSocket.
public final class GrabetteSimulators implements WireSimulators {
  /// The server's loop sleeps 20 ms a round.
  private static final Timing TIMING = new Timing(50, 800, 1, 1, 0.3, 0.01, 20);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "grabette",
            "GRABETTE gripper",
            "grabette",
            Map.of(),
            new Plug.Web("", false),
            TIMING,
            (person, seed, settings) -> new GrabetteInstrument(person, seed, true)),
        new WireSimulator(
            "grabette-old",
            "GRABETTE gripper whose firmware keeps no history",
            "grabette",
            Map.of(),
            new Plug.Web("/api/state/ws", false),
            TIMING,
            (person, seed, settings) -> new GrabetteInstrument(person, seed, false)));
  }
}
