package dev.handloom.device.driver.dualsense;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
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
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;

/// DualSense controllers. Yields, all of one packet and with the controller's own time,
/// `<id>/sticks`, `<id>/buttons`, `<id>/imu-raw` in counts, `<id>/imu` in units, and with the
/// setting `touchpad` also `<id>/touch`.
public final class DualSenseDriver implements DeviceDriver {
  static final Setting.Flag TOUCHPAD =
      new Setting.Flag("touchpad", false, "Whether fingers on the touchpad are recorded.");
  static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 250, "Reports a second, about 250 over USB.");

  /// The motion sensor's clock: thirds of a microsecond; wraps every 23.9 minutes.
  static final DeviceTicks TICKS = new DeviceTicks(32, 3_000_000);

  /// A USB controller is asked every 4 ms; Bluetooth adds some that nobody here has measured.
  private static final double PATH_MILLIS = 2;

  private static final double PATH_UNCERTAINTY_MILLIS = 2;

  private static final String[] ANALOGUES = {"left_x", "left_y", "right_x", "right_y", "l2", "r2"};
  static final String[] DIRECTIONS = {"up", "right", "down", "left"};

  /// In the order of their bits, from the fifth of the first byte on.
  static final String[] BUTTONS = {
    "square",
    "cross",
    "circle",
    "triangle",
    "l1",
    "r1",
    "l2_click",
    "r2_click",
    "create",
    "options",
    "l3",
    "r3",
    "ps",
    "touchpad_click",
    "mute"
  };

  private static final String[] MOTION = {
    "gyro_x", "gyro_y", "gyro_z", "accel_x", "accel_y", "accel_z"
  };
  private static final int WIDTH = 1920;
  private static final int HEIGHT = 1080;
  private static final int SONY = 0x054C;

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.HANDS_FREE,
          List.of(LinkUse.of("hid", "hid:054c:0ce6")),
          List.of(TOUCHPAD, RATE),
          List.of(
              UsbHint.device(SONY, 0x0CE6, "DualSense controller"),
              UsbHint.device(SONY, 0x0DF2, "DualSense Edge controller")));

  @Override
  public String id() {
    return "dualsense";
  }

  @Override
  public String title() {
    return "DualSense controller (USB and Bluetooth)";
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
    streams.add(stream(config, "sticks", channels(ANALOGUES, Unit.COUNT, 0, 255), hz));
    List<Channel> buttons = new ArrayList<>(channels(DIRECTIONS, Unit.SWITCH, 0, 1));
    buttons.addAll(channels(BUTTONS, Unit.SWITCH, 0, 1));
    streams.add(stream(config, "buttons", buttons, hz));
    streams.add(stream(config, "imu-raw", channels(MOTION, Unit.COUNT, -32_768, 32_767), hz));
    streams.add(stream(config, "imu", motionInUnits(), hz));
    if (config.flag(TOUCHPAD)) {
      streams.add(stream(config, "touch", touch(), hz));
    }
    return streams;
  }

  private static StreamSpec stream(
      DeviceConfig config, String name, List<Channel> channels, double hz) {
    return StreamSpec.signal(config.id() + "/" + name, channels, hz, TICKS);
  }

  private static List<Channel> channels(String[] names, Unit unit, double low, double high) {
    List<Channel> channels = new ArrayList<>();
    for (String name : names) {
      channels.add(new Channel(name, unit, low, high));
    }
    return channels;
  }

  private static List<Channel> motionInUnits() {
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < MOTION.length; i++) {
      boolean turn = i < MOTION.length / 2;
      double most =
          turn ? MotionScale.MOST_RADIANS_PER_SECOND : MotionScale.MOST_METRES_PER_SECOND_SQUARED;
      Unit unit = turn ? Unit.RADIAN_PER_SECOND : Unit.METRE_PER_SECOND_SQUARED;
      channels.add(new Channel(MOTION[i], unit, -most, most));
    }
    return channels;
  }

  private static List<Channel> touch() {
    List<Channel> channels = new ArrayList<>();
    for (String finger : new String[] {"first", "second"}) {
      channels.add(new Channel(finger + "_down", Unit.NONE, 0, 1));
      // Twelve bits; the pad itself is 1920 by 1080.
      channels.add(new Channel(finger + "_x", Unit.COUNT, 0, Math.max(WIDTH, 4095)));
      channels.add(new Channel(finger + "_y", Unit.COUNT, 0, Math.max(HEIGHT, 4095)));
    }
    return channels;
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new HullClock(TICKS, config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public List<CommandSpec> commands(DeviceConfig config) {
    Parameter from = new Parameter("From", "of the travel", 0, 1, 0.2);
    Parameter force = new Parameter("Force", "", 0, 1, 0.5);
    return List.of(
        new CommandSpec(
            "rumble",
            "Rumble",
            Effect.HAPTIC,
            List.of(
                new Parameter("Low", "", 0, 1, 0.5),
                new Parameter("High", "", 0, 1, 0.5),
                new Parameter("Seconds", "s", 0, 5, 0.3))),
        new CommandSpec("left-trigger", "Left trigger", Effect.FORCE, List.of(from, force)),
        new CommandSpec("right-trigger", "Right trigger", Effect.FORCE, List.of(from, force)),
        new CommandSpec(
            "light",
            "Light bar",
            Effect.LIGHT,
            List.of(
                new Parameter("Red", "", 0, 1, 0),
                new Parameter("Green", "", 0, 1, 0.3),
                new Parameter("Blue", "", 0, 1, 0.3))),
        new CommandSpec(
            "player-lights",
            "Player lights",
            Effect.LIGHT,
            List.of(new Parameter("Lights", "as five bits", 0, 31, 4))));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new DualSenseSession(config.needs(HidLink.class, link), streams);
  }

  @Override
  public Likeness recognise(Heard heard) {
    PadReport report = new PadReport();
    int good = 0;
    int explained = 0;
    boolean checked = false;
    if (heard.whole()) {
      for (byte[] piece : heard.pieces()) {
        if (report.accept(piece, piece.length) == PadReport.Kind.WHOLE) {
          good++;
          explained += piece.length;
          checked |= report.bluetooth();
        }
      }
    }
    return Likeness.frames(
        good, explained, heard.bytes().length, checked ? 0.98 : 0.5, "whole reports");
  }
}
