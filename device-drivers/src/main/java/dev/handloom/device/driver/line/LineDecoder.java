package dev.handloom.device.driver.line;

import dev.handloom.device.stream.Sample;
import java.nio.charset.StandardCharsets;

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

  /// A line that begins so is for people: a heading, what the firmware found at its start.
  private static final byte COMMENT = '#';

  private final Column[] columns;
  private final char separator;
  private final Checksum checksum;
  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private int lastLength;
  private boolean tooLong;
  private int at;
  private int end;

  private final Decimal number = new Decimal();
  private final byte[][] names;
  private final Counter counter;

  // The line just read.
  private final double[] values;
  private long ticks;
  private long rawSequence;
  private long sequence;

  LineDecoder(LineFormat format) {
    columns = format.columns().toArray(Column[]::new);
    separator = format.separator();
    checksum = format.checksum();
    values = new double[format.channels().size()];
    names = format.names().stream().map(LineDecoder::ascii).toArray(byte[][]::new);
    counter = new Counter(format.sequenceBits());
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
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
    boolean silent = length == 0 || line[0] == COMMENT;
    boolean good = !tooLong && !silent && parse();
    lastLength = length;
    length = 0;
    tooLong = false;
    return good ? Outcome.SAMPLE : silent ? Outcome.MORE : Outcome.BAD;
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
    end = checksum.contentEnd(line, length);
    if (end < 0) {
      return false;
    }
    ticks = Sample.NO_TICKS;
    rawSequence = NO_SEQUENCE;
    for (int c = 0; c < columns.length; c++) {
      if (c > 0 && (at == end || line[at++] != separator)) {
        return false;
      }
      if (!column(columns[c], names[c])) {
        return false;
      }
    }
    if (at != end) {
      return false;
    }
    sequence = rawSequence == NO_SEQUENCE ? NO_SEQUENCE : counter.count(rawSequence);
    return true;
  }

  private boolean column(Column column, byte[] name) {
    if (column instanceof Column.Skipped) {
      while (at < end && line[at] != separator) {
        at++;
      }
      return true;
    }
    skipSpaces();
    skipLabel(name);
    skipSpaces();
    at = number.read(line, at, end);
    if (at < 0) {
      return false;
    }
    skipSpaces();
    return switch (column) {
      case Column.Value value -> {
        values[value.channel()] = number.value() * value.scale() + value.offset();
        yield true;
      }
      case Column.Time time -> {
        ticks = time.decimals() > 0 || number.isWhole() ? number.scaled(time.decimals()) : -1;
        yield ticks >= 0;
      }
      case Column.Sequence count -> {
        rawSequence = number.whole();
        yield number.isWhole();
      }
      case Column.Skipped skipped -> true;
    };
  }

  /// A value may have its name before it: `width:12`, `width=12`.
  private void skipLabel(byte[] name) {
    int after = at + name.length;
    if (after >= end || (line[after] != ':' && line[after] != '=')) {
      return;
    }
    for (int i = 0; i < name.length; i++) {
      if (line[at + i] != name[i]) {
        return;
      }
    }
    at = after + 1;
  }

  private void skipSpaces() {
    while (separator != ' ' && at < end && line[at] == ' ') {
      at++;
    }
  }
}
