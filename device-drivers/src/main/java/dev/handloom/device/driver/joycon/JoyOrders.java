package dev.handloom.device.driver.joycon;

import dev.handloom.device.link.HidLink;
import java.io.IOException;
import java.util.Arrays;

/// Writes orders and rumble.
final class JoyOrders {
  static final int DEVICE = 0x02;
  static final int REPORT_MODE = 0x03;
  static final int READ_MEMORY = 0x10;
  static final int PLAYER_LIGHTS = 0x30;
  static final int MOTION_ON = 0x40;
  static final int VIBRATION_ON = 0x48;
  static final int FULL_MODE = 0x30;

  private static final byte ORDER = 0x01;
  private static final byte RUMBLE = 0x10;
  private static final byte CABLE = (byte) 0x80;
  private static final int ORDER_BYTES = 49;
  private static final int RUMBLE_BYTES = 10;
  private static final int ORDER_AT = 10;

  /// Motors at rest, at 320 and 160 Hz.
  private static final byte[] REST = {0x00, 0x01, 0x40, 0x40, 0x00, 0x01, 0x40, 0x40};

  /// Steps of strength up to 1.0; what lies above can damage the motors.
  private static final int MOST_STEP = 100;

  private final HidLink link;
  private final byte[] report = new byte[ORDER_BYTES];
  private final byte[] motors = REST.clone();
  private int count;

  JoyOrders(HidLink link) {
    this.link = link;
  }

  /// An order with its arguments; answered by a report 0x21.
  void order(int order, int... arguments) throws IOException {
    begin(ORDER);
    report[ORDER_AT] = (byte) order;
    for (int i = 0; i < arguments.length; i++) {
      report[ORDER_AT + 1 + i] = (byte) arguments[i];
    }
    link.write(report, ORDER_BYTES);
  }

  /// Asks for a piece of memory.
  void read(int address, int length) throws IOException {
    order(READ_MEMORY, address & 0xFF, address >> 8, 0, 0, length);
  }

  /// What a Pro Controller wants to hear on its cable.
  void cable(int word) throws IOException {
    Arrays.fill(report, (byte) 0);
    report[0] = CABLE;
    report[1] = (byte) word;
    link.write(report, 2);
  }

  /// Sets how strong the motors are, 0 to 1 each, and says so.
  void rumble(double low, double high) throws IOException {
    int lowStep = step(low);
    int highStep = step(high);
    for (int side = 0; side < 2; side++) {
      motors[4 * side + 1] = (byte) (REST[1] + 2 * highStep);
      motors[4 * side + 2] = (byte) (REST[2] + (lowStep % 2 == 1 ? 0x80 : 0));
      motors[4 * side + 3] = (byte) (REST[3] + lowStep / 2);
    }
    rumble();
  }

  /// Says again what the motors are to do.
  void rumble() throws IOException {
    begin(RUMBLE);
    link.write(report, RUMBLE_BYTES);
  }

  private void begin(byte number) {
    Arrays.fill(report, (byte) 0);
    report[0] = number;
    report[1] = (byte) count;
    count = (count + 1) % 16;
    System.arraycopy(motors, 0, report, 2, motors.length);
  }

  /// The step of a strength, from a table that others measured: it doubles every 32 steps above
  /// 0.23, every 16 down to 0.117 and every 4 below.
  static int step(double strength) {
    double step;
    if (strength < 0.0079) {
      step = 0;
    } else if (strength < 0.1175) {
      step = 2 + 4 * log2(strength / 0.011823);
    } else if (strength < 0.23) {
      step = 16 + 16 * log2(strength / 0.117471);
    } else {
      step = 32 + 32 * log2(strength / 0.229908);
    }
    return (int) Math.clamp(Math.round(step), 0L, (long) MOST_STEP);
  }

  private static double log2(double of) {
    return Math.log(of) / Math.log(2);
  }
}
