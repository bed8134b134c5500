package dev.handloom.device.driver.homunculus;

/// Takes lines of numbers apart, byte by byte. Allocates nothing after it is made.
final class NumberLines {
  /// What a byte has brought about.
  enum Outcome {
    /// Nothing yet.
    MORE,
    /// A line is complete; its numbers can be read until the next byte.
    LINE,
    /// A line ended that was none, or not all of one.
    BAD
  }

  private static final int LONGEST_LINE = 512;
  private static final int MOST_DIGITS = 5;

  private final Layout layout;
  private final int[] numbers;
  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private int lastLength;
  private boolean tooLong;
  private boolean inStep;
  private int at;

  NumberLines(Layout layout) {
    this.layout = layout;
    numbers = new int[layout.numbers()];
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
    boolean empty = length == 0 || (length == 1 && line[0] == '\r');
    boolean good = inStep && !tooLong && !empty && parse();
    // Where the first line began nobody knows.
    boolean ignored = empty || !inStep;
    inStep = true;
    lastLength = length;
    length = 0;
    tooLong = false;
    return good ? Outcome.LINE : ignored ? Outcome.MORE : Outcome.BAD;
  }

  int number(int index) {
    return numbers[index];
  }

  /// The line just completed, good or bad, until the next byte.
  byte[] line() {
    return line;
  }

  /// How much of [#line] it is.
  int lineLength() {
    return lastLength;
  }

  private boolean parse() {
    at = 0;
    int count = 0;
    skipSpaces();
    while (at < length) {
      if (count < numbers.length) {
        if (!take(count)) {
          return false;
        }
      } else if (!layout.more()) {
        return false;
      } else {
        skipWord();
      }
      count++;
      skipSpaces();
    }
    return count >= numbers.length;
  }

  private boolean take(int index) {
    boolean negative = line[at] == '-';
    int from = negative ? at + 1 : at;
    int value = 0;
    for (at = from; at < length && line[at] >= '0' && line[at] <= '9'; at++) {
      value = 10 * value + line[at] - '0';
      if (at - from == MOST_DIGITS) {
        return false;
      }
    }
    if (at == from || (at < length && !space(line[at]))) {
      return false;
    }
    numbers[index] = negative ? -value : value;
    return numbers[index] >= layout.low(index) && numbers[index] <= layout.high(index);
  }

  private void skipSpaces() {
    while (at < length && space(line[at])) {
      at++;
    }
  }

  private void skipWord() {
    while (at < length && !space(line[at])) {
      at++;
    }
  }

  private static boolean space(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }
}
