package dev.handloom.device.driver.frames;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.link.ByteLink;
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

/// Cameras that send raw frames, see [FrameHeader]. Yields `<id>/video`.
public final class FrameStreamDriver implements DeviceDriver {
  private static final Setting.Whole WIDTH =
      new Setting.Whole("width", 640, 1, FrameFormat.LARGEST_SIDE, "pixels", "Width of a picture.");
  private static final Setting.Whole HEIGHT =
      new Setting.Whole(
          "height", 480, 1, FrameFormat.LARGEST_SIDE, "pixels", "Height of a picture.");
  private static final Setting.Rate FPS =
      new Setting.Rate("fps", 30, "Pictures a second that the camera is set to.");
  private static final Setting.Choice FORMAT =
      new Setting.Choice(
          "format", "bgra", List.of("bgra", "jpeg"), "How the camera sends its pictures.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.CAMERA,
          List.of(
              LinkUse.network("tcp", "tcp:192.168.0.7:9000", 0),
              LinkUse.network("tcp-listen", "tcp-listen:9000", 0),
              LinkUse.serial(2_000_000)),
          List.of(WIDTH, HEIGHT, FPS, FORMAT),
          List.of());

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
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    return List.of(
        StreamSpec.video(
            config.id() + "/video", format(config), config.rateHz(FPS), DeviceTicks.MICROS_64));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new HullClock(DeviceTicks.MICROS_64, config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    StreamWriter stream = streams.get(0);
    return new FrameStreamSession(
        config.needs(ByteLink.class, link), stream, Objects.requireNonNull(stream.spec().frame()));
  }

  @Override
  public Likeness recognise(Heard heard) {
    byte[] bytes = heard.bytes();
    FrameHeader header = new FrameHeader();
    int good = 0;
    for (int at = 0; at + FrameHeader.BYTES <= bytes.length; ) {
      if (header.read(bytes, at) && header.payloadLength > 0) {
        good++;
        long end = (long) at + FrameHeader.BYTES + header.payloadLength;
        at = (int) Math.min(end, bytes.length);
      } else {
        at++;
      }
    }
    // Listening begins within a picture: whatever precedes the first header says nothing. Pictures
    // are large, so one header with its check sum has to be enough.
    return good == 0
        ? Likeness.NONE
        : new Likeness(0.95, good + " picture headers with the right check sum");
  }

  private static FrameFormat format(DeviceConfig config) throws RigFileException {
    return new FrameFormat(
        config.whole(WIDTH),
        config.whole(HEIGHT),
        config.text(FORMAT).equals("jpeg") ? FrameFormat.Pixels.JPEG : FrameFormat.Pixels.BGRA);
  }
}
