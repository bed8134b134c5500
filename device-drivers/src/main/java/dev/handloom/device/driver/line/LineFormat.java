package dev.handloom.device.driver.line;

import dev.handloom.device.driver.Setting;
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
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How the lines of one device look, read from its settings.
///
/// @param names of the columns, one each
/// @param ticks how the time column counts; null without one
record LineFormat(
    String stream,
    List<Column> columns,
    List<String> names,
    List<Channel> channels,
    char separator,
    Checksum checksum,
    @Nullable DeviceTicks ticks,
    int sequenceBits,
    double nominalHz) {
  static final Setting.Text COLUMNS =
      new Setting.Text(
          "columns",
          "",
          "[^\\r\\n]*",
          "columns as t_us,seq,width",
          "What stands on a line, in order: t_us, t_ms, t_ns or t_s is the device's time, seq its"
              + " count, - is skipped, every other word is a channel.");
  static final Setting.Text STREAM =
      new Setting.Text(
          "stream",
          "signal",
          Setting.Text.NAME,
          "lower-case words joined by -",
          "Name of the stream after the device's own.");
  static final Setting.Text SEPARATOR =
      new Setting.Text(
          "separator",
          ",",
          "tab|space|[!-~&&[^-+.0-9eE*]]",
          "one character such as , or ; or the word tab or space",
          "What stands between the columns.");
  static final Setting.Choice CHECKSUM =
      new Setting.Choice(
          "checksum",
          "none",
          List.of("none", "xor", "sum8", "nmea", "crc16"),
          "Check at the end of the line, after a *, as hex digits: all bytes before it XORed or"
              + " added, XORed from behind a $, or their CRC-16/CCITT-FALSE.");
  static final Setting.Whole TIME_BITS =
      new Setting.Whole(
          "time_bits",
          32,
          16,
          63,
          "bits",
          "After so many bits the device's time begins anew; of t_s and t_ns without it never.");
  static final Setting.Whole SEQUENCE_BITS =
      new Setting.Whole(
          "seq_bits", 32, 8, 62, "bits", "After so many bits the device's count begins anew.");
  static final Setting.Rate RATE = new Setting.Rate("rate_hz", 100, "Lines a second.");
  static final Setting.Choice UNIT =
      new Setting.Choice("*.unit", Unit.COUNT.sign(), unitWords(), "Unit of a channel.");
  static final Setting.Decimal SCALE =
      new Setting.Decimal(
          "*.scale", 1, -1e12, 1e12, "", "What a number on the line is multiplied by; not 0.");
  static final Setting.Decimal OFFSET =
      new Setting.Decimal(
          "*.offset", 0, -1e12, 1e12, "", "What is added to a number after it was scaled.");
  static final Setting.Decimal LOW =
      new Setting.Decimal("*.low", 0, -1e12, 1e12, "", "Least value of a channel, scaled.");

  /// Without it a channel reaches from its low to 1, or one above its low.
  static final Setting.Decimal HIGH =
      new Setting.Decimal("*.high", 1, -1e12, 1e12, "", "Greatest value of a channel, scaled.");

  static final List<Setting> SETTINGS =
      List.of(
          COLUMNS,
          UNIT,
          SCALE,
          OFFSET,
          LOW,
          HIGH,
          SEPARATOR,
          CHECKSUM,
          TIME_BITS,
          SEQUENCE_BITS,
          RATE,
          STREAM);

  private static final int MOST_COLUMNS = 64;
  private static final int MICRO_DIGITS = 6;
  private static final int ENDLESS_BITS = 63;

  LineFormat {
    columns = List.copyOf(columns);
    names = List.copyOf(names);
    channels = List.copyOf(channels);
  }

  static LineFormat of(DeviceConfig config) throws RigFileException {
    config.check(SETTINGS);
    String[] names = config.text(COLUMNS).split(",");
    if (names.length > MOST_COLUMNS) {
      throw config.wrong("columns", "names more than " + MOST_COLUMNS + " columns");
    }
    List<Column> columns = new ArrayList<>();
    List<Channel> channels = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    DeviceTicks ticks = null;
    List<String> labels = new ArrayList<>();
    for (String column : names) {
      String name = column.strip();
      labels.add(name);
      if (!name.equals("-") && !seen.add(name)) {
        throw config.wrong("columns", "names the column " + name + " twice");
      }
      switch (name) {
        case "-" -> columns.add(new Column.Skipped());
        case "seq" -> columns.add(new Column.Sequence());
        case "t_s", "t_ms", "t_us", "t_ns" -> {
          if (ticks != null) {
            throw config.wrong("columns", "has two time columns");
          }
          columns.add(new Column.Time(name.equals("t_s") ? MICRO_DIGITS : 0));
          ticks = ticks(config, name);
        }
        default -> {
          if (!name.matches("[a-z][a-z0-9_]*")) {
            throw config.wrong(
                "columns",
                "must list columns as t_us,seq,width; this is no name for one: \"" + name + "\"");
          }
          columns.add(
              new Column.Value(channels.size(), scale(config, name), config.number(OFFSET, name)));
          channels.add(channel(config, name));
        }
      }
    }
    if (channels.isEmpty()) {
      throw config.wrong("columns", "names no channel, only time and count");
    }
    for (String name : new TreeSet<>(config.settings().keySet())) {
      int dot = name.indexOf('.');
      if (dot > 0 && !seen.contains(name.substring(0, dot))) {
        throw config.wrong(name, "is about a column that \"columns\" does not name");
      }
    }
    return new LineFormat(
        config.text(STREAM),
        columns,
        labels,
        channels,
        separator(config),
        Checksum.valueOf(config.text(CHECKSUM).toUpperCase(Locale.ROOT)),
        ticks,
        config.whole(SEQUENCE_BITS),
        config.rateHz(RATE));
  }

  /// Seconds with a point are counted in microseconds.
  private static DeviceTicks ticks(DeviceConfig config, String name) throws RigFileException {
    boolean wraps = name.equals("t_ms") || name.equals("t_us") || config.says(TIME_BITS);
    long perSecond =
        switch (name) {
          case "t_ms" -> 1000;
          case "t_ns" -> 1_000_000_000;
          default -> 1_000_000;
        };
    return new DeviceTicks(wraps ? config.whole(TIME_BITS) : ENDLESS_BITS, perSecond);
  }

  private static double scale(DeviceConfig config, String name) throws RigFileException {
    double scale = config.number(SCALE, name);
    if (scale == 0) {
      throw config.wrong(name + ".scale", "must be a number other than 0");
    }
    return scale;
  }

  private static Channel channel(DeviceConfig config, String name) throws RigFileException {
    double low = config.number(LOW, name);
    boolean said = config.settings().containsKey(name + ".high");
    double high = said || low < 1 ? config.number(HIGH, name) : low + 1;
    if (!(low < high)) {
      throw config.wrong(name + ".high", "must be above " + name + ".low, which is " + low);
    }
    return new Channel(name, unit(config.text(UNIT, name)), low, high);
  }

  private static List<String> unitWords() {
    List<String> words = new ArrayList<>();
    for (Unit unit : Unit.values()) {
      String word = word(unit);
      if (!unit.sign().isEmpty() && !unit.sign().equals(word)) {
        words.add(unit.sign());
      }
      words.add(word);
    }
    return words;
  }

  private static String word(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  private static Unit unit(String text) {
    for (Unit unit : Unit.values()) {
      if (unit.sign().equals(text) || word(unit).equals(text)) {
        return unit;
      }
    }
    throw new IllegalArgumentException("No unit is called " + text);
  }

  private static char separator(DeviceConfig config) throws RigFileException {
    return switch (config.text(SEPARATOR)) {
      case "tab" -> '\t';
      case "space" -> ' ';
      case String one -> one.charAt(0);
    };
  }
}
