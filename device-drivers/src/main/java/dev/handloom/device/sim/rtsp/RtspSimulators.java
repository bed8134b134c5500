package dev.handloom.device.sim.rtsp;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.stream.FrameFormat;
import java.util.List;
import java.util.Map;

/// Network cameras that speak RTSP: one that anybody may watch, and one with a password.
public final class RtspSimulators implements WireSimulators {
  private static final FrameFormat FORMAT = new FrameFormat(640, 480, FrameFormat.Pixels.JPEG);

  /// Exposure, packing in the camera and the network.
  private static final Timing TIMING = new Timing(30, 60, 25, 15, 3, 0.02, 40);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        camera("rtsp-camera", "Network camera on the head (RTSP)", "", ""),
        camera("rtsp-camera-locked", "Network camera with a password (RTSP)", "studio", "sesame"));
  }

  private static WireSimulator camera(String name, String title, String user, String password) {
    return new WireSimulator(
        name,
        title,
        "rtsp",
        Map.of("width", "640", "height", "480", "fps", "30", "format", "mjpeg"),
        new Plug.Talk(user.isEmpty() ? "rtsp://" : "rtsp://" + user + ":" + password + "@", 0),
        TIMING,
        (person, seed, settings) ->
            new RtspInstrument(
                new PersonCamera(PersonCamera.Mount.HEAD, person, FORMAT), seed, user, password));
  }
}
