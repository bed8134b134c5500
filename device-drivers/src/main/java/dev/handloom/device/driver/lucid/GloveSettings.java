package dev.handloom.device.driver.lucid;

import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.CommandSpec.Effect;
import dev.handloom.device.driver.CommandSpec.Parameter;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import java.util.ArrayList;
import java.util.List;

/// How one glove is built, as the rig file says.
///
/// @param right which hand wears it
/// @param most largest analogue value
/// @param splay whether it measures splay
/// @param joints how many joints a finger it measures; 0 for curls alone
/// @param buttons whether it has a joystick and buttons
/// @param forceFeedback whether it can hold the fingers back
/// @param forceLimit of 1000
/// @param forceSeconds after which a force ends that nobody says again
/// @param vibration whether it has a vibration motor
/// @param start whether it waits to be told to start
record GloveSettings(
    boolean right,
    int most,
    boolean splay,
    int joints,
    boolean buttons,
    boolean forceFeedback,
    int forceLimit,
    double forceSeconds,
    boolean vibration,
    boolean start,
    double hz) {
  private static final Setting.Choice SIDE =
      new Setting.Choice("side", "left", List.of("left", "right"), "Which hand wears it.");
  private static final Setting.Choice MAX =
      new Setting.Choice(
          "max",
          "4095",
          List.of("4095", "1023"),
          "Largest analogue value: 4095 of an ESP32, 1023 of an AVR board.");
  private static final Setting.Flag SPLAY =
      new Setting.Flag("splay", false, "Whether the glove measures how far the fingers spread.");
  private static final Setting.Whole JOINTS =
      new Setting.Whole(
          "joints", 0, 0, 4, "", "How many joints of a finger the glove measures one by one.");
  private static final Setting.Flag BUTTONS =
      new Setting.Flag("buttons", true, "Whether the glove has a joystick and buttons.");
  private static final Setting.Flag FORCE =
      new Setting.Flag(
          "force_feedback", false, "Whether the glove has servos that hold the fingers back.");
  private static final Setting.Whole FORCE_LIMIT =
      new Setting.Whole(
          "force_limit", 1000, 0, 1000, "of 1000", "No finger is held back by more than this.");
  private static final Setting.Decimal FORCE_SECONDS =
      new Setting.Decimal(
          "force_seconds", 2, 0.1, 600, "s", "A force that is not said again ends after so long.");
  private static final Setting.Flag VIBRATION =
      new Setting.Flag("vibration", false, "Whether the glove has a vibration motor.");
  private static final Setting.Flag START =
      new Setting.Flag(
          "start",
          false,
          "Whether the firmware waits for (ZA) before it sends, and stops at (ZZ).");

  /// The firmware's loop takes 1 to 4 ms; a force-feedback build waits for our answer on top.
  private static final Setting.Rate RATE = new Setting.Rate("rate_hz", 100, "Packets a second.");

  static final List<Setting> ALL =
      List.of(
          SIDE,
          MAX,
          SPLAY,
          JOINTS,
          BUTTONS,
          FORCE,
          FORCE_LIMIT,
          FORCE_SECONDS,
          VIBRATION,
          START,
          RATE);

  // Ids of the commands.
  static final String HOLD = "force";
  static final String RELEASE = "release";
  static final String VIBRATE = "vibrate";

  /// Words of the firmware, which are heard only with a Z before them.
  enum Memory {
    SAVE_TRAVEL("save-travel", "Save the sensors' travel", "ZSaveTravel"),
    SAVE_INTERMEDIATE("save-intermediate", "Save the intermediate calibration", "ZSaveInter"),
    CLEAR("clear-calibration", "Clear the calibration that the glove keeps", "ZClearData");

    final String id;
    final String title;
    final String line;

    Memory(String id, String title, String line) {
      this.id = id;
      this.title = title;
      this.line = line;
    }
  }

  static GloveSettings of(DeviceConfig config) throws RigFileException {
    config.check(ALL);
    return new GloveSettings(
        config.text(SIDE).equals("right"),
        Integer.parseInt(config.text(MAX)),
        config.flag(SPLAY),
        config.whole(JOINTS),
        config.flag(BUTTONS),
        config.flag(FORCE),
        config.whole(FORCE_LIMIT),
        config.number(FORCE_SECONDS),
        config.flag(VIBRATION),
        config.flag(START),
        config.rateHz(RATE));
  }

  PacketDecoder decoder() {
    return new PacketDecoder(most, splay, joints);
  }

  /// What such a glove can be told. The firmware listens only if it is built for force feedback.
  List<CommandSpec> commands() {
    List<CommandSpec> commands = new ArrayList<>();
    if (forceFeedback && forceLimit > 0) {
      List<Parameter> fingers = new ArrayList<>();
      for (Finger finger : Finger.values()) {
        fingers.add(new Parameter(finger.word(), "of 1000", 0, forceLimit, 0));
      }
      commands.add(new CommandSpec(HOLD, "Hold the fingers back", Effect.FORCE, fingers));
    }
    if (forceFeedback) {
      commands.add(new CommandSpec(RELEASE, "Let the fingers go", Effect.RELEASE, List.of()));
      for (Memory memory : Memory.values()) {
        commands.add(new CommandSpec(memory.id, memory.title, Effect.MODE, List.of()));
      }
    }
    if (vibration) {
      commands.add(
          new CommandSpec(
              VIBRATE,
              "Vibrate",
              Effect.HAPTIC,
              List.of(
                  new Parameter("frequency", "Hz", 0, 1000, 100),
                  new Parameter("duration", "s", 0, 2, 0.2),
                  new Parameter("strength", "of 1", 0, 1, 0.5))));
    }
    return commands;
  }
}
