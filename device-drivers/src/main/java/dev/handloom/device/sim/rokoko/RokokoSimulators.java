package dev.handloom.device.sim.rokoko;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// Rokoko Studio on the same machine.
public final class RokokoSimulators implements WireSimulators {
  private static final int PORT = 14_043;

  /// Radio gloves, and a program that works frame by frame.
  private static final Timing TIMING = new Timing(60, 1000, 12, 6, 1.5, 0.01, 30);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "rokoko",
            "Rokoko Studio with two gloves",
            "rokoko",
            Map.of("hands", "both"),
            new Plug.Udp(PORT),
            TIMING,
            (person, seed, settings) -> new RokokoInstrument(person, seed)));
  }
}
