package dev.handloom.device.sim.xsens;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// MVN on the same machine.
public final class MvnSimulators implements WireSimulators {
  private static final int PORT = 9763;

  /// Two datagrams a sample.
  private static final Timing TIMING = new Timing(120, 300, 15, 6, 1, 0.01, 25);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "xsens-mvn",
            "Xsens MVN with gloves",
            "xsens-mvn",
            Map.of("body", "true"),
            new Plug.Udp(PORT),
            TIMING,
            (person, seed, settings) -> new MvnInstrument(person, seed)));
  }
}
