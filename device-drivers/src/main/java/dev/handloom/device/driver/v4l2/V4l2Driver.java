package dev.handloom.device.driver.v4l2;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.KernelClock;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.Place;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamSpec;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Cameras that Linux lists under `/dev/video*`. Yields `<id>/video`.
public final class V4l2Driver implements DeviceDriver {
  static final Setting.Choice FORMAT =
      new Setting.Choice(
          "format",
          PixelFormat.MJPEG.word(),
          PixelFormat.words(),
          "How the camera sends its pictures; mjpeg is stored as it comes.");
  static final Setting.Whole WIDTH =
      new Setting.Whole("width", 640, 2, FrameFormat.LARGEST_SIDE, "pixels", "Width of a picture.");
  static final Setting.Whole HEIGHT =
      new Setting.Whole(
          "height", 480, 2, FrameFormat.LARGEST_SIDE, "pixels", "Height of a picture.");
  static final Setting.Rate FPS =
      new Setting.Rate("fps", 30, "Pictures a second that the camera is asked for.");
  static final Setting.Decimal EXPOSURE =
      new Setting.Decimal(
          "exposure_ms", 0, 0, 1000, "ms", "Exposure of each picture; 0 leaves it to the camera.");
  static final Setting.Whole WHITE_BALANCE =
      new Setting.Whole(
          "white_balance_k", 0, 0, 12_000, "K", "White balance; 0 leaves it to the camera.");
  static final Setting.Flag LOCK =
      new Setting.Flag(
          "lock",
          false,
          "Whether exposure, gain and white balance are held where the camera has got to by itself"
              + " after two seconds.");
  static final Setting.Flag KEEP_RATE =
      new Setting.Flag(
          "keep_rate", true, "Whether the camera must keep its rate in dim light, too.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.CAMERA,
          List.of(LinkUse.of("video", "video:046d:0825")),
          List.of(FORMAT, WIDTH, HEIGHT, FPS, EXPOSURE, WHITE_BALANCE, LOCK, KEEP_RATE),
          List.of());

  static final CommandSpec HOLD =
      new CommandSpec(
          "lock", "Lock exposure and white balance", CommandSpec.Effect.MODE, List.of());
  static final CommandSpec RELEASE =
      new CommandSpec(
          "unlock",
          "Leave exposure and white balance to the camera",
          CommandSpec.Effect.MODE,
          List.of());

  /// The kernel's stamps are microseconds. That they are of a picture's first bytes is so of every
  /// USB camera; the session says where it is otherwise.
  private static final DeviceTicks TICKS =
      new DeviceTicks(63, 1_000_000, StampSource.KERNEL_FIRST_BYTES);

  @Override
  public String id() {
    return "usb-camera";
  }

  @Override
  public String title() {
    return "USB camera (Linux)";
  }

  @Override
  public boolean worksHere() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    int width = config.whole(WIDTH);
    if (width % 2 != 0) {
      throw config.wrong(WIDTH.name(), "must be even, not " + width);
    }
    boolean packed = PixelFormat.of(config.text(FORMAT)).packed();
    FrameFormat.Pixels pixels = packed ? FrameFormat.Pixels.JPEG : FrameFormat.Pixels.BGRA;
    return List.of(
        StreamSpec.video(
            config.id() + "/video",
            new FrameFormat(width, config.whole(HEIGHT), pixels),
            config.rateHz(FPS),
            TICKS));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    long period = (long) (1e9 / config.rateHz(FPS));
    return new KernelClock(
        Stamps.of("uvcvideo", true, false, period, Stamps.UNKNOWN).lag(measured(config)));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    Place place = config.needs(Place.class, link);
    try {
      return new V4l2Session(
          OpenCamera.open(config, place.rest()),
          streams.getFirst(),
          config.flag(LOCK),
          measured(config));
    } catch (IOException e) {
      // The link was open, the camera is not to be had: that is for the rig to try again.
      return () -> {
        throw e;
      };
    }
  }

  /// The lag as the rig file has it; null where nobody has measured.
  private static @Nullable PathDelay measured(DeviceConfig config) throws RigFileException {
    return config.settings().containsKey("path_ms")
        ? config.path(0, 1000 / config.rateHz(FPS))
        : null;
  }

  @Override
  public List<CommandSpec> commands(DeviceConfig config) {
    return List.of(HOLD, RELEASE);
  }
}
