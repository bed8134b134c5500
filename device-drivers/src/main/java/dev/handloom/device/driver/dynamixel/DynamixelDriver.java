package dev.handloom.device.driver.dynamixel;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.PolledClock;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Question;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.UsbHint;
import dev.handloom.device.driver.bus.AskedSession;
import dev.handloom.device.driver.bus.FrameFinder;
import dev.handloom.device.driver.bus.Roster;
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
import java.util.Locale;

/// Arms of Dynamixel X servos. Yields `<id>/joints`, the position of each servo, and with the
/// setting `motion` also `<id>/motion`, its velocity and current.
public final class DynamixelDriver implements DeviceDriver {
  static final int STEPS = 4096;

  private static final Setting.Text IDS =
      Roster.idsSetting("1,2,3,4,5,6,7,8", "The servos of the arm.");
  private static final Setting.Text JOINTS =
      Roster.jointsSetting("joint_1,joint_2,joint_3,joint_4,joint_5,joint_6,joint_7,gripper");

  /// Eight servos at 57600 baud answer in 25 ms, at 1 Mbaud in 4.
  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 100, "How often the servos are asked.");

  private static final Setting.Flag MOTION =
      new Setting.Flag("motion", false, "Whether velocity and current are read, too.");
  private static final Setting.Choice READING =
      new Setting.Choice(
          "reading",
          "auto",
          List.of("auto", "plain", "fast"),
          "Sync read, or the fast one, which needs new firmware; auto takes it where all have that.");
  private static final Setting.Whole TURNS =
      new Setting.Whole(
          "turns", 1, 1, 256, "", "How many turns a joint can make to either side of the first.");
  private static final Setting.Whole ANSWER =
      new Setting.Whole("answer_ms", 40, 2, 150, "ms", "How long an answer may take.");
  private static final Setting.Flag RELEASE =
      new Setting.Flag(
          "release_at_end",
          true,
          "Whether the motors lose their power at the end, so that a person can move the arm.");

  private static final int[] BAUDS = {57_600, 1_000_000, 2_000_000, 4_000_000};

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.LEADER_ARM,
          List.of(LinkUse.serial(57_600), LinkUse.network("tcp", "tcp:192.168.0.7:9000", 0)),
          List.of(IDS, JOINTS, RATE, MOTION, READING, TURNS, RELEASE, ANSWER),
          List.of(UsbHint.adapter(0x0403, 0x6014, "FT232H serial adapter, as in the U2D2")));

  private static final CommandSpec RELEASE_COMMAND =
      new CommandSpec("release", "Release the motors", CommandSpec.Effect.RELEASE, List.of());

  private static final int MOST_CURRENT = 0x7FFF;

  /// Steps of 0.229 rpm: 468 rpm, more than any servo of the series reaches.
  private static final int MOST_VELOCITY = 2047;

  @Override
  public String id() {
    return "dynamixel";
  }

  @Override
  public String title() {
    return "Arm of Dynamixel servos (GELLO, Koch, ALOHA)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    Roster roster = roster(config);
    double hz = config.rateHz(RATE);
    int span = STEPS * config.whole(TURNS);
    List<Channel> positions = new ArrayList<>();
    List<Channel> motion = new ArrayList<>();
    for (int i = 0; i < roster.size(); i++) {
      positions.add(new Channel(roster.name(i), Unit.COUNT, -span, span + STEPS - 1));
      motion.add(
          new Channel(roster.name(i) + "_velocity", Unit.COUNT, -MOST_VELOCITY, MOST_VELOCITY));
    }
    for (int i = 0; i < roster.size(); i++) {
      motion.add(
          new Channel(roster.name(i) + "_current", Unit.COUNT, -MOST_CURRENT - 1, MOST_CURRENT));
    }
    List<StreamSpec> streams = new ArrayList<>();
    streams.add(StreamSpec.signal(config.id() + "/joints", positions, hz, null));
    if (config.flag(MOTION)) {
      streams.add(StreamSpec.signal(config.id() + "/motion", motion, hz, null));
    }
    return streams;
  }

  private static Roster roster(DeviceConfig config) throws RigFileException {
    return Roster.of(config, IDS, JOINTS, "Servo", DynamixelDialogue.HIGHEST_ID);
  }

  @Override
  public ClockModel clock(DeviceConfig config) {
    return new PolledClock();
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    DynamixelDialogue dialogue =
        new DynamixelDialogue(
            roster(config),
            streams,
            DynamixelDialogue.Reading.valueOf(config.text(READING).toUpperCase(Locale.ROOT)),
            config.flag(RELEASE));
    return new AskedSession(
        config.needs(ByteLink.class, link),
        new DynamixelFraming(),
        dialogue,
        streams,
        config.rateHz(RATE),
        config.whole(ANSWER),
        DynamixelDialogue.LONGEST_QUESTION,
        0);
  }

  @Override
  public List<CommandSpec> commands(DeviceConfig config) {
    return List.of(RELEASE_COMMAND);
  }

  @Override
  public List<Question> questions() {
    byte[] ping = new byte[10];
    DynamixelPackets.ping(ping, DynamixelFraming.EVERYBODY);
    List<Question> questions = new ArrayList<>();
    for (int baud : BAUDS) {
      questions.add(
          new Question(
              "ping of all servos",
              "A ping is answered, one servo after the other, and changes nothing. To devices of other"
                  + " makers it is ten bytes that are no line and no frame.",
              ping,
              baud,
              150,
              DynamixelDriver::judge));
    }
    return questions;
  }

  private static Likeness judge(byte[] heard) {
    FrameFinder finder = new FrameFinder(new DynamixelFraming());
    DynamixelStatus status = new DynamixelStatus();
    finder.put(heard, 0, heard.length);
    int good = 0;
    int explained = 0;
    String first = "";
    boolean more = true;
    while (more) {
      switch (finder.next()) {
        case FRAME -> {
          explained += finder.length();
          if (status.read(finder) && status.count() == 3) {
            good++;
            first =
                first.isEmpty()
                    ? "servo " + status.id() + ", " + DynamixelModel.title(status.word(0))
                    : first;
          }
        }
        case RUBBISH -> {}
        case MORE -> more = finder.giveUpBeginning();
      }
    }
    // One answer passes a check of 16 bits and says what it is: that is enough.
    double share = heard.length == 0 ? 0 : Math.min(1, (double) explained / heard.length);
    return good == 0
        ? Likeness.NONE
        : new Likeness(
            0.98 * share, good + " answer the ping: " + first + (good > 1 ? " and others" : ""));
  }
}
