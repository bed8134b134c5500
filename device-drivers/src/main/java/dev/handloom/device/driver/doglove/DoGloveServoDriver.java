package dev.handloom.device.driver.doglove;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Question;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.UsbHint;
import dev.handloom.device.driver.dynamixel.DynamixelDriver;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The DOGlove's five servos at the roots of the fingers, ids 0 to 4 from the thumb, read as any
/// bus of Dynamixel servos. Yields `<id>/joints`, their positions in steps, and `<id>/motion`,
/// their velocities and currents. A finger can be held back for a while, with no more than a limit
/// that the rig file sets.
public final class DoGloveServoDriver implements DeviceDriver {
  private static final DynamixelDriver BUS = new DynamixelDriver();

  /// What the servos can give is far more than a finger should be held with: an XL330-M288 stalls
  /// at 0.52 N·m and 1.47 A, so 400 mA are some 0.14 N·m.
  private static final int MOST_MILLIAMPERES = 400;

  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 100, "How often the servos are asked.");
  private static final Setting.Whole ANSWER =
      new Setting.Whole("answer_ms", 40, 2, 150, "ms", "How long an answer may take.");
  static final Setting.Whole LIMIT =
      new Setting.Whole(
          "force_limit_ma",
          150,
          0,
          MOST_MILLIAMPERES,
          "mA",
          "The most current that a finger may be held with; 0 for no forces at all.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.GLOVE,
          List.of(LinkUse.serial(3_000_000)),
          List.of(DoGloveDriver.SIDE, RATE, LIMIT, ANSWER),
          List.of(UsbHint.adapter(0x0403, -1, "FTDI serial adapter")));

  static final String HOLD = "hold";
  static final String RELEASE = "release";
  private static final double LONGEST_SECONDS = 10;

  @Override
  public String id() {
    return "doglove-servos";
  }

  @Override
  public String title() {
    return "DOGlove (servos at the finger roots)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  /// The same device as the driver of the bus wants it set up.
  private static DeviceConfig bus(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    Map<String, String> settings = new HashMap<>();
    settings.put("ids", "0,1,2,3,4");
    settings.put("joints", String.join(",", GloveJoint.names(GloveJoint.SERVOS)));
    settings.put("motion", "true");
    settings.put("release_at_end", "true");
    settings.put(RATE.name(), config.text(RATE));
    settings.put(ANSWER.name(), config.text(ANSWER));
    return new DeviceConfig(
        config.id(), BUS.id(), config.role(), config.address(), settings, config.line());
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    return BUS.streams(bus(config));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return BUS.clock(bus(config));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new DoGloveServoSession(
        config.needs(ByteLink.class, link), BUS.begin(bus(config), link, streams), streams.get(0));
  }

  @Override
  public List<CommandSpec> commands(DeviceConfig config) throws RigFileException {
    List<CommandSpec> commands = new ArrayList<>();
    int limit = config.whole(LIMIT);
    if (limit > 0) {
      commands.add(
          new CommandSpec(
              HOLD,
              "Hold a finger back",
              CommandSpec.Effect.FORCE,
              List.of(
                  new CommandSpec.Parameter("finger", "", 0, GloveJoint.SERVOS.size() - 1.0, 1),
                  new CommandSpec.Parameter("current", "mA", 0, limit, Math.min(100, limit)),
                  new CommandSpec.Parameter("for", "s", 0, LONGEST_SECONDS, 1))));
    }
    commands.add(
        new CommandSpec(RELEASE, "Release the fingers", CommandSpec.Effect.RELEASE, List.of()));
    return commands;
  }

  /// The ping of the bus, at the rate of the glove's own bus, which no arm has by default.
  @Override
  public List<Question> questions() {
    Question ping = BUS.questions().getFirst();
    return List.of(
        new Question(
            ping.what(),
            ping.harmless(),
            ping.bytes(),
            CARD.links().getFirst().baud(),
            ping.waitMillis(),
            ping.judge()));
  }
}
