package dev.handloom.device.driver.line;

import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the lines of one device look, read from its settings.
///
/// @param ticks how the time column counts; null without one
record LineFormat(
    String stream,
    List<Column> columns,
    List<Channel> channels,
    char separator,
    Checksum checksum,
    @Nullable DeviceTicks ticks,
    double nominalHz) {
  private static final List<String> FIXED =
      List.of("columns", "stream", "separator", "checksum", "time_bits", "rate_hz");
  private static final List<String> PER_COLUMN = List.of("unit", "scale", "low", "high");
  private static final int MOST_COLUMNS = 64;

  LineFormat {
    columns = List.copyOf(columns);
    channels = List.copyOf(channels);
  }

  static LineFormat of(DeviceConfig config) throws RigFileException {
    String[] names = config.setting("columns", "").split(",");
    if (names.length > MOST_COLUMNS) {
      throw config.wrong("columns", "names more than " + MOST_COLUMNS + " columns");
    }
    List<Column> columns = new ArrayList<>();
    List<Channel> channels = new ArrayList<>();
    Set<String> known = new HashSet<>(FIXED);
    Set<String> seen = new HashSet<>();
    DeviceTicks ticks = null;
    for (String column : names) {
      String name = column.strip();
      if (!name.equals("-") && !seen.add(name)) {
        throw config.wrong("columns", "names the column " + name + " twice");
      }
      switch (name) {
        case "-" -> columns.add(new Column.Skipped());
        case "seq" -> columns.add(new Column.Sequence());
        case "t_ms", "t_us" -> {
          if (ticks != null) {
            throw config.wrong("columns", "has two time columns");
          }
          columns.add(new Column.Time());
          ticks =
              new DeviceTicks(
                  config.whole("time_bits", 32, 16, 63), name.equals("t_us") ? 1_000_000 : 1000);
        }
        default -> {
          if (!name.matches("[a-z][a-z0-9_]*")) {
            throw config.wrong(
                "columns",
                "must list columns as t_us,seq,width; this is no name for one: \"" + name + "\"");
          }
          PER_COLUMN.forEach(part -> known.add(name + "." + part));
          columns.add(new Column.Value(channels.size(), scale(config, name)));
          channels.add(channel(config, name));
        }
      }
    }
    if (channels.isEmpty()) {
      throw config.wrong("columns", "names no channel, only time and count");
    }
    config.onlyKnows(known);
    return new LineFormat(
        stream(config),
        columns,
        channels,
        separator(config),
        checksum(config),
        ticks,
        config.rateHz("rate_hz", 100));
  }

  private static String stream(DeviceConfig config) throws RigFileException {
    String name = config.setting("stream", "signal");
    if (!name.matches("[a-z0-9]++(-[a-z0-9]++)*+")) {
      throw config.wrong("stream", "must be lower-case words joined by -, not \"" + name + "\"");
    }
    return name;
  }

  private static double scale(DeviceConfig config, String name) throws RigFileException {
    double scale = config.number(name + ".scale", 1);
    if (scale == 0 || !Double.isFinite(scale)) {
      throw config.wrong(name + ".scale", "must be a number other than 0");
    }
    return scale;
  }

  private static Channel channel(DeviceConfig config, String name) throws RigFileException {
    double low = config.number(name + ".low", 0);
    double high = config.number(name + ".high", low < 1 ? 1 : low + 1);
    if (!(low < high)) {
      throw config.wrong(name + ".high", "must be above " + name + ".low, which is " + low);
    }
    return new Channel(name, unit(config, name), low, high);
  }

  private static Unit unit(DeviceConfig config, String name) throws RigFileException {
    String setting = name + ".unit";
    String text = config.setting(setting, Unit.COUNT.sign());
    List<String> signs = new ArrayList<>();
    for (Unit unit : Unit.values()) {
      if (unit.sign().equals(text) || unit.name().toLowerCase(Locale.ROOT).equals(text)) {
        return unit;
      }
      signs.add(unit.sign().isEmpty() ? "none" : unit.sign());
    }
    throw config.wrong(setting, "must be one of " + String.join(", ", signs) + ", not " + text);
  }

  private static char separator(DeviceConfig config) throws RigFileException {
    String text = config.setting("separator", ",");
    if (text.equals("tab")) {
      return '\t';
    }
    if (text.equals("space")) {
      return ' ';
    }
    if (text.length() != 1 || text.matches("[-+.0-9eE*\\r\\n]") || text.charAt(0) > '~') {
      throw config.wrong(
          "separator", "must be one character such as , or ; or the word tab or space");
    }
    return text.charAt(0);
  }

  private static Checksum checksum(DeviceConfig config) throws RigFileException {
    return switch (config.setting("checksum", "none")) {
      case "none" -> Checksum.NONE;
      case "xor" -> Checksum.XOR;
      case "sum8" -> Checksum.SUM8;
      default ->
          throw config.wrong(
              "checksum", "must be none, xor or sum8, not " + config.setting("checksum", ""));
    };
  }
}
