package dev.handloom.device.sim.xrobotoolkit;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A headset on the same network that dials the studio.
public final class XRobotSimulators implements WireSimulators {
  private static final int PORT = 63901;
  private static final Timing TIMING = new Timing(90, 800, 12, 6, 1, 0.01, 25);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "xrobotoolkit",
            "PICO headset with the XRoboToolkit app",
            "xrobotoolkit",
            Map.of(),
            new Plug.Dials(PORT),
            TIMING,
            (person, seed, settings) -> new XRobotInstrument(person, seed)));
  }
}
