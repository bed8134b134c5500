package dev.handloom.device.sim.udcap;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// HandDriver on the same machine.
public final class UdcapSimulators implements WireSimulators {
  private static final int PORT = 5555;
  private static final Timing TIMING = new Timing(60, 800, 12, 6, 1, 0.01, 25);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "udcap",
            "UDCAP gloves through HandDriver (beta)",
            "udcap",
            Map.of(),
            new Plug.Udp(PORT),
            TIMING,
            (person, seed, settings) -> new UdcapInstrument(person, seed)));
  }
}
