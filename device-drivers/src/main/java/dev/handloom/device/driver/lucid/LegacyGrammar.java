package dev.handloom.device.driver.lucid;

/// The encoding of the first gloves: 13 whole numbers joined by `&`. Five curls, joystick x and y,
/// and six switches as 0 or 1.
final class LegacyGrammar {
  /// Which key of the alpha encoding each number is.
  private static final char[] KEYS = {
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M'
  };

  private static final int ANALOGUES = 7;

  private final int most;
  private final GloveReading reading;
  private boolean aboveMost;

  LegacyGrammar(int most, GloveReading reading) {
    this.most = most;
    this.reading = reading;
  }

  /// Whether a line can only be one of these.
  static boolean begins(byte[] line, int length) {
    return length > 0 && line[0] >= '0' && line[0] <= '9';
  }

  /// Whether the line failed because a number was larger than an analogue value can be.
  boolean aboveMost() {
    return aboveMost;
  }

  boolean parse(byte[] line, int length) {
    reading.clear();
    aboveMost = false;
    int at = 0;
    for (int n = 0; n < KEYS.length; n++) {
      if (n > 0 && (at == length || line[at++] != '&')) {
        return false;
      }
      int from = at;
      int value = 0;
      while (at < length && line[at] >= '0' && line[at] <= '9') {
        value = Math.min(10 * value + line[at] - '0', 10_000_000);
        at++;
      }
      if (at == from || !within(value, n < ANALOGUES ? most : 1)) {
        return false;
      }
      if (n < ANALOGUES || value == 1) {
        reading.put(KEYS[n], value);
      }
    }
    return at == length;
  }

  private boolean within(int value, int limit) {
    boolean good = value <= limit;
    aboveMost |= !good && limit > 1;
    return good;
  }
}
