package dev.handloom.device.sim.frames;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.stream.FrameFormat;
import java.util.List;
import java.util.Map;

/// Cameras that send raw frames or JPEG pictures, as the rig file says.
public final class CameraSimulators implements WireSimulators {
  private static final int FRAMES_UNDER_WAY = 10;

  @Override
  public List<WireSimulator> all() {
    return List.of(
        camera("head-camera", "Camera on the head", PersonCamera.Mount.HEAD),
        camera("wrist-camera", "Camera on the gripper", PersonCamera.Mount.WRIST));
  }

  private static WireSimulator camera(String name, String title, PersonCamera.Mount mount) {
    return new WireSimulator(
        name,
        title,
        "frames",
        Map.of("width", "640", "height", "480", "fps", "30"),
        new Plug.Pipe(FRAMES_UNDER_WAY),
        Timing.CAMERA,
        (person, seed, settings) ->
            new CameraInstrument(
                mount,
                person,
                "jpeg".equals(settings.get("format"))
                    ? FrameFormat.Pixels.JPEG
                    : FrameFormat.Pixels.BGRA));
  }
}
