package dev.handloom.device.driver.mjpeg;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Cameras that send MJPEG. Yields `<id>/video`.
public final class MjpegDriver implements DeviceDriver {
  static final String ARRIVAL = "arrival";
  static final String HEADER = "x-timestamp";

  static final Setting.Choice TIME =
      new Setting.Choice(
          "time",
          ARRIVAL,
          List.of(ARRIVAL, HEADER),
          "What dates a picture: when it came, or the X-Timestamp that its server sends with it.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.CAMERA,
          List.of(
              LinkUse.network("http", "http://192.168.0.7:8080/?action=stream", 8080),
              LinkUse.network("https", "https://user:password@192.168.0.7/video", 443),
              LinkUse.network("tcp", "tcp:192.168.0.7:9000", 0),
              LinkUse.network("tcp-listen", "tcp-listen:9000", 0)),
          List.of(PictureSize.WIDTH, PictureSize.HEIGHT, PictureSize.FPS, TIME),
          List.of());

  /// From the middle of the exposure: read-out, packing in the camera, the network. Cameras of this
  /// kind differ by much, and say nothing of it.
  private static final double ARRIVAL_MILLIS = 60;

  private static final double ARRIVAL_UNCERTAINTY_MILLIS = 50;

  /// Servers stamp when the kernel had the picture, or a little later.
  private static final double HEADER_MILLIS = 35;

  private static final double HEADER_UNCERTAINTY_MILLIS = 30;

  @Override
  public String id() {
    return "mjpeg";
  }

  @Override
  public String title() {
    return "Network camera (MJPEG)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  private static boolean stamped(DeviceConfig config) throws RigFileException {
    return config.text(TIME).equals(HEADER);
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    return List.of(
        StreamSpec.video(
            config.id() + "/video",
            PictureSize.jpeg(config),
            config.rateHz(PictureSize.FPS),
            stamped(config) ? DeviceTicks.MICROS_64 : null));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return stamped(config)
        ? new HullClock(
            DeviceTicks.MICROS_64, config.path(HEADER_MILLIS, HEADER_UNCERTAINTY_MILLIS))
        : new ArrivalClock(config.path(ARRIVAL_MILLIS, ARRIVAL_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    MjpegSession session = MjpegSession.over(link, streams.getFirst(), stamped(config));
    if (session == null) {
      throw config.wrong("driver", "speaks over http, https, tcp or tcp-listen");
    }
    return session;
  }

  /// A part's header, and the beginning of a JPEG behind it.
  @Override
  public Likeness recognise(Heard heard) {
    String text = new String(heard.bytes(), StandardCharsets.ISO_8859_1);
    int header = text.toLowerCase(Locale.ROOT).indexOf("content-type: image/jpeg");
    boolean picture = header >= 0 && text.indexOf("\r\n\r\n\u00FF\u00D8", header) >= 0;
    return picture ? new Likeness(0.9, "JPEG pictures in parts") : Likeness.NONE;
  }
}
