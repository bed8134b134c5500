package dev.handloom.device.driver.doglove;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.UsbHint;
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

/// The DOGlove's main board. Yields `<id>/joints`, 16 of the glove's 21 joints, and with the
/// setting `voltages` also `<id>/voltages`. Its five actuators vibrate on command.
public final class DoGloveDriver implements DeviceDriver {
  static final Setting.Choice SIDE =
      new Setting.Choice("side", "right", List.of("left", "right"), "Which hand wears it.");
  static final Setting.Choice ANGLES =
      new Setting.Choice(
          "angles",
          "joint",
          List.of("joint", "encoder"),
          "What an angle is: the joint's with the makers' zeros and signs, or the encoder's as it"
              + " comes.");
  private static final Setting.Flag VOLTAGES =
      new Setting.Flag(
          "voltages", false, "Whether the voltages behind the joints are recorded as well.");

  /// Reckoned as DexUMI's: 16 conversions at 4374 a second and 0.8 ms to send; what five actuators
  /// cost in each round is unknown.
  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 200, "Frames a second that are expected.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.GLOVE,
          List.of(LinkUse.serial(921_600)),
          List.of(SIDE, ANGLES, VOLTAGES, RATE),
          List.of(UsbHint.adapter(0x1A86, -1, "WCH serial adapter")));

  private static final DeviceTicks TICKS = new DeviceTicks(BoardDecoder.MILLIS_BITS, 1000);

  /// The reference, then one word an encoder.
  static final int WORDS = 1 + GloveJoint.ENCODERS.size();

  /// Half a round of the converters, 0.8 ms on the line, about 1 ms in the adapter; half a
  /// millisecond less because the stamp is cut to whole milliseconds.
  private static final double PATH_MILLIS = 2.5;

  private static final double PATH_UNCERTAINTY_MILLIS = 2.5;

  /// Converters take ±5 V.
  private static final double MOST_VOLTS = 5;

  static final String VIBRATE = "vibrate";
  static final String STILL = "still";

  /// Effects of the actuators' driver chip, DRV2605L.
  private static final int EFFECTS = 123;

  private static final int MOST_PERIOD_MILLIS = 0xFFFF;
  private static final double LONGEST_SECONDS = 10;

  private static final List<CommandSpec> COMMANDS =
      List.of(
          new CommandSpec(
              VIBRATE,
              "Vibrate",
              CommandSpec.Effect.HAPTIC,
              List.of(
                  new CommandSpec.Parameter("finger", "", 0, HapticLine.FINGERS - 1, 0),
                  new CommandSpec.Parameter("effect", "", 1, EFFECTS, 47),
                  new CommandSpec.Parameter("every", "ms", 1, MOST_PERIOD_MILLIS, 200),
                  new CommandSpec.Parameter("for", "s", 0, LONGEST_SECONDS, 0.2))),
          new CommandSpec(STILL, "Stop vibrating", CommandSpec.Effect.HAPTIC, List.of()));

  @Override
  public String id() {
    return "doglove";
  }

  @Override
  public String title() {
    return "DOGlove (main board)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    double hz = config.rateHz(RATE);
    List<StreamSpec> streams = new ArrayList<>();
    streams.add(
        StreamSpec.signal(
            config.id() + "/joints",
            GloveJoint.channels(GloveJoint.ENCODERS, zeroing(config) == GloveJoint.Zeroing.JOINT),
            hz,
            TICKS));
    if (config.flag(VOLTAGES)) {
      List<Channel> channels = new ArrayList<>();
      channels.add(new Channel("reference", Unit.VOLT, 0, MOST_VOLTS));
      for (GloveJoint joint : GloveJoint.ENCODERS) {
        channels.add(new Channel(joint.name(), Unit.VOLT, -MOST_VOLTS, MOST_VOLTS));
      }
      streams.add(StreamSpec.signal(config.id() + "/voltages", channels, hz, TICKS));
    }
    return streams;
  }

  static GloveJoint.Zeroing zeroing(DeviceConfig config) throws RigFileException {
    return GloveJoint.zeroing(config.text(ANGLES));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new HullClock(TICKS, config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new DoGloveSession(config.needs(ByteLink.class, link), streams, zeroing(config));
  }

  @Override
  public Likeness recognise(Heard heard) {
    return BoardListener.likeness(heard, WORDS, false, "a DOGlove");
  }

  @Override
  public List<CommandSpec> commands(DeviceConfig config) {
    return COMMANDS;
  }
}
