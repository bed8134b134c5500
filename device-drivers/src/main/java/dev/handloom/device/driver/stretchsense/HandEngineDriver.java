package dev.handloom.device.driver.stretchsense;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.skeleton.Joints;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
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

/// StretchSense Hand Engine. Yields `<id>/left-hand` and `<id>/right-hand`, as the setting `hands`
/// says, and with the setting `timecode` also `<id>/timecode`.
public final class HandEngineDriver implements DeviceDriver {
  private static final int PORT = 9000;

  private static final Setting.Choice HANDS =
      new Setting.Choice(
          "hands", "both", List.of("both", "left", "right"), "Which hands wear a glove.");
  private static final Setting.Flag TIMECODE =
      new Setting.Flag(
          "timecode", false, "Whether Hand Engine's timecode is recorded beside the hands.");
  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 60, "Frames a second, as Hand Engine is set.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.GLOVE,
          List.of(LinkUse.network("tcp", "tcp:192.168.0.7:9000", PORT)),
          List.of(HANDS, TIMECODE, RATE),
          List.of());

  /// Glove, radio, Hand Engine: nobody publishes how long it takes.
  private static final double PATH_MILLIS = 15;

  private static final double PATH_UNCERTAINTY_MILLIS = 15;

  /// A bone from its parent.
  private static final double REACH_METRES = 5;

  private static final double DAY_SECONDS = 86_401;
  private static final double MOST_FRAMES = 1000;
  private static final double MOST_LIKENESS = 0.9;

  @Override
  public String id() {
    return "hand-engine";
  }

  @Override
  public String title() {
    return "StretchSense Hand Engine (network stream)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  private static List<Hand> hands(DeviceConfig config) throws RigFileException {
    return switch (config.text(HANDS)) {
      case "left" -> List.of(Hand.LEFT);
      case "right" -> List.of(Hand.RIGHT);
      default -> List.of(Hand.LEFT, Hand.RIGHT);
    };
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    double hz = config.rateHz(RATE);
    List<StreamSpec> streams = new ArrayList<>();
    for (Hand hand : hands(config)) {
      streams.add(
          StreamSpec.signal(
              config.id() + "/" + hand.stream(),
              Joints.channels(Hand.names(), REACH_METRES),
              hz,
              null));
    }
    if (config.flag(TIMECODE)) {
      streams.add(
          StreamSpec.signal(
              config.id() + "/timecode",
              List.of(
                  new Channel("since_midnight", Unit.SECOND, 0, DAY_SECONDS),
                  new Channel("frame_rate", Unit.NONE, 0, MOST_FRAMES)),
              hz,
              null));
    }
    return streams;
  }

  /// The timecode is a count of frames, not a time of measurement.
  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new ArrivalClock(config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new HandEngineSession(
        config.needs(ByteLink.class, link), hands(config), streams, config.flag(TIMECODE));
  }

  @Override
  public Likeness recognise(Heard heard) {
    FrameDecoder frames = new FrameDecoder();
    HandDecoder hands = new HandDecoder();
    int[] good = new int[2];
    byte[] bytes = heard.bytes();
    frames.accept(
        bytes,
        bytes.length,
        new FrameDecoder.Taker() {
          @Override
          public boolean frame(byte[] from, int offset, int length) {
            boolean is = hands.accept(from, offset, length);
            good[0] += is ? 1 : 0;
            good[1] += is ? length + 4 : 0;
            return is;
          }

          @Override
          public void garbage(byte[] from, int offset, int length) {
            // Not explained.
          }
        });
    return Likeness.frames(good[0], good[1], bytes.length, MOST_LIKENESS, "frames of Hand Engine");
  }
}
