package dev.handloom.device.driver.joycon;

/// An input report of a Joy-Con or Pro Controller. Allocates nothing after it is made.
final class JoyReport {
  /// What a report is.
  enum Kind {
    /// State and motion.
    FULL,
    /// An answer to an order, with the state but without motion.
    ANSWER,
    /// A button was pressed and the controller is not in its full mode.
    SIMPLE,
    /// About the cable.
    CABLE,
    BAD
  }

  /// Over Bluetooth; by cable reports are longer, and some systems fill them up.
  static final int FULL_BYTES = 49;

  private static final int MOST_BYTES = 362;
  private static final int SIMPLE_BYTES = 12;
  private static final int FULL = 0x30;
  private static final int ANSWER = 0x21;
  private static final int SIMPLE = 0x3F;
  private static final int CABLE = 0x81;

  private static final int TIMER = 1;
  private static final int BATTERY = 2;
  private static final int MOST_BATTERY = 9;
  private static final int BUTTONS = 3;
  private static final int STICKS = 6;
  private static final int STICK_BYTES = 3;
  private static final int ACKNOWLEDGED = 13;
  private static final int ANSWERED = 14;
  private static final int ANSWER_DATA = 15;
  private static final int MOTION = 13;
  private static final int MOTION_BYTES = 12;

  static final int MOTIONS = 3;
  static final int MOTION_AXES = 6;

  private byte[] report = new byte[0];

  Kind accept(byte[] bytes, int length) {
    report = bytes;
    if (length < 2 || length > MOST_BYTES) {
      return Kind.BAD;
    }
    return switch (bytes[0] & 0xFF) {
      case FULL -> length >= FULL_BYTES && batteryLevel() <= MOST_BATTERY ? Kind.FULL : Kind.BAD;
      case ANSWER ->
          length >= FULL_BYTES && batteryLevel() <= MOST_BATTERY ? Kind.ANSWER : Kind.BAD;
      case SIMPLE -> length >= SIMPLE_BYTES ? Kind.SIMPLE : Kind.BAD;
      case CABLE -> Kind.CABLE;
      default -> Kind.BAD;
    };
  }

  int timer() {
    return report[TIMER] & 0xFF;
  }

  /// 0 empty, 2 critical, 4 low, 6 medium, 8 full; one more while it charges.
  int batteryLevel() {
    return (report[BATTERY] & 0xFF) >> 4;
  }

  /// A button by its bit in three bytes: 0 to 7 of the right hand, 8 to 15 of both, 16 to 23 of the
  /// left.
  boolean button(int bit) {
    return (report[BUTTONS + bit / 8] & (1 << (bit % 8))) != 0;
  }

  /// Twelve bits, growing to the right.
  int stickX(boolean left) {
    int at = STICKS + (left ? 0 : STICK_BYTES);
    return (report[at] & 0xFF) | ((report[at + 1] & 0xF) << 8);
  }

  /// Twelve bits, growing away from the person.
  int stickY(boolean left) {
    int at = STICKS + (left ? 0 : STICK_BYTES);
    return ((report[at + 1] & 0xFF) >> 4) | ((report[at + 2] & 0xFF) << 4);
  }

  /// @param which 0 is the oldest of three
  /// @param axis three of the accelerometer, then three of the gyroscope, as they come
  int motion(int which, int axis) {
    return number(report, MOTION + MOTION_BYTES * which + 2 * axis);
  }

  static int number(byte[] from, int at) {
    return (short) ((from[at] & 0xFF) | (from[at + 1] << 8));
  }

  /// Whether the answer is a yes.
  boolean acknowledged() {
    return report[ACKNOWLEDGED] < 0;
  }

  /// Which order it answers.
  int answered() {
    return report[ANSWERED] & 0xFF;
  }

  /// A byte of what the answer says.
  int answer(int at) {
    return report[ANSWER_DATA + at] & 0xFF;
  }

  /// Copies what the answer says.
  void answer(int from, byte[] into) {
    System.arraycopy(report, ANSWER_DATA + from, into, 0, into.length);
  }
}
