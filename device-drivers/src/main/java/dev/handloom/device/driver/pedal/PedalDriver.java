package dev.handloom.device.driver.pedal;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.UsbHint;
import dev.handloom.device.driver.hid.Beat;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Foot pedals that send keys. Yields `<id>/pedals`: a switch for each pedal, and whether the pedal
/// reported it or the studio says again what holds.
public final class PedalDriver implements DeviceDriver {
  /// What holds is said again so often.
  static final double BEAT_HZ = 20;

  static final Setting.Text PEDALS =
      new Setting.Text(
          "pedals",
          "left=a,middle=b,right=c",
          "[a-z][a-z0-9_]*+=[a-z0-9-]++(,[a-z][a-z0-9_]*+=[a-z0-9-]++)*+",
          "names and keys as left=a,right=f13",
          "Each pedal and the key that it sends.");
  static final Setting.Flag HOLD =
      new Setting.Flag(
          "hold_keys", true, "Whether its keys are kept from other programs, where that works.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.HANDS_FREE,
          List.of(LinkUse.of("hid", "hid:0c45:7403#0")),
          List.of(PEDALS, HOLD),
          List.of(
              UsbHint.device(0x0C45, 0x7403, "PCsensor foot pedal"),
              UsbHint.device(0x0C45, 0x7404, "PCsensor foot pedal"),
              UsbHint.device(0x413D, 0x2107, "PCsensor foot pedal"),
              UsbHint.device(0x1A86, 0xE026, "PCsensor foot pedal"),
              UsbHint.device(0x3553, 0xB001, "PCsensor foot pedal"),
              UsbHint.device(0x0426, 0x3011, "Scythe foot pedal"),
              UsbHint.device(0x055A, 0x0998, "Scythe foot pedal II"),
              UsbHint.device(0x5131, 0x2019, "FS1-P foot pedal")));

  /// A low-speed keyboard is asked every 8 to 10 ms; a key also waits to be free of bouncing.
  private static final double PATH_MILLIS = 8;

  private static final double PATH_UNCERTAINTY_MILLIS = 8;

  /// A pedal and the number of its key.
  record Pedal(String name, int key) {}

  @Override
  public String id() {
    return "pedal";
  }

  @Override
  public String title() {
    return "Foot pedals that send keys (PCsensor, Scythe and others)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    List<Channel> channels = new ArrayList<>();
    for (Pedal pedal : pedals(config)) {
      channels.add(new Channel(pedal.name(), Unit.SWITCH, 0, 1));
    }
    channels.add(Beat.REPORTED);
    return List.of(StreamSpec.signal(config.id() + "/pedals", channels, BEAT_HZ, null));
  }

  static List<Pedal> pedals(DeviceConfig config) throws RigFileException {
    List<Pedal> pedals = new ArrayList<>();
    Set<String> names = new HashSet<>(Set.of(Beat.REPORTED.name()));
    Set<Integer> keys = new HashSet<>();
    for (String pair : config.text(PEDALS).split(",")) {
      String name = pair.substring(0, pair.indexOf('='));
      String word = pair.substring(pair.indexOf('=') + 1);
      Integer key = Keys.number(word);
      if (key == null) {
        throw config.wrong(
            PEDALS.name(),
            "names the key "
                + word
                + ", which there is not; there are letters, digits, f1 to f24, enter, space,"
                + " page-up, left-ctrl and the like");
      }
      if (!names.add(name)) {
        throw config.wrong(PEDALS.name(), "cannot have a pedal called " + name + " there");
      }
      if (!keys.add(key)) {
        throw config.wrong(PEDALS.name(), "gives the key " + word + " to two pedals");
      }
      pedals.add(new Pedal(name, key));
    }
    return pedals;
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new ArrivalClock(config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    HidLink hid = config.needs(HidLink.class, link);
    return new PedalSession(
        hid,
        streams.getFirst(),
        pedals(config),
        KeyHold.of(hid.port(), config.flag(HOLD) && !config.simulated()));
  }

  @Override
  public Likeness recognise(Heard heard) {
    KeyboardReport report = new KeyboardReport();
    int good = 0;
    if (heard.whole()) {
      for (byte[] piece : heard.pieces()) {
        good += report.accept(piece, piece.length) ? 1 : 0;
      }
    }
    // Every keyboard says the same; only its numbers tell a pedal.
    return Likeness.frames(
        good, good * KeyboardReport.BYTES, heard.bytes().length, 0.5, "keyboard reports");
  }
}
