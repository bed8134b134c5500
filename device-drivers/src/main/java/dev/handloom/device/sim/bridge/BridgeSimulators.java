package dev.handloom.device.sim.bridge;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A bridge that sends JSON over UDP.
public final class BridgeSimulators implements WireSimulators {
  private static final int PORT = 7420;
  private static final int HZ = 120;

  /// A radio glove, its maker's library, and another program on the way.
  private static final Timing TIMING = new Timing(HZ, 300, 6, 4, 0.8, 0.01, 15);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "bridge-glove",
            "Glove of a maker's own library, sent on by a bridge program",
            "bridge",
            Map.of(
                "channels",
                String.join(",", BridgeInstrument.names()),
                "unit",
                "deg",
                "low",
                String.valueOf(BridgeInstrument.LOW_DEGREES),
                "high",
                String.valueOf(BridgeInstrument.HIGH_DEGREES),
                "time",
                "t_us",
                "rate_hz",
                String.valueOf(HZ)),
            new Plug.Udp(PORT),
            TIMING,
            (person, seed, settings) -> new BridgeInstrument(HandSide.LEFT, person, seed)));
  }
}
