package dev.handloom.device.driver.xsens;

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

/// Xsens MVN. Yields `<id>/left-hand` and `<id>/right-hand` unless the setting `fingers` is false,
/// and with the setting `body` also `<id>/body`.
public final class MvnDriver implements DeviceDriver {
  private static final int PORT = 9763;

  private static final Setting.Flag FINGERS =
      new Setting.Flag("fingers", true, "Whether MVN has gloves and sends finger segments.");
  private static final Setting.Flag BODY =
      new Setting.Flag("body", false, "Whether the body is recorded, too.");
  private static final Setting.Whole CHARACTER =
      new Setting.Whole("character", 0, 0, 255, "", "Which of MVN's characters, from 0.");
  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 60, "Samples a second, as MVN's streamer is set.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.GLOVE,
          List.of(LinkUse.network("udp", "udp:9763", PORT)),
          List.of(FINGERS, BODY, CHARACTER, RATE),
          List.of());

  /// Milliseconds in 32 bits.
  private static final DeviceTicks TICKS = new DeviceTicks(32, 1000);

  /// Suit, radio, MVN: nobody publishes how long it takes.
  private static final double PATH_MILLIS = 20;

  private static final double PATH_UNCERTAINTY_MILLIS = 20;

  /// A magic word and lengths that agree, without a checksum.
  private static final double MOST_LIKENESS = 0.95;

  @Override
  public String id() {
    return "xsens-mvn";
  }

  @Override
  public String title() {
    return "Xsens MVN (network streamer, quaternions)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  private static List<Segments> parts(DeviceConfig config) throws RigFileException {
    List<Segments> parts = new ArrayList<>();
    if (config.flag(FINGERS)) {
      parts.add(Segments.LEFT_HAND);
      parts.add(Segments.RIGHT_HAND);
    }
    if (config.flag(BODY)) {
      parts.add(Segments.BODY);
    }
    if (parts.isEmpty()) {
      throw config.wrong("fingers", "and body are both false: nothing is left to record");
    }
    return parts;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    double hz = config.rateHz(RATE);
    List<StreamSpec> streams = new ArrayList<>();
    for (Segments part : parts(config)) {
      streams.add(
          StreamSpec.signal(
              config.id() + "/" + part.stream,
              Joints.channels(part.names(), MvnDecoder.REACH_METRES),
              hz,
              TICKS));
    }
    return streams;
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new HullClock(TICKS, config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new MvnSession(
        config.needs(MessageLink.class, link),
        parts(config),
        streams,
        new MvnDecoder(config.whole(CHARACTER)));
  }

  @Override
  public Likeness recognise(Heard heard) {
    MvnDecoder decoder = new MvnDecoder(0);
    int good = 0;
    int explained = 0;
    for (byte[] piece : heard.pieces()) {
      if (decoder.accept(piece, piece.length) != MvnDecoder.Outcome.BAD) {
        good++;
        explained += piece.length;
      }
    }
    return Likeness.frames(
        good, explained, heard.bytes().length, MOST_LIKENESS, "datagrams of MVN");
  }
}
