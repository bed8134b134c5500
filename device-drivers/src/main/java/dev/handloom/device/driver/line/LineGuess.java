package dev.handloom.device.driver.line;

import dev.handloom.device.driver.Likeness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the lines of an unknown device may mean.
final class LineGuess {
  private static final char[] SEPARATORS = {',', ';', '\t', ' ', '|', '&', '/'};

  /// Fewer lines say nothing of a clock.
  private static final int ENOUGH = 3;

  /// A step of a clock in microseconds at 1000 samples a second; in milliseconds few devices are so
  /// slow.
  private static final double MICROS_STEP = 900;

  /// A clock's steps are within so much of their mean.
  private static final double STEADY = 0.5;

  private static final double BELIEF_PLAIN = 0.5;
  private static final double BELIEF_8_BITS = 0.9;
  private static final double BELIEF_16_BITS = 0.98;

  private LineGuess() {}

  static Likeness of(byte[] bytes) {
    List<byte[]> lines = lines(bytes);
    Checksum checksum = checksum(lines);
    int good = 0;
    int explained = 0;
    char separator = 0;
    List<double[]> rows = new ArrayList<>();
    for (char candidate : SEPARATORS) {
      List<double[]> found = rows(lines, checksum, candidate);
      if (found.size() > good || (found.size() == good && good > 0 && wider(found, rows))) {
        good = found.size();
        separator = candidate;
        rows = found;
      }
    }
    if (rows.isEmpty()) {
      return Likeness.NONE;
    }
    for (byte[] line : lines) {
      explained +=
          row(line, checksum, separator, rows.getFirst().length) == null ? 0 : line.length + 1;
    }
    double most =
        switch (checksum) {
          case NONE -> BELIEF_PLAIN;
          case CRC16 -> BELIEF_16_BITS;
          case XOR, SUM8, NMEA -> BELIEF_8_BITS;
        };
    return Likeness.frames(good, explained, bytes.length, most, words(rows, separator, checksum));
  }

  private static boolean wider(List<double[]> found, List<double[]> than) {
    return than.isEmpty() || found.getFirst().length > than.getFirst().length;
  }

  /// The lines that are whole: neither the first nor what comes after the last line end.
  private static List<byte[]> lines(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    int begun = -1;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (begun >= 0) {
          int end = i > begun && bytes[i - 1] == '\r' ? i - 1 : i;
          lines.add(Arrays.copyOfRange(bytes, begun, end));
        }
        begun = i + 1;
      }
    }
    return lines;
  }

  /// The check that all lines bear which have a `*`, but for one of ten.
  private static Checksum checksum(List<byte[]> lines) {
    for (Checksum candidate :
        new Checksum[] {Checksum.CRC16, Checksum.NMEA, Checksum.XOR, Checksum.SUM8}) {
      long good =
          lines.stream().filter(line -> candidate.contentEnd(line, line.length) > 0).count();
      if (good >= ENOUGH && good >= 0.9 * lines.size()) {
        return candidate;
      }
    }
    return Checksum.NONE;
  }

  /// The lines that have as many numbers as most.
  private static List<double[]> rows(List<byte[]> lines, Checksum checksum, char separator) {
    List<double[]> all = new ArrayList<>();
    int[] widths = new int[65];
    for (byte[] line : lines) {
      double[] row = row(line, checksum, separator, 0);
      if (row != null && row.length < widths.length) {
        all.add(row);
        widths[row.length]++;
      }
    }
    int width = 0;
    for (int w = 1; w < widths.length; w++) {
      width = widths[w] > widths[width] ? w : width;
    }
    int usual = width;
    return all.stream().filter(row -> row.length == usual).toList();
  }

  private static double @Nullable [] row(
      byte[] line, Checksum checksum, char separator, int width) {
    int end = checksum.contentEnd(line, line.length);
    if (end <= 0) {
      return null;
    }
    String[] fields =
        Pattern.compile(Pattern.quote(String.valueOf(separator)))
            .split(new String(line, 0, end, StandardCharsets.ISO_8859_1), -1);
    double[] row = new double[fields.length];
    Decimal number = new Decimal();
    int from = checksum == Checksum.NMEA ? 1 : 0;
    for (int i = from; i < fields.length; i++) {
      String field = fields[i].strip();
      int label = Math.max(field.indexOf(':'), field.indexOf('='));
      byte[] text = field.substring(label + 1).strip().getBytes(StandardCharsets.ISO_8859_1);
      if (text.length == 0 || number.read(text, 0, text.length) != text.length) {
        return null;
      }
      row[i] = number.value();
    }
    return (width > 0 && row.length != width) || row.length == from ? null : row;
  }

  private static String words(List<double[]> rows, char separator, Checksum checksum) {
    int width = rows.getFirst().length;
    List<String> columns = new ArrayList<>();
    int values = 0;
    for (int c = 0; c < width; c++) {
      String known = known(rows, c, checksum);
      boolean taken = columns.contains(known) && !known.equals("-");
      columns.add(known.isEmpty() || taken ? "value" + ++values : known);
    }
    String between =
        switch (separator) {
          case '\t' -> "tab";
          case ' ' -> "space";
          default -> String.valueOf(separator);
        };
    return "lines of "
        + width
        + (width == 1 ? " number" : " numbers with " + between + " between them")
        + (checksum == Checksum.NONE
            ? ""
            : " and a good " + checksum.name().toLowerCase(Locale.ROOT) + " checksum")
        + " (columns may be "
        + String.join(",", columns)
        + ")";
  }

  /// A column that is no value: a clock, a count, the name of a sentence.
  private static String known(List<double[]> rows, int column, Checksum checksum) {
    if (checksum == Checksum.NMEA && column == 0) {
      return "-";
    }
    if (rows.size() < ENOUGH) {
      return "";
    }
    double first = rows.getFirst()[column];
    double mean = (rows.getLast()[column] - first) / (rows.size() - 1);
    boolean ones = true;
    for (int r = 1; r < rows.size(); r++) {
      double step = rows.get(r)[column] - rows.get(r - 1)[column];
      if (!(step > 0) || Math.abs(step - mean) > STEADY * mean || first < 0) {
        return "";
      }
      ones &= step == 1;
    }
    return ones ? "seq" : mean >= MICROS_STEP ? "t_us" : mean < 1 ? "t_s" : "t_ms";
  }
}
