package dev.handloom.device.driver.dualsense;

import java.util.Arrays;

/// Makes output reports, each of which changes one thing and leaves the rest as it is.
final class PadOutput {
  static final int USB_BYTES = 48;
  static final int BLUETOOTH_BYTES = 78;

  private static final byte USB_NUMBER = 0x02;
  private static final byte BLUETOOTH_NUMBER = 0x31;

  /// The controller ignores Bluetooth reports without it.
  private static final byte BLUETOOTH_TAG = 0x10;

  // Flags that say what a report changes.
  private static final int RUMBLE = 0x01 | 0x02;
  private static final int RIGHT_TRIGGER = 0x04;
  private static final int LEFT_TRIGGER = 0x08;
  private static final int LIGHT_BAR = 0x04;
  private static final int PLAYER_LIGHTS = 0x10;

  // Offsets from the first flag on.
  private static final int FLAGS_0 = 0;
  private static final int FLAGS_1 = 1;
  private static final int RIGHT_MOTOR = 2;
  private static final int LEFT_MOTOR = 3;
  private static final int RIGHT_EFFECT = 10;
  private static final int LEFT_EFFECT = 21;
  private static final int PLAYERS = 43;
  private static final int RED = 44;

  /// A trigger that pushes back evenly from a place on; 0 is one that does not.
  private static final byte EVEN_RESISTANCE = 0x01;

  private final SonyCrc crc = new SonyCrc();
  private final byte[] report = new byte[BLUETOOTH_BYTES];
  private int count;
  private int body;
  private int length;

  private void begin(boolean bluetooth, int flags0, int flags1) {
    Arrays.fill(report, (byte) 0);
    if (bluetooth) {
      report[0] = BLUETOOTH_NUMBER;
      report[1] = (byte) (count << 4);
      report[2] = BLUETOOTH_TAG;
      count = (count + 1) % 16;
      body = 3;
      length = BLUETOOTH_BYTES;
    } else {
      report[0] = USB_NUMBER;
      body = 1;
      length = USB_BYTES;
    }
    put(FLAGS_0, flags0);
    put(FLAGS_1, flags1);
  }

  private void put(int offset, int value) {
    report[body + offset] = (byte) value;
  }

  private byte[] sealed() {
    if (length == BLUETOOTH_BYTES) {
      crc.seal(SonyCrc.OUTPUT, report, length);
    }
    return report;
  }

  /// The length of the report made last.
  int length() {
    return length;
  }

  /// @param low of the heavy motor on the left, 0 to 255
  /// @param high of the light motor on the right
  byte[] rumble(boolean bluetooth, int low, int high) {
    begin(bluetooth, RUMBLE, 0);
    put(LEFT_MOTOR, low);
    put(RIGHT_MOTOR, high);
    return sealed();
  }

  byte[] light(boolean bluetooth, int red, int green, int blue) {
    begin(bluetooth, 0, LIGHT_BAR);
    put(RED, red);
    put(RED + 1, green);
    put(RED + 2, blue);
    return sealed();
  }

  /// @param lights a bit for each of five, left to right
  byte[] players(boolean bluetooth, int lights) {
    begin(bluetooth, 0, PLAYER_LIGHTS);
    put(PLAYERS, lights);
    return sealed();
  }

  /// @param from where the trigger begins to push back, 0 to 255
  /// @param force 0 lets it go
  byte[] trigger(boolean bluetooth, boolean left, int from, int force) {
    begin(bluetooth, left ? LEFT_TRIGGER : RIGHT_TRIGGER, 0);
    int effect = left ? LEFT_EFFECT : RIGHT_EFFECT;
    if (force > 0) {
      put(effect, EVEN_RESISTANCE);
      put(effect + 1, from);
      put(effect + 2, force);
    }
    return sealed();
  }

  /// Both triggers are let go.
  byte[] letGo(boolean bluetooth) {
    begin(bluetooth, LEFT_TRIGGER | RIGHT_TRIGGER, 0);
    return sealed();
  }
}
