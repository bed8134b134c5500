package dev.handloom.device.sim.zmqcamera;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.stream.FrameFormat;
import java.util.List;
import java.util.Map;

/// LeRobot's camera server with one camera.
public final class ZmqCameraSimulators implements WireSimulators {
  private static final int PORT = 5555;
  private static final FrameFormat FORMAT = new FrameFormat(640, 480, FrameFormat.Pixels.JPEG);

  /// Reading, packing, and half a round of its loop.
  private static final Timing TIMING = new Timing(30, 300, 12, 8, 5, 0.02, 30);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "zmq-camera",
            "LeRobot's camera server (ZeroMQ)",
            "zmq-camera",
            Map.of("width", "640", "height", "480", "fps", "30", "camera", "head_camera"),
            new Plug.Talk("zmq-sub:", PORT),
            TIMING,
            (person, seed, settings) ->
                new ZmqCameraInstrument(
                    new PersonCamera(PersonCamera.Mount.WRIST, person, FORMAT), "head_camera")));
  }
}
