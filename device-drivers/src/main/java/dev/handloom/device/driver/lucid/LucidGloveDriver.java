package dev.handloom.device.driver.lucid;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.hand.Finger;
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
import java.util.Set;

/// Gloves of the alpha encoding. Yields `<id>/fingers`, the curl of five fingers and, with the
/// setting `splay`, their splay; and `<id>/buttons` unless the setting `buttons` is false.
///
/// Settings: `side` left or right, `max` 4095 (ESP32) or 1023 (AVR), `splay`, `buttons`, `rate_hz`.
public final class LucidGloveDriver implements DeviceDriver {
  private static final Set<String> SETTINGS = Set.of("side", "max", "splay", "buttons", "rate_hz");

  private static final int ESP32_MOST = 4095;
  private static final int AVR_MOST = 1023;

  /// The firmware's loop takes 1 to 4 ms; a force-feedback build waits for our answer on top.
  private static final double NOMINAL_HZ = 100;

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
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.onlyKnows(SETTINGS);
    String side = config.setting("side", "left");
    if (!side.equals("left") && !side.equals("right")) {
      throw config.wrong("side", "must be left or right, not " + side);
    }
    int most = most(config);
    double hz = config.rateHz("rate_hz", NOMINAL_HZ);
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
        link, streams, new AlphaDecoder(most(config), splay(config)), most(config));
  }

  private static int most(DeviceConfig config) throws RigFileException {
    int most = config.whole("max", ESP32_MOST, 1, 1 << 20);
    if (most != ESP32_MOST && most != AVR_MOST) {
      throw config.wrong("max", "must be " + ESP32_MOST + " or " + AVR_MOST + ", not " + most);
    }
    return most;
  }

  private static boolean splay(DeviceConfig config) throws RigFileException {
    return config.flag("splay", false);
  }

  private static boolean buttons(DeviceConfig config) throws RigFileException {
    return config.flag("buttons", true);
  }
}
