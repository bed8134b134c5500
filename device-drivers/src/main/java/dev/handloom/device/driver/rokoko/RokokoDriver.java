package dev.handloom.device.driver.rokoko;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.skeleton.Joints;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.List;

/// Rokoko Studio's custom stream. Yields `<id>/left-hand` and `<id>/right-hand`, as the setting
/// `hands` says, and with the setting `body` also `<id>/body`.
public final class RokokoDriver implements DeviceDriver {
  private static final int PORT = 14_043;

  private static final Setting.Choice HANDS =
      new Setting.Choice(
          "hands", "both", List.of("both", "left", "right"), "Which hands wear a glove.");
  private static final Setting.Flag BODY =
      new Setting.Flag("body", false, "Whether the body is recorded, too; it takes a suit.");
  private static final Setting.Text ACTOR =
      new Setting.Text(
          "actor", "", "", "an actor's name", "Name of the actor in Studio; without, the first.");
  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 60, "Frames a second, as Studio is set.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.GLOVE,
          List.of(LinkUse.network("udp", "udp:14043", PORT)),
          List.of(HANDS, BODY, ACTOR, RATE),
          List.of());

  /// Studio is large: a stage is.
  private static final double REACH_METRES = 50;

  /// Glove, radio, Studio: nobody publishes how long it takes.
  private static final double PATH_MILLIS = 15;

  private static final double PATH_UNCERTAINTY_MILLIS = 15;

  private static final double MOST_LIKENESS = 0.9;

  @Override
  public String id() {
    return "rokoko";
  }

  @Override
  public String title() {
    return "Rokoko Studio (custom stream, JSON 3)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  private static List<Limb> limbs(DeviceConfig config) throws RigFileException {
    List<Limb> limbs = new ArrayList<>();
    String hands = config.text(HANDS);
    if (!hands.equals("right")) {
      limbs.add(Limb.LEFT_HAND);
    }
    if (!hands.equals("left")) {
      limbs.add(Limb.RIGHT_HAND);
    }
    if (config.flag(BODY)) {
      limbs.add(Limb.BODY);
    }
    return limbs;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    double hz = config.rateHz(RATE);
    List<StreamSpec> streams = new ArrayList<>();
    for (Limb limb : limbs(config)) {
      streams.add(
          StreamSpec.signal(
              config.id() + "/" + limb.stream,
              Joints.channels(limb.joints(), REACH_METRES),
              hz,
              DeviceTicks.MICROS_64));
    }
    return streams;
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new HullClock(DeviceTicks.MICROS_64, config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new RokokoSession(
        config.needs(MessageLink.class, link),
        streams,
        new RokokoDecoder(limbs(config), config.text(ACTOR)));
  }

  @Override
  public Likeness recognise(Heard heard) {
    RokokoDecoder decoder = new RokokoDecoder(List.of(Limb.LEFT_HAND), "");
    int good = 0;
    int explained = 0;
    for (byte[] piece : heard.pieces()) {
      if (decoder.accept(piece, piece.length)) {
        good++;
        explained += piece.length;
      }
    }
    return Likeness.frames(
        good, explained, heard.bytes().length, MOST_LIKENESS, "frames of Rokoko Studio");
  }
}
