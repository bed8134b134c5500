package dev.handloom.device.driver.udcap;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
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

/// UDCAP gloves through HandDriver, beta. Yields `<id>/left-hand` and `<id>/right-hand`, as the
/// setting `hands` says.
public final class UdcapDriver implements DeviceDriver {
  private static final int PORT = 5555;

  private static final Setting.Choice HANDS =
      new Setting.Choice(
          "hands", "both", List.of("both", "left", "right"), "Which hands wear a glove.");
  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 60, "Datagrams a second, as HandDriver is set.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.GLOVE,
          List.of(LinkUse.network("udp", "udp:5555", PORT)),
          List.of(HANDS, RATE),
          List.of());

  /// Glove, radio, HandDriver: nobody publishes how long it takes.
  private static final double PATH_MILLIS = 15;

  private static final double PATH_UNCERTAINTY_MILLIS = 15;
  private static final double MOST_LIKENESS = 0.85;

  /// A thumb has no middle joint; what its four are called is a guess from their order.
  private static final String[] JOINTS = {"abduction", "1", "2", "3"};

  private static final String[] FINGERS = {"thumb", "index", "middle", "ring", "little"};

  @Override
  public String id() {
    return "udcap";
  }

  @Override
  public String title() {
    return "UDCAP / UDEX gloves (HandDriver, beta)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  /// Left is 0, right is 1.
  private static List<Integer> hands(DeviceConfig config) throws RigFileException {
    return switch (config.text(HANDS)) {
      case "left" -> List.of(0);
      case "right" -> List.of(1);
      default -> List.of(0, 1);
    };
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    List<StreamSpec> streams = new ArrayList<>();
    for (int hand : hands(config)) {
      streams.add(
          StreamSpec.signal(
              config.id() + (hand == 0 ? "/left-hand" : "/right-hand"),
              channels(),
              config.rateHz(RATE),
              null));
    }
    return streams;
  }

  private static List<Channel> channels() {
    List<Channel> channels = new ArrayList<>();
    for (String finger : FINGERS) {
      for (String joint : JOINTS) {
        channels.add(channel(finger + "_" + joint));
      }
    }
    channels.add(channel("unexplained_3"));
    return channels;
  }

  private static Channel channel(String name) {
    return new Channel(name, Unit.RADIAN, -2 * Math.PI, 2 * Math.PI);
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new ArrivalClock(config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new UdcapSession(config.needs(MessageLink.class, link), hands(config), streams);
  }

  @Override
  public Likeness recognise(Heard heard) {
    UdcapDecoder decoder = new UdcapDecoder();
    int good = 0;
    int explained = 0;
    for (byte[] piece : heard.pieces()) {
      if (decoder.accept(piece, piece.length)) {
        good++;
        explained += piece.length;
      }
    }
    return Likeness.frames(
        good, explained, heard.bytes().length, MOST_LIKENESS, "datagrams of HandDriver");
  }
}
