package dev.handloom.device.driver.dexumi;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.encoderboard.BoardDecoder;
import dev.handloom.device.driver.encoderboard.BoardListener;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;

/// DexUMI's exoskeletons and their force sensors. Yields `<id>/joints`, or `<id>/fsr` of the board
/// for force sensors; with the setting `voltages` also `<id>/voltages`, every conversion as it
/// came.
public final class DexUmiDriver implements DeviceDriver {
  static final Setting.Choice BUILD =
      new Setting.Choice(
          "build",
          "inspire",
          List.of("inspire", "xhand", "fsr"),
          "What the board was built for: an Inspire hand, an XHand, force sensors.");
  private static final Setting.Choice SIDE =
      new Setting.Choice("side", "right", List.of("left", "right"), "Which hand wears it.");
  private static final Setting.Flag VOLTAGES =
      new Setting.Flag(
          "voltages", false, "Whether the voltages behind the joints are recorded as well.");
  private static final Setting.Rate RATE =
      new Setting.Rate(
          "rate_hz",
          Build.INSPIRE.reckonedHz,
          "Frames a second; where nothing is said, 430 for inspire, 255 for xhand, 290 for fsr, as"
              + " reckoned from its converters.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.EXOSKELETON,
          List.of(LinkUse.serial(921_600)),
          List.of(BUILD, SIDE, VOLTAGES, RATE),
          List.of());

  private static final DeviceTicks TICKS = new DeviceTicks(BoardDecoder.MILLIS_BITS, 1000);

  /// Half a round of the converters, 0.4 to 0.7 ms on the line, about 1 ms in the adapter; half a
  /// millisecond less because the stamp is cut to whole milliseconds.
  private static final double PATH_MILLIS = 1.8;

  private static final double PATH_UNCERTAINTY_MILLIS = 1.8;

  /// Noise at the ends of an encoder's range.
  private static final double BEYOND = Math.toRadians(20);

  /// Converters take ±5 V.
  private static final double MOST_VOLTS = 5;

  private static final int MOST_FORCE = 0xFFFF;

  @Override
  public String id() {
    return "dexumi";
  }

  @Override
  public String title() {
    return "DexUMI exoskeleton (Inspire, XHand, FSR board)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    Build build = Build.of(config);
    double hz = config.says(RATE) ? config.rateHz(RATE) : build.reckonedHz;
    List<StreamSpec> streams = new ArrayList<>();
    String first = build == Build.FSR ? "/fsr" : "/joints";
    streams.add(StreamSpec.signal(config.id() + first, channels(build), hz, TICKS));
    if (config.flag(VOLTAGES)) {
      streams.add(StreamSpec.signal(config.id() + "/voltages", voltageChannels(build), hz, TICKS));
    }
    return streams;
  }

  private static List<Channel> channels(Build build) {
    List<Channel> channels = new ArrayList<>();
    for (String joint : build.joints) {
      channels.add(new Channel(joint, Unit.RADIAN, -BEYOND, 2 * Math.PI + BEYOND));
    }
    for (int f = 0; build == Build.FSR && f < Build.FORCES; f++) {
      channels.add(new Channel("fsr_" + f, Unit.COUNT, 0, MOST_FORCE));
    }
    return channels;
  }

  private static List<Channel> voltageChannels(Build build) {
    List<Channel> channels = new ArrayList<>();
    for (int v = 0; v < build.voltages(); v++) {
      channels.add(new Channel("adc_" + v, Unit.VOLT, -MOST_VOLTS, MOST_VOLTS));
    }
    return channels;
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new HullClock(TICKS, config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new DexUmiSession(config.needs(ByteLink.class, link), streams, Build.of(config));
  }

  @Override
  public Likeness recognise(Heard heard) {
    Likeness best = Likeness.NONE;
    for (Build build : Build.values()) {
      Likeness one =
          BoardListener.likeness(heard, build.words, build == Build.FSR, "a DexUMI " + build.title);
      best = one.score() > best.score() ? one : best;
    }
    return best;
  }
}
