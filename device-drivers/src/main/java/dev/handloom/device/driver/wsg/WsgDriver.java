package dev.handloom.device.driver.wsg;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.PolledClock;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.bus.AskedSession;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;
import java.util.Locale;

/// WSG grippers. Yields `<id>/gripper`: width, and with the setting `reading` speed and force.
public final class WsgDriver implements DeviceDriver {
  private static final Setting.Choice READING =
      new Setting.Choice(
          "reading",
          "width",
          List.of("width", "all", "script"),
          "The width; or width, speed and force one after the other; or what a script on the gripper"
              + " answers to B0h.");

  /// The script that UMI uses answers about 30 times a second.
  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 30, "How often the gripper is asked.");

  private static final Setting.Whole STROKE =
      new Setting.Whole("stroke_mm", 110, 10, 300, "mm", "How far it opens.");
  private static final Setting.Whole ANSWER =
      new Setting.Whole("answer_ms", 100, 2, 150, "ms", "How long an answer may take.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.GRIPPER,
          List.of(LinkUse.network("tcp", "tcp:192.168.1.20:1000", 1000)),
          List.of(READING, RATE, STROKE, ANSWER),
          List.of());

  @Override
  public String id() {
    return "wsg";
  }

  @Override
  public String title() {
    return "WSG 50 gripper";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    return List.of(
        StreamSpec.signal(
            config.id() + "/gripper",
            reading(config).channels(config.whole(STROKE) / 1000.0),
            config.rateHz(RATE),
            null));
  }

  private static WsgReading reading(DeviceConfig config) throws RigFileException {
    return WsgReading.valueOf(config.text(READING).toUpperCase(Locale.ROOT));
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
        new WsgFraming(),
        new WsgDialogue(reading(config), streams.getFirst().values()),
        streams,
        config.rateHz(RATE),
        config.whole(ANSWER),
        WsgPackets.LONGEST,
        0);
  }
}
