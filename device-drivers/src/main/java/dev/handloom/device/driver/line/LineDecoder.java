package dev.handloom.device.driver.line;

import dev.handloom.device.stream.Sample;

/// Takes lines apart, byte by byte. Allocates nothing after it is made.
final class LineDecoder {
  /// What a byte has brought about.
  enum Outcome {
    MORE,
    SAMPLE,
    BAD
  }

  /// The device does not count its samples, or the line is not complete.
  static final long NO_SEQUENCE = -1;

  private static final int LONGEST_LINE = 1024;

  /// A 64-bit integer holds every number of so many digits.
  private static final int MOST_DIGITS = 18;

  private static final double[] TENTHS = new double[MOST_DIGITS + 1];

  static {
    for (int i = 0; i < TENTHS.length; i++) {
      TENTHS[i] = Math.pow(10, i);
    }
  }

  private final Column[] columns;
  private final char separator;
  private final Checksum checksum;
  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private int lastLength;
  private boolean tooLong;
  private int at;
  private int end;

  // The number just read.
  private long digits;
  private int decimals;
  private boolean negative;

  // The line just read.
  private final double[] values;
  private long ticks;
  private long sequence;

  LineDecoder(LineFormat format) {
    columns = format.columns().toArray(Column[]::new);
    separator = format.separator();
    checksum = format.checksum();
    values = new double[format.channels().size()];
  }

  Outcome accept(byte b) {
    if (b != '\n') {
      if (length == LONGEST_LINE) {
        tooLong = true;
      } else {
        line[length++] = b;
      }
      return Outcome.MORE;
    }
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    boolean empty = length == 0;
    boolean good = !tooLong && !empty && parse();
    lastLength = length;
    length = 0;
    tooLong = false;
    return good ? Outcome.SAMPLE : empty ? Outcome.MORE : Outcome.BAD;
  }

  /// One number per channel of the sample just completed.
  double[] values() {
    return values;
  }

  /// The line just completed, good or bad, until the next byte.
  byte[] line() {
    return line;
  }

  /// How much of [#line] it is.
  int lineLength() {
    return lastLength;
  }

  /// As the device counts, or [Sample#NO_TICKS].
  long ticks() {
    return ticks;
  }

  /// As the device counts, or [#NO_SEQUENCE].
  long sequence() {
    return sequence;
  }

  private boolean parse() {
    at = 0;
    end = length;
    ticks = Sample.NO_TICKS;
    sequence = NO_SEQUENCE;
    if (checksum != Checksum.NONE && !checked()) {
      return false;
    }
    for (int c = 0; c < columns.length; c++) {
      if (c > 0 && (at == end || line[at++] != separator)) {
        return false;
      }
      if (!column(columns[c])) {
        return false;
      }
    }
    return at == end;
  }

  private boolean checked() {
    end = length - 3;
    if (end < 0 || line[end] != '*') {
      return false;
    }
    int high = Character.digit(line[end + 1], 16);
    int low = Character.digit(line[end + 2], 16);
    return high >= 0 && low >= 0 && checksum.of(line, 0, end) == (high << 4 | low);
  }

  private boolean column(Column column) {
    if (column instanceof Column.Skipped) {
      while (at < end && line[at] != separator) {
        at++;
      }
      return true;
    }
    if (!number()) {
      return false;
    }
    switch (column) {
      case Column.Value value ->
          values[value.channel()] =
              (negative ? -digits : digits) / TENTHS[decimals] * value.scale();
      case Column.Time time -> ticks = digits;
      case Column.Sequence count -> sequence = digits;
      case Column.Skipped skipped -> {}
    }
    boolean counter = !(column instanceof Column.Value);
    return !counter || (decimals == 0 && !negative);
  }

  /// A decimal number with spaces around it; no exponents, no hexadecimals.
  private boolean number() {
    skipSpaces();
    negative = at < end && line[at] == '-';
    if (at < end && (line[at] == '-' || line[at] == '+')) {
      at++;
    }
    digits = 0;
    decimals = 0;
    int count = 0;
    boolean point = false;
    for (; at < end; at++) {
      byte c = line[at];
      if (c == '.' && !point) {
        point = true;
      } else if (c >= '0' && c <= '9') {
        if (++count > MOST_DIGITS) {
          return false;
        }
        digits = 10 * digits + (c - '0');
        decimals += point ? 1 : 0;
      } else {
        break;
      }
    }
    skipSpaces();
    return count > 0;
  }

  private void skipSpaces() {
    while (separator != ' ' && at < end && line[at] == ' ') {
      at++;
    }
  }
}
