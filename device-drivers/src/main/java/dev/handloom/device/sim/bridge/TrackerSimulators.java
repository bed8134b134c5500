package dev.handloom.device.sim.bridge;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.space.Pose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Trackers on the head, the wrists and the gripper, sent on by a bridge program.
public final class TrackerSimulators implements WireSimulators {
  private static final int FIRST_PORT = 7430;
  private static final int HZ = 90;

  /// A program beside the trackers' own sends on what it hears.
  private static final Timing TIMING = new Timing(HZ, 200, 5, 3, 0.5, 0.01, 12);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        tracker("head-tracker", "Tracker between the eyes", 0, Moment::head),
        tracker("left-wrist-tracker", "Tracker on the left wrist", 1, Moment::leftWrist),
        tracker("right-wrist-tracker", "Tracker on the right wrist", 2, Moment::rightWrist),
        tracker("gripper-tracker", "Tracker on the hand-held gripper", 3, Moment::gripper));
  }

  private static WireSimulator tracker(
      String name, String title, int port, Function<Moment, Pose> worn) {
    Map<String, String> settings = new HashMap<>();
    settings.put("channels", "x,y,z,qx,qy,qz,qw");
    settings.put("unit", "m");
    settings.put("low", "-10");
    settings.put("high", "10");
    for (String turn : List.of("qx", "qy", "qz", "qw")) {
      settings.put(turn + ".unit", "none");
      settings.put(turn + ".low", "-1");
      settings.put(turn + ".high", "1");
    }
    settings.put("time", "t_us");
    settings.put("stream", "pose");
    settings.put("rate_hz", String.valueOf(HZ));
    return new WireSimulator(
        name,
        title,
        "bridge",
        settings,
        new Plug.Udp(FIRST_PORT + port),
        TIMING,
        (person, seed, own) -> new TrackerInstrument(person, worn, seed));
  }
}
