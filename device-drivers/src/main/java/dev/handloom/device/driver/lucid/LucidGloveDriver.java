package dev.handloom.device.driver.lucid;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.UsbHint;
import dev.handloom.device.hand.Finger;
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

/// Gloves of the alpha encoding. Yields `<id>/fingers`, the curl of five fingers and, with the
/// setting `splay`, their splay; and `<id>/buttons` unless the setting `buttons` is false.
public final class LucidGloveDriver implements DeviceDriver {
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
  private static final Setting.Flag BUTTONS =
      new Setting.Flag("buttons", true, "Whether the glove has a joystick and buttons.");

  /// The firmware's loop takes 1 to 4 ms; a force-feedback build waits for our answer on top.
  private static final Setting.Rate RATE = new Setting.Rate("rate_hz", 100, "Packets a second.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.GLOVE,
          List.of(
              LinkUse.serial(115_200),
              LinkUse.network("tcp-listen", "tcp-listen:65432", 65_432),
              LinkUse.network("tcp", "tcp:192.168.0.7:65432", 65_432)),
          List.of(SIDE, MAX, SPLAY, BUTTONS, RATE),
          List.of(
              UsbHint.adapter(0x10C4, 0xEA60, "CP210x serial adapter"),
              UsbHint.adapter(0x1A86, 0x7523, "CH340 serial adapter")));

  /// 60 bytes at 115200 baud take 5 ms, over USB bridges 1 ms more, over native USB next to
  /// nothing.
  private static final double PATH_MILLIS = 3.5;

  private static final double PATH_UNCERTAINTY_MILLIS = 3;

  /// Switches of the buttons stream, after the three analogues.
  static final char[] SWITCHES = {'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O'};

  private static final String[] SWITCH_NAMES = {
    "joystick_click", "trigger_click", "a", "b", "grab", "pinch", "menu", "calibrate"
  };

  @Override
  public String id() {
    return "lucidglove";
  }

  @Override
  public String title() {
    return "LucidGloves / OpenGloves (alpha encoding)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    int most = most(config);
    double hz = config.rateHz(RATE);
    List<StreamSpec> streams = new ArrayList<>();
    streams.add(
        StreamSpec.signal(config.id() + "/fingers", fingerChannels(most, splay(config)), hz, null));
    if (buttons(config)) {
      streams.add(StreamSpec.signal(config.id() + "/buttons", buttonChannels(most), hz, null));
    }
    return streams;
  }

  private static List<Channel> fingerChannels(int most, boolean splay) {
    List<Channel> channels = new ArrayList<>();
    for (Finger finger : Finger.values()) {
      channels.add(new Channel(finger.word() + "_curl", Unit.COUNT, 0, most));
    }
    if (splay) {
      for (Finger finger : Finger.values()) {
        channels.add(new Channel(finger.word() + "_splay", Unit.COUNT, 0, most));
      }
    }
    return channels;
  }

  private static List<Channel> buttonChannels(int most) {
    List<Channel> channels = new ArrayList<>();
    channels.add(new Channel("joystick_x", Unit.COUNT, 0, most));
    channels.add(new Channel("joystick_y", Unit.COUNT, 0, most));
    channels.add(new Channel("trigger", Unit.COUNT, 0, most));
    for (String name : SWITCH_NAMES) {
      channels.add(new Channel(name, Unit.SWITCH, 0, 1));
    }
    return channels;
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new ArrivalClock(config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new LucidGloveSession(
        config.needs(ByteLink.class, link),
        streams,
        new AlphaDecoder(most(config), splay(config)),
        most(config));
  }

  private static int most(DeviceConfig config) throws RigFileException {
    return Integer.parseInt(config.text(MAX));
  }

  private static boolean splay(DeviceConfig config) throws RigFileException {
    return config.flag(SPLAY);
  }

  private static boolean buttons(DeviceConfig config) throws RigFileException {
    return config.flag(BUTTONS);
  }
}
