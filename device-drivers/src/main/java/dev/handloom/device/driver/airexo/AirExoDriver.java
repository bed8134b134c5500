package dev.handloom.device.driver.airexo;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.PolledClock;
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

/// One arm of an AirExo. Yields `<id>/joints`, the counts of each encoder.
public final class AirExoDriver implements DeviceDriver {
  private static final Setting.Text IDS =
      Roster.idsSetting("1,2,3,4,5,6,7,8", "The encoders of the arm.");
  private static final Setting.Text JOINTS =
      Roster.jointsSetting("joint_1,joint_2,joint_3,joint_4,joint_5,joint_6,joint_7,gripper");

  /// Eight questions and answers of 15 bytes, with a millisecond of silence before each and what
  /// the adapter takes, come to about 27 ms.
  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 30, "How often all encoders are asked.");

  private static final Setting.Whole GAP =
      new Setting.Whole("gap_ms", 1, 0, 20, "ms", "Silence on the bus before each question.");
  private static final Setting.Whole ANSWER =
      new Setting.Whole("answer_ms", 20, 2, 150, "ms", "How long an answer may take.");

  private static final int BAUD = 115_200;

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.EXOSKELETON,
          List.of(LinkUse.serial(BAUD), LinkUse.network("tcp", "tcp:192.168.0.7:9000", 0)),
          List.of(IDS, JOINTS, RATE, GAP, ANSWER),
          List.of(
              UsbHint.adapter(0x1A86, 0x7523, "CH340 serial adapter"),
              UsbHint.adapter(0x0403, 0x6001, "FT232R serial adapter")));

  @Override
  public String id() {
    return "airexo";
  }

  @Override
  public String title() {
    return "AirExo arm (Modbus encoders)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    Roster roster = roster(config);
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < roster.size(); i++) {
      channels.add(new Channel(roster.name(i), Unit.COUNT, 0, AirExoDialogue.STEPS - 1));
    }
    return List.of(StreamSpec.signal(config.id() + "/joints", channels, config.rateHz(RATE), null));
  }

  private static Roster roster(DeviceConfig config) throws RigFileException {
    Roster roster = Roster.of(config, IDS, JOINTS, "Encoder", ModbusFraming.HIGHEST_ID);
    if (roster.place(0) >= 0) {
      throw config.wrong(IDS.name(), "begin with 1: 0 is everybody");
    }
    return roster;
  }

  @Override
  public ClockModel clock(DeviceConfig config) {
    return new PolledClock();
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new AskedSession(
        config.needs(ByteLink.class, link),
        new ModbusFraming(),
        new AirExoDialogue(roster(config), streams.getFirst().values()),
        streams,
        config.rateHz(RATE),
        config.whole(ANSWER),
        ModbusFraming.QUESTION_BYTES,
        config.whole(GAP));
  }

  @Override
  public List<Question> questions() {
    byte[] read = new byte[ModbusFraming.QUESTION_BYTES];
    AirExoDialogue.ask(read, 1);
    return List.of(
        new Question(
            "the angle of encoder 1",
            "A Modbus read changes nothing in any Modbus device. To others it is eight bytes that are"
                + " no line and no frame.",
            read,
            BAUD,
            50,
            AirExoDriver::judge));
  }

  private static Likeness judge(byte[] heard) {
    FrameFinder finder = new FrameFinder(new ModbusFraming());
    finder.put(heard, 0, heard.length);
    boolean answered = false;
    boolean more = true;
    while (more) {
      switch (finder.next()) {
        case FRAME ->
            answered |=
                finder.at(0) == 1
                    && finder.length() == ModbusFraming.ANSWER_BYTES
                    && finder.at(3) < AirExoDialogue.STEPS >> 8;
        case RUBBISH -> {
          return Likeness.NONE;
        }
        case MORE -> more = finder.giveUpBeginning();
      }
    }
    return answered && !finder.drop()
        ? new Likeness(0.75, "a Modbus device 1 answers with 12 bits, as the encoders do")
        : Likeness.NONE;
  }
}
