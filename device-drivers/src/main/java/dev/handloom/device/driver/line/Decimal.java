package dev.handloom.device.driver.line;

/// Reads a decimal number as small firmwares print them: sign, digits, a point, an exponent. No
/// hexadecimals, no `nan`. Allocates nothing after it is made.
final class Decimal {
  private static final int LARGEST_EXPONENT = 300;

  /// Ten to the power of this is the largest that a double holds exactly.
  private static final int MOST_DECIMALS = 22;

  private static final double[] TENTHS = new double[MOST_DECIMALS + 1];

  static {
    for (int i = 0; i < TENTHS.length; i++) {
      TENTHS[i] = Math.pow(10, i);
    }
  }

  private long digits;
  private int decimals;
  private int exponent;
  private boolean negative;

  /// Reads from a place; returns the place behind the number, or -1 if there is none.
  int read(byte[] line, int from, int end) {
    int at = from;
    negative = at < end && line[at] == '-';
    if (at < end && (line[at] == '-' || line[at] == '+')) {
      at++;
    }
    digits = 0;
    decimals = 0;
    exponent = 0;
    int count = 0;
    boolean point = false;
    for (; at < end; at++) {
      byte c = line[at];
      if (c == '.' && !point) {
        point = true;
      } else if (digit(c)) {
        int digit = c - '0';
        decimals += point ? 1 : 0;
        if (digits > (Long.MAX_VALUE - digit) / 10 || decimals > MOST_DECIMALS) {
          return -1;
        }
        digits = 10 * digits + digit;
        count++;
      } else {
        break;
      }
    }
    if (count == 0) {
      return -1;
    }
    return at < end && (line[at] == 'e' || line[at] == 'E') ? exponent(line, at + 1, end) : at;
  }

  private int exponent(byte[] line, int from, int end) {
    int at = from;
    boolean down = at < end && line[at] == '-';
    if (at < end && (line[at] == '-' || line[at] == '+')) {
      at++;
    }
    int first = at;
    for (; at < end && digit(line[at]); at++) {
      exponent = 10 * exponent + line[at] - '0';
      if (exponent > LARGEST_EXPONENT) {
        return -1;
      }
    }
    exponent = down ? -exponent : exponent;
    return at == first ? -1 : at;
  }

  private static boolean digit(byte c) {
    return c >= '0' && c <= '9';
  }

  double value() {
    double number = (negative ? -digits : digits) / TENTHS[decimals];
    if (exponent == 0) {
      return number;
    }
    int size = Math.abs(exponent);
    double power = size < TENTHS.length ? TENTHS[size] : Math.pow(10, size);
    return exponent < 0 ? number / power : number * power;
  }

  /// Whether it can be a counter: a whole number that is not negative.
  boolean isWhole() {
    return !negative && decimals == 0 && exponent == 0;
  }

  long whole() {
    return digits;
  }

  /// The number in units of so many digits after its point, finer ones left out; -1 if it is
  /// negative, has an exponent, or is too large.
  long scaled(int wantedDecimals) {
    if (negative || exponent != 0) {
      return -1;
    }
    long scaled = digits;
    for (int d = decimals; d < wantedDecimals; d++) {
      if (scaled > Long.MAX_VALUE / 10) {
        return -1;
      }
      scaled *= 10;
    }
    for (int d = decimals; d > wantedDecimals; d--) {
      scaled /= 10;
    }
    return scaled;
  }
}
