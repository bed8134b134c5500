package dev.handloom.device.sim.grabette;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.stream.FrameFormat;
import java.util.List;
import java.util.Map;

/// GRABETTE with the firmware of 2026, an older one that only has its WebSocket, and its camera.
public final class GrabetteSimulators implements WireSimulators {
  /// The server's loop sleeps 20 ms a round.
  private static final Timing TIMING = new Timing(50, 800, 1, 1, 0.3, 0.01, 20);

  /// Its camera's pictures take some tens of milliseconds through the gripper's computer.
  private static final Timing CAMERA_TIMING = new Timing(15, 800, 30, 15, 4, 0.02, 40);

  private static final FrameFormat CAMERA_FORMAT =
      new FrameFormat(640, 480, FrameFormat.Pixels.JPEG);

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
            (person, seed, settings) -> new GrabetteInstrument(person, seed, false)),
        new WireSimulator(
            "grabette-camera",
            "GRABETTE's camera",
            "grabette-camera",
            Map.of("width", "640", "height", "480"),
            new Plug.Web("/api/camera/ws", false),
            CAMERA_TIMING,
            (person, seed, settings) ->
                new GrabetteCameraInstrument(
                    new PersonCamera(PersonCamera.Mount.WRIST, person, CAMERA_FORMAT))));
  }
}
