package dev.handloom.device.sim.mjpeg;

import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.frames.PersonCamera;
import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.stream.FrameFormat;
import java.util.List;
import java.util.Map;

/// Network cameras: one whose server is careful, and one that says as little as it can.
public final class MjpegSimulators implements WireSimulators {
  private static final FrameFormat FORMAT = new FrameFormat(640, 480, FrameFormat.Pixels.JPEG);

  /// A camera server behind Wi-Fi: packing and the network take some tens of milliseconds.
  private static final Timing TIMING = new Timing(30, 60, 18, 10, 3, 0.02, 40);

  @Override
  public List<WireSimulator> all() {
    return List.of(
        camera(
            "http-camera",
            "Network camera on the head (MJPEG over HTTP, with times)",
            "x-timestamp",
            MjpegInstrument.Manner.CAREFUL),
        camera(
            "http-camera-bare",
            "Network camera that sends bare JPEG pictures over HTTP",
            "arrival",
            MjpegInstrument.Manner.BARE));
  }

  private static WireSimulator camera(
      String name, String title, String time, MjpegInstrument.Manner manner) {
    return new WireSimulator(
        name,
        title,
        "mjpeg",
        Map.of("width", "640", "height", "480", "fps", "30", "time", time),
        new Plug.Talk("http://", 0),
        TIMING,
        (person, seed, settings) ->
            new MjpegInstrument(manner, new PersonCamera(PersonCamera.Mount.HEAD, person, FORMAT)));
  }
}
