package dev.handloom.device.driver.dualsense;

/// An input report of a DualSense, whole or short. Allocates nothing after it is made.
final class PadReport {
  /// What a report is.
  enum Kind {
    /// Everything is in it.
    WHOLE,
    /// Over Bluetooth before the controller was asked for a feature report: no motion, no clock.
    SHORT,
    BAD
  }

  static final int USB_BYTES = 64;
  static final int BLUETOOTH_BYTES = 78;
  static final int SHORT_BYTES = 10;
  static final int ANALOGUES = 6;
  static final int MOTION_AXES = 6;

  private static final int USB_NUMBER = 0x01;
  private static final int BLUETOOTH_NUMBER = 0x31;

  // Offsets in the payload, which begins one byte after the number and two over Bluetooth.
  private static final int COUNT = 6;
  private static final int HAT_AND_SHAPES = 7;
  private static final int MOTION = 15;
  private static final int CLOCK = 27;
  private static final int TOUCHES = 32;
  private static final int TOUCH_BYTES = 4;
  private static final int BATTERY = 52;
  private static final int NO_HAT = 8;

  private final SonyCrc crc = new SonyCrc();
  private byte[] report = new byte[0];
  private int payload;
  private boolean bluetooth;

  Kind accept(byte[] bytes, int length) {
    report = bytes;
    if (length == USB_BYTES && bytes[0] == USB_NUMBER) {
      payload = 1;
      bluetooth = false;
    } else if (length == BLUETOOTH_BYTES && bytes[0] == BLUETOOTH_NUMBER) {
      if (!crc.good(SonyCrc.INPUT, bytes, length)) {
        return Kind.BAD;
      }
      payload = 2;
      bluetooth = true;
    } else {
      bluetooth = length == SHORT_BYTES && bytes[0] == USB_NUMBER;
      return bluetooth ? Kind.SHORT : Kind.BAD;
    }
    return Kind.WHOLE;
  }

  /// Which of the two outputs the controller understands.
  boolean bluetooth() {
    return bluetooth;
  }

  private int at(int offset) {
    return report[payload + offset] & 0xFF;
  }

  /// Left stick x and y, right stick x and y, L2, R2; 0 to 255.
  int analogue(int which) {
    return at(which);
  }

  /// The controller's count of its reports, 8 bits.
  int count() {
    return at(COUNT);
  }

  private int hat() {
    return at(HAT_AND_SHAPES) & 0xF;
  }

  /// Whether the cross of directions is pressed that way: 0 up, 1 right, 2 down, 3 left.
  boolean direction(int quarter) {
    int hat = hat();
    if (hat >= NO_HAT) {
      return false;
    }
    // Eighths clockwise from up; a way between two is both.
    int away = Math.floorMod(hat - 2 * quarter, 8);
    return away <= 1 || away == 7;
  }

  /// The buttons of the three bytes after the hat's four bits, in order: 0 is square.
  boolean button(int which) {
    int bit = which + 4;
    return (at(HAT_AND_SHAPES + bit / 8) & (1 << (bit % 8))) != 0;
  }

  /// Three of the gyroscope, then three of the accelerometer.
  int motion(int axis) {
    return (short) (at(MOTION + 2 * axis) | (at(MOTION + 2 * axis + 1) << 8));
  }

  /// The motion sensor's clock in thirds of a microsecond.
  long ticks() {
    long low = at(CLOCK) | (at(CLOCK + 1) << 8);
    long high = at(CLOCK + 2) | (at(CLOCK + 3) << 8);
    return low | (high << 16);
  }

  boolean touched(int finger) {
    return at(TOUCHES + TOUCH_BYTES * finger) < 0x80;
  }

  int touchX(int finger) {
    int from = TOUCHES + TOUCH_BYTES * finger;
    return at(from + 1) | ((at(from + 2) & 0xF) << 8);
  }

  int touchY(int finger) {
    int from = TOUCHES + TOUCH_BYTES * finger;
    return (at(from + 2) >> 4) | (at(from + 3) << 4);
  }

  /// Charge in tenths, 0 to 10.
  int batteryTenths() {
    return Math.min(10, at(BATTERY) & 0xF);
  }

  /// 0 discharging, 1 charging, 2 full, 10 and more a fault.
  int chargeState() {
    return at(BATTERY) >> 4;
  }
}
