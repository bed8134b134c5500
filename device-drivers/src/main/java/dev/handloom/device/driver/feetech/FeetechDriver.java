package dev.handloom.device.driver.feetech;

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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Arms of Feetech servos. Yields `<id>/joints`, the position of each servo, and with the setting
/// `motion` also `<id>/motion`, its speed and load.
public final class FeetechDriver implements DeviceDriver {
  /// The ids and joints of SO-100 and SO-101.
  private static final Setting.Text IDS =
      Roster.idsSetting("1,2,3,4,5,6", "The servos of the arm.");

  private static final Setting.Text JOINTS =
      Roster.jointsSetting("shoulder_pan,shoulder_lift,elbow_flex,wrist_flex,wrist_roll,gripper");
  private static final Setting.Choice SERIES =
      new Setting.Choice(
          "series", "sts", List.of("sts", "scs"), "STS and SMS servos, or the older SCS.");

  /// Six servos with the usual delay of 500 µs each answer in 4 ms, and a USB adapter takes 2 more.
  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 100, "How often the servos are asked.");

  private static final Setting.Flag MOTION =
      new Setting.Flag("motion", false, "Whether speed and load are read, too.");
  private static final Setting.Whole ANSWER =
      new Setting.Whole("answer_ms", 20, 2, 150, "ms", "How long an answer may take.");
  private static final Setting.Flag RELEASE =
      new Setting.Flag(
          "release_at_end",
          true,
          "Whether the motors lose their power at the end, so that a person can move the arm.");

  private static final int BAUD = 1_000_000;

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.LEADER_ARM,
          List.of(LinkUse.serial(BAUD), LinkUse.network("tcp", "tcp:192.168.0.7:9000", 0)),
          List.of(IDS, JOINTS, SERIES, RATE, MOTION, RELEASE, ANSWER),
          List.of(
              UsbHint.adapter(0x1A86, 0x55D3, "CH343 serial adapter"),
              UsbHint.adapter(0x1A86, 0x7523, "CH340 serial adapter")));

  private static final CommandSpec RELEASE_COMMAND =
      new CommandSpec("release", "Release the motors", CommandSpec.Effect.RELEASE, List.of());

  /// Magnitudes of 15 and of 10 bits.
  private static final int MOST_SPEED = 0x7FFF;

  private static final int MOST_LOAD = 0x3FF;

  @Override
  public String id() {
    return "feetech";
  }

  @Override
  public String title() {
    return "Arm of Feetech servos (SO-100, SO-101)";
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
    List<Channel> positions = new ArrayList<>();
    List<Channel> motion = new ArrayList<>();
    for (int i = 0; i < roster.size(); i++) {
      positions.add(new Channel(roster.name(i), Unit.COUNT, 0, series(config).steps - 1));
      motion.add(new Channel(roster.name(i) + "_speed", Unit.COUNT, -MOST_SPEED, MOST_SPEED));
    }
    for (int i = 0; i < roster.size(); i++) {
      motion.add(new Channel(roster.name(i) + "_load", Unit.COUNT, -MOST_LOAD, MOST_LOAD));
    }
    List<StreamSpec> streams = new ArrayList<>();
    streams.add(StreamSpec.signal(config.id() + "/joints", positions, hz, null));
    if (config.flag(MOTION)) {
      streams.add(StreamSpec.signal(config.id() + "/motion", motion, hz, null));
    }
    return streams;
  }

  private static Roster roster(DeviceConfig config) throws RigFileException {
    return Roster.of(config, IDS, JOINTS, "Servo", FeetechDialogue.HIGHEST_ID);
  }

  private static FeetechSeries series(DeviceConfig config) throws RigFileException {
    return FeetechSeries.valueOf(config.text(SERIES).toUpperCase(Locale.ROOT));
  }

  @Override
  public ClockModel clock(DeviceConfig config) {
    return new PolledClock();
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    Roster roster = roster(config);
    FeetechDialogue dialogue =
        new FeetechDialogue(roster, series(config), streams, config.flag(RELEASE));
    return new AskedSession(
        config.needs(ByteLink.class, link),
        new FeetechFraming(FeetechDialogue.LONGEST_FRAME),
        dialogue,
        streams,
        config.rateHz(RATE),
        config.whole(ANSWER),
        FeetechDialogue.LONGEST_FRAME,
        0);
  }

  @Override
  public List<CommandSpec> commands(DeviceConfig config) {
    return List.of(RELEASE_COMMAND);
  }

  @Override
  public List<Question> questions() {
    byte[] ping = new byte[6];
    FeetechPackets.ping(ping, 1);
    return List.of(
        new Question(
            "ping of servo 1",
            "A ping is answered and changes nothing. To devices of other makers it is six bytes that"
                + " are no line and no frame.",
            ping,
            BAUD,
            50,
            heard -> judge(ping, heard)));
  }

  /// The answer to a ping, and maybe its echo before it.
  private static Likeness judge(byte[] ping, byte[] heard) {
    FrameFinder finder = new FrameFinder(new FeetechFraming(ping.length));
    finder.put(heard, 0, heard.length);
    int same = 0;
    int other = 0;
    boolean more = true;
    while (more) {
      switch (finder.next()) {
        case FRAME -> {
          byte[] frame =
              Arrays.copyOfRange(
                  finder.bytes(), finder.offset(), finder.offset() + finder.length());
          if (Arrays.equals(frame, ping)) {
            same++;
          } else if (finder.at(2) == 1) {
            other++;
          }
        }
        case RUBBISH -> {
          return Likeness.NONE;
        }
        case MORE -> more = finder.giveUpBeginning();
      }
    }
    if (finder.drop()) {
      return Likeness.NONE;
    }
    if (same > 2 || other > 1 || same + other == 0) {
      return Likeness.NONE;
    }
    if (other == 1 || same == 2) {
      return new Likeness(
          0.85, "servo 1 answers a ping, as Feetech servos and Dynamixel servos of protocol 1 do");
    }
    return new Likeness(
        0.4,
        "the same bytes came back: an adapter without servos, or a servo whose voltage is wrong");
  }
}
