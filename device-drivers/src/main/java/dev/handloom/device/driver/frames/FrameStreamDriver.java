package dev.handloom.device.driver.frames;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Cameras that send raw frames, see [FrameHeader]. Yields `<id>/video`.
///
/// Settings: `width`, `height`, `fps`, `format` bgra or jpeg.
public final class FrameStreamDriver implements DeviceDriver {
  private static final Set<String> SETTINGS = Set.of("width", "height", "fps", "format");

  /// Read-out and transfer of a picture, from the middle of its exposure.
  private static final double PATH_MILLIS = 10;

  private static final double PATH_UNCERTAINTY_MILLIS = 6;

  @Override
  public String id() {
    return "frames";
  }

  @Override
  public String title() {
    return "Camera sending raw frames";
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.onlyKnows(SETTINGS);
    double fps = config.rateHz("fps", 30);
    return List.of(
        StreamSpec.video(config.id() + "/video", format(config), fps, DeviceTicks.MICROS_64));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new HullClock(DeviceTicks.MICROS_64, config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams) {
    StreamWriter stream = streams.get(0);
    return new FrameStreamSession(link, stream, Objects.requireNonNull(stream.spec().frame()));
  }

  private static FrameFormat format(DeviceConfig config) throws RigFileException {
    FrameFormat.Pixels pixels =
        switch (config.setting("format", "bgra")) {
          case "bgra" -> FrameFormat.Pixels.BGRA;
          case "jpeg" -> FrameFormat.Pixels.JPEG;
          default ->
              throw config.wrong(
                  "format", "must be bgra or jpeg, not " + config.setting("format", ""));
        };
    return new FrameFormat(
        config.whole("width", 640, 1, FrameFormat.LARGEST_SIDE),
        config.whole("height", 480, 1, FrameFormat.LARGEST_SIDE),
        pixels);
  }
}
