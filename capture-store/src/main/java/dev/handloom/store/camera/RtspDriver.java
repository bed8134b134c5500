package dev.handloom.store.camera;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.Place;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;
import java.util.Map;

/// Network cameras that speak RTSP, whatever they pack their pictures with. Yields `<id>/video`.
public final class RtspDriver implements DeviceDriver {
  static final String RTP = "rtp";
  static final String SENDER_REPORT = "sender-report";
  static final String ARRIVAL = "arrival";
  static final Setting.Choice TRANSPORT =
      new Setting.Choice(
          "transport",
          "tcp",
          List.of("tcp", "udp"),
          "How the pictures come: over the connection itself, or as datagrams, which may be lost.");
  static final Setting.Choice TIME =
      new Setting.Choice(
          "time",
          RTP,
          List.of(RTP, SENDER_REPORT, ARRIVAL),
          "What dates a picture: the camera's RTP time, the time of day in its reports, or when it"
              + " came.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.CAMERA,
          List.of(
              LinkUse.network("rtsp", "rtsp://user:password@192.168.0.7:554/stream1", 554),
              LinkUse.network("rtsps", "rtsps://192.168.0.7/stream1", 322)),
          List.of(
              PictureSize.WIDTH,
              PictureSize.HEIGHT,
              PictureSize.FPS,
              PictureFormat.SETTING,
              TRANSPORT,
              TIME),
          List.of());

  /// Of RTP's video: RFC 6184, RFC 7798, RFC 2435 and others. The library unwraps their 32 bits.
  private static final DeviceTicks RTP_TICKS = new DeviceTicks(63, 90_000);

  /// Exposure, packing, the network, and for H.264 the picture after, whose first bytes tell that
  /// this one is whole. Nobody has measured it; cameras differ by much.
  private static final double PATH_MILLIS = 120;

  private static final double PATH_UNCERTAINTY_MILLIS = 100;

  private static final long CONNECT_NANOS = 6_000_000_000L;
  private static final long SILENCE_NANOS = 5_000_000_000L;

  @Override
  public String id() {
    return "rtsp";
  }

  @Override
  public String title() {
    return "Network camera (RTSP)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  private static Ticks dating(DeviceConfig config) throws RigFileException {
    return switch (config.text(TIME)) {
      case ARRIVAL -> Ticks.ARRIVAL;
      case SENDER_REPORT -> Ticks.WALL;
      default -> Ticks.PACKET;
    };
  }

  private static DeviceTicks ticks(Ticks dating) {
    return dating == Ticks.WALL ? DeviceTicks.MICROS_64 : RTP_TICKS;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    Ticks dating = dating(config);
    return List.of(
        StreamSpec.video(
            config.id() + "/video",
            PictureFormat.of(config),
            config.rateHz(PictureSize.FPS),
            dating == Ticks.ARRIVAL ? null : ticks(dating)));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    var path = config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS);
    Ticks dating = dating(config);
    return dating == Ticks.ARRIVAL ? new ArrivalClock(path) : new HullClock(ticks(dating), path);
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    Place place = config.needs(Place.class, link);
    Input input =
        new Input(
            "",
            place.address(),
            place.title(),
            Map.of(
                "rtsp_transport", config.text(TRANSPORT),
                "allowed_media_types", "video",
                "fflags", "nobuffer"),
            CONNECT_NANOS,
            SILENCE_NANOS);
    return new LiveSession(
        input, streams.getFirst(), dating(config), PictureFormat.passesThrough(config));
  }
}
