package dev.handloom.device.driver.zmqcamera;

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
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// LeRobot's ZeroMQ camera, and others that publish JPEG. Yields `<id>/video`.
public final class ZmqCameraDriver implements DeviceDriver {
  static final String SENDER = "sender";
  static final String ARRIVAL = "arrival";

  static final Setting.Text CAMERA =
      new Setting.Text(
          "camera",
          "",
          "",
          "the name of a camera",
          "Which of a server's cameras, by its name there; without, the first.");

  static final Setting.Choice TIME =
      new Setting.Choice(
          "time",
          SENDER,
          List.of(SENDER, ARRIVAL),
          "What dates a picture: the time that the server sends with it, or when it came.");

  /// As LeRobot's server listens.
  private static final int PORT = 5555;

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.CAMERA,
          List.of(
              LinkUse.network("zmq-sub", "zmq-sub:192.168.0.7:5555", PORT),
              LinkUse.network("zmq-pull", "zmq-pull:192.168.0.7:5555", PORT),
              LinkUse.network("zmq-sub-listen", "zmq-sub-listen:5555", PORT),
              LinkUse.network("zmq-pull-listen", "zmq-pull-listen:5555", PORT)),
          List.of(PictureSize.WIDTH, PictureSize.HEIGHT, PictureSize.FPS, CAMERA, TIME),
          List.of());

  /// The server stamps when it has read a picture: exposure, read-out, USB and decoding lie before.
  private static final double SENDER_MILLIS = 45;

  private static final double SENDER_UNCERTAINTY_MILLIS = 35;

  /// Then it packs it, and sends it with the next round of its loop.
  private static final double ARRIVAL_MILLIS = 75;

  private static final double ARRIVAL_UNCERTAINTY_MILLIS = 55;

  @Override
  public String id() {
    return "zmq-camera";
  }

  @Override
  public String title() {
    return "LeRobot camera server (ZeroMQ)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  private static boolean stamped(DeviceConfig config) throws RigFileException {
    return config.text(TIME).equals(SENDER);
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
            DeviceTicks.MICROS_64, config.path(SENDER_MILLIS, SENDER_UNCERTAINTY_MILLIS))
        : new ArrivalClock(config.path(ARRIVAL_MILLIS, ARRIVAL_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new ZmqCameraSession(
        config.needs(MessageLink.class, link),
        streams.getFirst(),
        config.text(CAMERA),
        stamped(config));
  }

  /// Messages are overheard only in part: their beginning has to do.
  @Override
  public Likeness recognise(Heard heard) {
    if (!heard.whole()) {
      return Likeness.NONE;
    }
    int good = 0;
    int explained = 0;
    for (byte[] piece : heard.pieces()) {
      String text = new String(piece, StandardCharsets.ISO_8859_1);
      boolean lerobot = text.startsWith("{") && text.contains("\"images\": {\"");
      if (lerobot || text.startsWith("\u00FF\u00D8\u00FF")) {
        good++;
        explained += piece.length;
      }
    }
    return Likeness.frames(good, explained, heard.bytes().length, 0.85, "pictures of a camera");
  }
}
