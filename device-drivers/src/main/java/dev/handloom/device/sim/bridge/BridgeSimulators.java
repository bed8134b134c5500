package dev.handloom.device.sim.bridge;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Bridges that send JSON over UDP: a glove, and a room's trackers.
public final class BridgeSimulators implements WireSimulators {
  private static final int PORT = 7420;
  private static final int HZ = 120;

  /// A radio glove, its maker's library, and another program on the way.
  private static final Timing TIMING = new Timing(HZ, 300, 6, 4, 0.8, 0.01, 15);

  private static final int TRACKERS_PORT = 7425;
  private static final int TRACKERS_HZ = 90;

  /// A room's trackers, sent on by another program.
  private static final Timing TRACKERS = new Timing(TRACKERS_HZ, 200, 5, 3, 0.5, 0.01, 12);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        trackers(),
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

  private static WireSimulator trackers() {
    Map<String, String> settings = new HashMap<>();
    settings.put("channels", String.join(",", TrackersInstrument.names()));
    settings.put("unit", "m");
    settings.put("low", "-10");
    settings.put("high", "10");
    for (String name : TrackersInstrument.names()) {
      if (name.matches(".*_q[xyzw]")) {
        settings.put(name + ".unit", "none");
        settings.put(name + ".low", "-1");
        settings.put(name + ".high", "1");
      }
    }
    settings.put("time", "t_us");
    settings.put("stream", "pose");
    settings.put("rate_hz", String.valueOf(TRACKERS_HZ));
    return new WireSimulator(
        "base-station",
        "Base station that follows the head, both wrists and the gripper",
        "bridge",
        settings,
        new Plug.Udp(TRACKERS_PORT),
        TRACKERS,
        (person, seed, own) -> new TrackersInstrument(person, seed));
  }
}
