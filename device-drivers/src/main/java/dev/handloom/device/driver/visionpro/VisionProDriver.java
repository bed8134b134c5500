package dev.handloom.device.driver.visionpro;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.headset.HeadsetStreams;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;

/// A Vision Pro whose app we call. Yields `<id>/head`, for both sides wrist, hand and joints, and
/// `<id>/pinch`.
public final class VisionProDriver implements DeviceDriver {
  /// What the app serves, and where.
  public static final String METHOD = "/handtracking.HandTrackingService/StreamHandUpdates";

  public static final int PORT = 12345;

  private static final double WIDEST_PINCH_METRES = 0.4;

  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 120, "How often the app looks at head and hands.");
  private static final Setting.Decimal AHEAD =
      new Setting.Decimal(
          "hands_ahead_ms",
          33,
          0,
          500,
          "ms",
          "How far the app foretells the hands: its own setting, 33 ms unless it was changed.");
  private static final Setting.Whole VERSION =
      new Setting.Whole(
          "client_version",
          25_000,
          0,
          999_999,
          "",
          "Which version of its Python client the app is told to talk to: 25000 is 2.50.0.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.HEADSET,
          List.of(LinkUse.network("grpc", "grpc:192.168.0.20:" + PORT + METHOD, PORT)),
          List.of(RATE, AHEAD, VERSION),
          List.of());

  /// The app looks 120 times a second and sends 200 times; with Wi-Fi its project states below 100
  /// ms, over a cable 50 ms.
  private static final double PATH_MILLIS = 40;

  private static final double PATH_UNCERTAINTY_MILLIS = 40;

  @Override
  public String id() {
    return "visionpro";
  }

  @Override
  public String title() {
    return "Apple Vision Pro (VisionProTeleop app)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    double hz = config.rateHz(RATE);
    List<StreamSpec> streams =
        new ArrayList<>(HeadsetStreams.of(config.id(), hz, null, false, false, true));
    List<Channel> pinch =
        List.of(
            new Channel("left", Unit.METRE, 0, WIDEST_PINCH_METRES),
            new Channel("right", Unit.METRE, 0, WIDEST_PINCH_METRES));
    streams.add(StreamSpec.signal(config.id() + "/pinch", pinch, hz, null));
    return streams;
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new ArrivalClock(config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new VisionProSession(
        config.needs(MessageLink.class, link),
        streams,
        config.whole(VERSION),
        Math.round(config.number(AHEAD) * 1e6));
  }
}
