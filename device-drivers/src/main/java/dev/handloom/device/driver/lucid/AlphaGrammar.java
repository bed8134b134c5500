package dev.handloom.device.driver.lucid;

/// The alpha encoding: `packet := item*`, `item := key digits?`, `key := [A-Z] | '(' [A-Z]+ ')'`.
/// Allocates nothing after it is made.
final class AlphaGrammar {
  private final int most;
  private final GloveReading reading;
  private byte[] line = new byte[0];
  private int at;
  private int end;
  private boolean aboveMost;

  AlphaGrammar(int most, GloveReading reading) {
    this.most = most;
    this.reading = reading;
  }

  /// Reads from one place of a line to its end; false if that is no packet. A key that is said
  /// twice means that the line lost its end and the next has joined it.
  boolean parse(byte[] bytes, int from, int to) {
    line = bytes;
    at = from;
    end = to;
    aboveMost = false;
    reading.clear();
    while (at < end) {
      if (!item()) {
        return false;
      }
    }
    return true;
  }

  /// Whether the line failed because a number was larger than an analogue value can be.
  boolean aboveMost() {
    return aboveMost;
  }

  private boolean item() {
    byte c = line[at++];
    if (letter(c)) {
      return single((char) c, digits());
    }
    if (c != '(') {
      return false;
    }
    int from = at;
    while (at < end && letter(line[at])) {
      at++;
    }
    int letters = at - from;
    if (letters == 0 || at == end || line[at] != ')') {
      return false;
    }
    at++;
    return bracketed(from, letters, digits());
  }

  private boolean single(char key, int value) {
    if (key == 'Z') {
      reading.info();
      return true;
    }
    // Switches are their key alone; an analogue without a number has lost it.
    if (value == GloveReading.MISSING && !isSwitch(key)) {
      return false;
    }
    return within(value, key == 'P' ? most + GloveReading.TRIGGER_EXCESS : most)
        && reading.put(key, Math.max(0, value));
  }

  private boolean bracketed(int from, int letters, int value) {
    char first = (char) line[from];
    if (first == 'Z') {
      about(letters == 2 ? (char) line[from + 1] : ' ', value);
      return true;
    }
    int finger = first - 'A';
    if (finger >= GloveReading.FINGERS || letters < 2) {
      // Whatever may come later.
      return true;
    }
    if (value == GloveReading.MISSING || !within(value, most)) {
      return false;
    }
    if (letters == 2 && line[from + 1] == 'B') {
      return reading.putSplay(finger, value);
    }
    if (letters == 3 && line[from + 1] == 'A' && line[from + 2] - 'A' < GloveReading.JOINTS) {
      return reading.putJoint(finger, line[from + 2] - 'A', value);
    }
    return true;
  }

  private void about(char what, int value) {
    switch (what) {
      case 'V' -> reading.firmware(value);
      case 'H' -> reading.hand(value);
      default -> reading.info();
    }
  }

  private boolean within(int value, int limit) {
    boolean good = value <= limit;
    aboveMost |= !good;
    return good;
  }

  private int digits() {
    int from = at;
    int value = 0;
    while (at < end && line[at] >= '0' && line[at] <= '9') {
      value = Math.min(10 * value + line[at] - '0', 10_000_000);
      at++;
    }
    return at == from ? GloveReading.MISSING : value;
  }

  static boolean letter(byte c) {
    return c >= 'A' && c <= 'Z';
  }

  /// H to O: joystick and trigger clicks, A, B, grab, pinch, menu, calibrate.
  private static boolean isSwitch(char c) {
    return c >= 'H' && c <= 'O';
  }
}
