package dev.handloom.device.driver.joycon;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.CommandSpec.Effect;
import dev.handloom.device.driver.CommandSpec.Parameter;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.UsbHint;
import dev.handloom.device.link.HidLink;
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

/// Joy-Con and Pro Controller. Yields `<id>/sticks` in counts with the controller's timer,
/// `<id>/buttons`, and three times as often `<id>/imu-raw` in counts and `<id>/imu` in units.
public final class JoyConDriver implements DeviceDriver {
  static final Setting.Choice MODEL =
      new Setting.Choice(
          "model", "right", List.of("left", "right", "pro"), "Which controller it is.");
  static final Setting.Flag CABLE =
      new Setting.Flag(
          "cable", false, "Whether it is on a cable rather than Bluetooth (Pro Controller).");

  /// Every 15 ms.
  static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 66.7, "Reports a second, each with three samples of motion.");

  /// Twelve bits.
  private static final int MOST_STICK = 4095;

  private static final int MOST_TIMER = 255;
  private static final String[] MOTION = {
    "accel_x", "accel_y", "accel_z", "gyro_x", "gyro_y", "gyro_z"
  };
  private static final int NINTENDO = 0x057E;

  /// Nobody here has measured a Joy-Con's path: a Bluetooth slot or two, and what the controller
  /// itself takes.
  private static final double PATH_MILLIS = 8;

  private static final double PATH_UNCERTAINTY_MILLIS = 8;

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.HANDS_FREE,
          List.of(LinkUse.of("hid", "hid:057e:2007")),
          List.of(MODEL, CABLE, RATE),
          List.of(
              UsbHint.device(NINTENDO, 0x2006, "Joy-Con (left)"),
              UsbHint.device(NINTENDO, 0x2007, "Joy-Con (right)"),
              UsbHint.device(NINTENDO, 0x2009, "Pro Controller")));

  @Override
  public String id() {
    return "joycon";
  }

  @Override
  public String title() {
    return "Joy-Con and Pro Controller";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    JoyModel model = model(config);
    if (config.flag(CABLE) && !model.equals(JoyModel.PRO)) {
      throw config.wrong(CABLE.name(), "can be true for the Pro Controller alone");
    }
    double hz = config.rateHz(RATE);
    List<Channel> sticks = new ArrayList<>();
    for (String side : new String[] {"left", "right"}) {
      if (side.equals("left") ? model.hasLeft() : model.hasRight()) {
        sticks.add(new Channel(side + "_x", Unit.COUNT, 0, MOST_STICK));
        sticks.add(new Channel(side + "_y", Unit.COUNT, 0, MOST_STICK));
      }
    }
    sticks.add(new Channel("timer", Unit.COUNT, 0, MOST_TIMER));
    List<Channel> buttons = new ArrayList<>();
    for (JoyModel.Button button : model.buttons()) {
      buttons.add(new Channel(button.name(), Unit.SWITCH, 0, 1));
    }
    List<Channel> raw = new ArrayList<>();
    List<Channel> motion = new ArrayList<>();
    for (int i = 0; i < MOTION.length; i++) {
      raw.add(new Channel(MOTION[i], Unit.COUNT, -32_768, 32_767));
      boolean force = i < MOTION.length / 2;
      double most =
          force
              ? JoyMotionScale.MOST_METRES_PER_SECOND_SQUARED
              : JoyMotionScale.MOST_RADIANS_PER_SECOND;
      Unit unit = force ? Unit.METRE_PER_SECOND_SQUARED : Unit.RADIAN_PER_SECOND;
      motion.add(new Channel(MOTION[i], unit, -most, most));
    }
    String id = config.id();
    return List.of(
        StreamSpec.signal(id + "/sticks", sticks, hz, null),
        StreamSpec.signal(id + "/buttons", buttons, hz, null),
        StreamSpec.signal(id + "/imu-raw", raw, JoyReport.MOTIONS * hz, null),
        StreamSpec.signal(id + "/imu", motion, JoyReport.MOTIONS * hz, null));
  }

  private static JoyModel model(DeviceConfig config) throws RigFileException {
    return JoyModel.of(config.text(MODEL));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new ArrivalClock(config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public List<CommandSpec> commands(DeviceConfig config) {
    return List.of(
        new CommandSpec(
            "rumble",
            "Rumble",
            Effect.HAPTIC,
            List.of(
                new Parameter("Low", "", 0, 1, 0.5),
                new Parameter("High", "", 0, 1, 0.5),
                new Parameter("Seconds", "s", 0, 5, 0.3))),
        new CommandSpec(
            "player-lights",
            "Player lights",
            Effect.LIGHT,
            List.of(new Parameter("Lights", "as four bits", 0, 15, 1))));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new JoyConSession(
        config.needs(HidLink.class, link), model(config), config.flag(CABLE), streams);
  }

  @Override
  public Likeness recognise(Heard heard) {
    JoyReport report = new JoyReport();
    int good = 0;
    int explained = 0;
    if (heard.whole()) {
      for (byte[] piece : heard.pieces()) {
        JoyReport.Kind kind = report.accept(piece, piece.length);
        if (kind == JoyReport.Kind.FULL || kind == JoyReport.Kind.SIMPLE) {
          good++;
          explained += piece.length;
        }
      }
    }
    return Likeness.frames(
        good, explained, heard.bytes().length, 0.5, "reports with numbers and lengths that fit");
  }
}
