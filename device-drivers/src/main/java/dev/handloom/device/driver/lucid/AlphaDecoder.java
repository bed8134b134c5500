package dev.handloom.device.driver.lucid;

import java.util.Arrays;

/// Takes the alpha encoding apart, byte by byte. Allocates nothing after it is made.
///
/// `packet := item* '\n'`, `item := key digits?`, `key := [A-Z] | '(' [A-Z]+ ')'`.
final class AlphaDecoder {
  /// What a byte has brought about.
  enum Outcome {
    /// Nothing yet.
    MORE,
    /// A packet is complete; its values can be read until the next byte.
    PACKET,
    /// A line ended that was no packet, or not all of one.
    BAD
  }

  static final int FINGERS = 5;
  static final int JOINTS = 4;

  /// The firmware's own buffer is 100 bytes; with per-joint keys other firmwares send up to 250.
  private static final int LONGEST_LINE = 512;

  private static final int MISSING = -1;

  private final int most;
  private final boolean wantsSplay;
  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private int lastLength;
  private boolean tooLong;
  private int at;

  private final int[] single = new int[26];
  private final int[] splay = new int[FINGERS];
  private final int[] joints = new int[FINGERS * JOINTS];

  /// @param most the largest analogue value: 4095 or 1023
  /// @param wantsSplay a packet without the splay of all five fingers has been cut short
  AlphaDecoder(int most, boolean wantsSplay) {
    this.most = most;
    this.wantsSplay = wantsSplay;
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
    return good ? Outcome.PACKET : empty ? Outcome.MORE : Outcome.BAD;
  }

  /// The line just completed, good or bad, until the next byte.
  byte[] line() {
    return line;
  }

  /// How much of [#line] it is.
  int lineLength() {
    return lastLength;
  }

  /// Curl of a finger: its own key's, or the mean of its joints.
  double curl(int finger) {
    if (single[finger] != MISSING) {
      return single[finger];
    }
    double sum = 0;
    int count = 0;
    for (int j = 0; j < JOINTS; j++) {
      int value = joints[finger * JOINTS + j];
      if (value != MISSING) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? MISSING : sum / count;
  }

  int splay(int finger) {
    return splay[finger];
  }

  /// An analogue of a single-letter key, or the given number if it was not reported.
  int analogue(char key, int otherwise) {
    int value = single[key - 'A'];
    return value == MISSING ? otherwise : value;
  }

  /// Whether the key of a switch was there.
  boolean pressed(char key) {
    return single[key - 'A'] != MISSING;
  }

  private boolean parse() {
    Arrays.fill(single, MISSING);
    Arrays.fill(splay, MISSING);
    Arrays.fill(joints, MISSING);
    at = 0;
    while (at < length) {
      if (!item()) {
        return false;
      }
    }
    for (int f = 0; f < FINGERS; f++) {
      if (curl(f) == MISSING || (wantsSplay && splay[f] == MISSING)) {
        return false;
      }
    }
    return true;
  }

  private boolean item() {
    byte c = line[at++];
    if (letter(c)) {
      int value = digits();
      // Switches are their key alone; an analogue without a number has lost it.
      if (value == MISSING && !isSwitch(c)) {
        return false;
      }
      if (value > most) {
        return false;
      }
      single[c - 'A'] = Math.max(0, value);
      return true;
    }
    if (c != '(') {
      return false;
    }
    int from = at;
    while (at < length && letter(line[at])) {
      at++;
    }
    int letters = at - from;
    if (letters == 0 || at == length || line[at] != ')') {
      return false;
    }
    at++;
    return bracketed(from, letters, digits());
  }

  private boolean bracketed(int from, int letters, int value) {
    int finger = line[from] - 'A';
    if (finger >= FINGERS || letters < 2) {
      // Firmware version, device type and whatever may come later.
      return true;
    }
    if (value == MISSING || value > most) {
      return false;
    }
    if (letters == 2 && line[from + 1] == 'B') {
      splay[finger] = value;
    } else if (letters == 3 && line[from + 1] == 'A' && line[from + 2] - 'A' < JOINTS) {
      joints[finger * JOINTS + line[from + 2] - 'A'] = value;
    }
    return true;
  }

  private int digits() {
    int from = at;
    int value = 0;
    while (at < length && line[at] >= '0' && line[at] <= '9') {
      value = Math.min(10 * value + line[at] - '0', 10_000_000);
      at++;
    }
    return at == from ? MISSING : value;
  }

  private static boolean letter(byte c) {
    return c >= 'A' && c <= 'Z';
  }

  /// H to O: joystick and trigger clicks, A, B, grab, pinch, menu, calibrate.
  private static boolean isSwitch(byte c) {
    return c >= 'H' && c <= 'O';
  }
}
