package dev.handloom.device.driver.homunculus;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.List;

/// What all wearables that send lines of numbers have in common. Yields `<id>/joints`, and with the
/// setting `numbers` also `<id>/numbers`, every number of a line as it came.
abstract sealed class LineWearableDriver implements DeviceDriver
    permits HomunculusGloveDriver, HomunculusArmDriver, UnitreeG1ExoDriver {
  private static final Setting.Choice SIDE =
      new Setting.Choice("side", "right", List.of("left", "right"), "Which arm wears it.");
  private static final Setting.Flag NUMBERS =
      new Setting.Flag(
          "numbers", false, "Whether every number of a line is recorded beside the joints.");

  /// The makers name no rate. A line of 80 to 110 characters at 115200 baud leaves room for 110 to
  /// 140 a second.
  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 100, "Lines a second that are expected.");

  /// 80 to 110 characters take 7 to 10 ms at 115200 baud and next to nothing over native USB; which
  /// it is depends on the board.
  private static final double PATH_MILLIS = 5;

  private static final double PATH_UNCERTAINTY_MILLIS = 5;

  private final String id;
  private final String title;
  private final Layout layout;
  private final double likeness;
  private final DriverCard card;

  /// @param likeness how much is believed of lines that fit
  LineWearableDriver(
      String id, String title, DriverCard.Family family, Layout layout, double likeness) {
    this.id = id;
    this.title = title;
    this.layout = layout;
    this.likeness = likeness;
    card =
        new DriverCard(
            family, List.of(LinkUse.serial(115_200)), List.of(SIDE, NUMBERS, RATE), List.of());
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String title() {
    return title;
  }

  @Override
  public final DriverCard card() {
    return card;
  }

  @Override
  public final List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(card.settings());
    double hz = config.rateHz(RATE);
    List<StreamSpec> streams = new ArrayList<>();
    streams.add(StreamSpec.signal(config.id() + "/joints", layout.channels(), hz, null));
    if (config.flag(NUMBERS)) {
      List<Channel> channels = new ArrayList<>();
      for (int i = 0; i < layout.numbers(); i++) {
        channels.add(new Reading(i, "number_" + i, layout.low(i), layout.high(i)).channel());
      }
      streams.add(StreamSpec.signal(config.id() + "/numbers", channels, hz, null));
    }
    return streams;
  }

  @Override
  public final ClockModel clock(DeviceConfig config) throws RigFileException {
    return new ArrivalClock(config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public final DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new LineWearableSession(config.needs(ByteLink.class, link), streams, layout);
  }

  @Override
  public final Likeness recognise(Heard heard) {
    if (heard.whole()) {
      return Likeness.NONE;
    }
    NumberLines lines = new NumberLines(layout);
    byte[] bytes = heard.bytes();
    int good = 0;
    int explained = 0;
    for (byte b : bytes) {
      if (lines.accept(b) == NumberLines.Outcome.LINE) {
        good++;
        explained += lines.lineLength() + 1;
      }
    }
    return Likeness.frames(
        good,
        explained,
        bytes.length,
        likeness,
        "lines of " + layout.numbers() + " numbers, as a " + title + " sends them");
  }
}
