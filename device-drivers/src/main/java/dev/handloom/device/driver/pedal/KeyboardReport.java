package dev.handloom.device.driver.pedal;

/// A boot keyboard's report: which keys are down. Allocates nothing after it is made.
final class KeyboardReport {
  static final int BYTES = 8;
  private static final int FIRST_KEY = 2;

  /// Keys 1 to 3 are no keys: too many are down, or the keyboard is broken.
  private static final int LAST_ERROR = 3;

  private final int[] keys = new int[BYTES - FIRST_KEY];
  private int modifiers;

  /// Takes a report in; false if it is none, and what was known stays.
  boolean accept(byte[] report, int length) {
    if (length != BYTES || report[1] != 0) {
      return false;
    }
    for (int i = FIRST_KEY; i < BYTES; i++) {
      int key = report[i] & 0xFF;
      if ((key > 0 && key <= LAST_ERROR) || (key > 0 && again(report, i))) {
        return false;
      }
    }
    modifiers = report[0] & 0xFF;
    for (int i = FIRST_KEY; i < BYTES; i++) {
      keys[i - FIRST_KEY] = report[i] & 0xFF;
    }
    return true;
  }

  private static boolean again(byte[] report, int at) {
    for (int i = FIRST_KEY; i < at; i++) {
      if (report[i] == report[at]) {
        return true;
      }
    }
    return false;
  }

  /// Whether a key is down, by its number in the HID usage tables.
  boolean down(int key) {
    if (key >= Keys.FIRST_MODIFIER) {
      return (modifiers >> (key - Keys.FIRST_MODIFIER) & 1) != 0;
    }
    for (int held : keys) {
      if (held == key) {
        return true;
      }
    }
    return false;
  }

  /// The key at one of six places; 0 if there is none.
  int key(int place) {
    return keys[place];
  }

  int places() {
    return keys.length;
  }
}
