package dev.handloom.device.driver.bridge;

import dev.handloom.device.driver.Setting;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the messages of one bridge carry, read from its settings.
///
/// @param columns of a message of plain numbers, in order: a channel's index or [#SKIPPED]; of JSON
///   every channel once
/// @param scales what a value is multiplied by, one per channel
/// @param limited whether the rig file says what a channel can reach, one per channel
record BridgeFormat(
    String stream,
    List<Channel> channels,
    Map<String, Integer> index,
    int[] columns,
    double[] scales,
    boolean[] limited,
    Time time,
    boolean json,
    double nominalHz) {
  static final int SKIPPED = -1;

  /// Which field of a message is the device's time. It never wraps.
  enum Time {
    NONE("none", 0, 0),
    SECONDS("t_s", 1e6, 1_000_000),
    MILLIS("t_ms", 1e3, 1_000_000),
    MICROS("t_us", 1, 1_000_000),
    NANOS("t_ns", 1, 1_000_000_000);

    private static final int NEVER_WRAPS = 63;

    final String field;

    /// Seconds and milliseconds may have decimals and are kept as microseconds.
    final double toTicks;

    private final long ticksPerSecond;

    Time(String field, double toTicks, long ticksPerSecond) {
      this.field = field;
      this.toTicks = toTicks;
      this.ticksPerSecond = ticksPerSecond;
    }

    @Nullable DeviceTicks ticks() {
      return this == NONE ? null : new DeviceTicks(NEVER_WRAPS, ticksPerSecond);
    }

    private static Time of(String word) {
      for (Time time : values()) {
        if (time.field.equals(word)) {
          return time;
        }
      }
      throw new IllegalArgumentException("No such time: " + word);
    }
  }

  private static final String NAME = "[a-z][a-z0-9_]*+";

  static final Setting.Text CHANNELS =
      new Setting.Text(
          "channels",
          "",
          "(" + NAME + "|-)(\\s*+,\\s*+(" + NAME + "|-))*+",
          "names as index_mcp,index_pip",
          "Names of the values that are recorded; of plain numbers in their order, with - for one"
              + " that is not.");
  static final Setting.Choice UNIT =
      new Setting.Choice(
          "unit", "counts", unitWords(), "Unit of the values as the bridge sends them.");
  static final Setting.Decimal SCALE =
      new Setting.Decimal(
          "scale", 1, -1e12, 1e12, "", "What values are multiplied by to be of that unit; not 0.");
  static final Setting.Decimal LOW =
      new Setting.Decimal("low", 0, -1e12, 1e12, "", "Least value, as the bridge sends it.");
  static final Setting.Decimal HIGH =
      new Setting.Decimal("high", 1, -1e12, 1e12, "", "Greatest value, as the bridge sends it.");
  static final Setting.Choice UNIT_OF =
      new Setting.Choice("*.unit", "", unitWords(), "The same for one channel.");
  static final Setting.Decimal SCALE_OF =
      new Setting.Decimal("*.scale", 1, -1e12, 1e12, "", "The same for one channel.");
  static final Setting.Decimal LOW_OF =
      new Setting.Decimal("*.low", 0, -1e12, 1e12, "", "The same for one channel.");
  static final Setting.Decimal HIGH_OF =
      new Setting.Decimal("*.high", 1, -1e12, 1e12, "", "The same for one channel.");
  static final Setting.Choice TIME =
      new Setting.Choice(
          "time",
          "none",
          List.of("none", "t_s", "t_ms", "t_us", "t_ns"),
          "Which field of a message is the time of its measurement.");
  static final Setting.Choice FORM =
      new Setting.Choice(
          "form",
          "json",
          List.of("json", "numbers"),
          "JSON objects, or plain numbers with commas.");
  static final Setting.Rate RATE = new Setting.Rate("rate_hz", 100, "Messages a second.");
  static final Setting.Text STREAM =
      new Setting.Text(
          "stream",
          "signal",
          Setting.Text.NAME,
          "lower-case words joined by -",
          "Name of the stream after the device's own.");

  static final List<Setting> SETTINGS =
      List.of(
          CHANNELS, UNIT, SCALE, LOW, HIGH, UNIT_OF, SCALE_OF, LOW_OF, HIGH_OF, TIME, FORM, RATE,
          STREAM);

  private static final int MOST_CHANNELS = 512;
  private static final String DEGREES = "deg";
  private static final String MILLIMETRES = "mm";

  /// Takes any message of the JSON form: to find out whether something is a bridge.
  static final BridgeFormat ANY =
      new BridgeFormat(
          "any",
          List.of(),
          Map.of(),
          new int[0],
          new double[0],
          new boolean[0],
          Time.NONE,
          true,
          1);

  BridgeFormat {
    channels = List.copyOf(channels);
    index = Map.copyOf(index);
  }

  static BridgeFormat of(DeviceConfig config) throws RigFileException {
    config.check(SETTINGS);
    if (!config.says(CHANNELS)) {
      throw config.wrong("channels", "is missing; it lists the names that the bridge sends");
    }
    String[] names = config.text(CHANNELS).split(",");
    if (names.length > MOST_CHANNELS) {
      throw config.wrong("channels", "names more than " + MOST_CHANNELS);
    }
    boolean json = config.text(FORM).equals("json");
    Time time = Time.of(config.text(TIME));
    if (!json && time != Time.NONE) {
      throw config.wrong("time", "cannot be in a message of plain numbers; say none");
    }
    List<Channel> channels = new ArrayList<>();
    Map<String, Integer> index = new HashMap<>();
    int[] columns = new int[names.length];
    double[] scales = new double[names.length];
    boolean[] limited = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      String name = names[i].strip();
      columns[i] = SKIPPED;
      if (name.equals("-")) {
        continue;
      }
      int at = channels.size();
      if (index.put(name, at) != null) {
        throw config.wrong("channels", "names " + name + " twice");
      }
      columns[i] = at;
      double scale = scale(config, name);
      String word = unitWord(config, name);
      scales[at] = scale * toUnit(word);
      limited[at] = says(config, HIGH, HIGH_OF, name) || says(config, LOW, LOW_OF, name);
      channels.add(channel(config, name, unit(word), scales[at]));
    }
    if (channels.isEmpty()) {
      throw config.wrong("channels", "names no channel");
    }
    noOthers(config, index.keySet());
    return new BridgeFormat(
        config.text(STREAM),
        channels,
        index,
        columns,
        scales,
        limited,
        time,
        json,
        config.rateHz(RATE));
  }

  private static void noOthers(DeviceConfig config, Set<String> names) throws RigFileException {
    for (String setting : new TreeSet<>(config.settings().keySet())) {
      int dot = setting.indexOf('.');
      if (dot > 0 && !names.contains(setting.substring(0, dot))) {
        throw config.wrong(setting, "is about a channel that \"channels\" does not name");
      }
    }
  }

  private static boolean says(DeviceConfig config, Setting all, Setting one, String name) {
    return config.settings().containsKey(one.name().replace("*", name)) || config.says(all);
  }

  private static double number(
      DeviceConfig config, Setting.Decimal all, Setting.Decimal one, String name)
      throws RigFileException {
    return config.settings().containsKey(one.name().replace("*", name))
        ? config.number(one, name)
        : config.number(all);
  }

  private static double scale(DeviceConfig config, String name) throws RigFileException {
    double scale = number(config, SCALE, SCALE_OF, name);
    if (scale == 0) {
      boolean own = config.settings().containsKey(name + ".scale");
      throw config.wrong(own ? name + ".scale" : "scale", "must be a number other than 0");
    }
    return scale;
  }

  private static String unitWord(DeviceConfig config, String name) throws RigFileException {
    return config.settings().containsKey(name + ".unit")
        ? config.text(UNIT_OF, name)
        : config.text(UNIT);
  }

  private static Channel channel(DeviceConfig config, String name, Unit unit, double scale)
      throws RigFileException {
    double low = number(config, LOW, LOW_OF, name) * scale;
    double high = number(config, HIGH, HIGH_OF, name) * scale;
    double least = Math.min(low, high);
    double most = Math.max(low, high);
    if (!(least < most) || (scale > 0 && low > high)) {
      boolean own = config.settings().containsKey(name + ".high");
      throw config.wrong(own ? name + ".high" : "high", "must be above low for " + name);
    }
    return new Channel(name, unit, least, most);
  }

  private static List<String> unitWords() {
    Set<String> words = new HashSet<>();
    List<String> ordered = new ArrayList<>();
    for (Unit unit : Unit.values()) {
      for (String word : new String[] {unit.sign(), word(unit)}) {
        if (!word.isEmpty() && words.add(word)) {
          ordered.add(word);
        }
      }
    }
    ordered.add(DEGREES);
    ordered.add(MILLIMETRES);
    return ordered;
  }

  private static String word(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  private static Unit unit(String text) {
    return switch (text) {
      case DEGREES -> Unit.RADIAN;
      case MILLIMETRES -> Unit.METRE;
      default -> {
        for (Unit unit : Unit.values()) {
          if (unit.sign().equals(text) || word(unit).equals(text)) {
            yield unit;
          }
        }
        throw new IllegalArgumentException("No unit is called " + text);
      }
    };
  }

  private static double toUnit(String text) {
    return switch (text) {
      case DEGREES -> Math.PI / 180;
      case MILLIMETRES -> 1e-3;
      default -> 1;
    };
  }
}
