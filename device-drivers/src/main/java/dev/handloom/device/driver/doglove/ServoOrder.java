package dev.handloom.device.driver.doglove;

import dev.handloom.device.driver.bus.Crc16;

/// A sync write: the same number to an address of some servos. Nobody answers it.
final class ServoOrder {
  /// Addresses in the control table of the X series.
  static final int MODE = 11;

  static final int TORQUE = 64;
  static final int WATCHDOG = 98;
  static final int GOAL_CURRENT = 102;
  static final int GOAL_POSITION = 116;

  private static final int EVERYBODY = 0xFE;
  private static final int SYNC_WRITE = 0x83;
  private static final int FIRST_PARAMETER = 8;
  private static final byte[] BEGINNING = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFD, 0};

  private ServoOrder() {}

  static byte[] to(int address, int bytes, int value, int... ids) {
    int parameters = 4 + ids.length * (1 + bytes);
    byte[] packet = new byte[FIRST_PARAMETER + parameters + 2];
    System.arraycopy(BEGINNING, 0, packet, 0, BEGINNING.length);
    packet[4] = (byte) EVERYBODY;
    word(packet, 5, parameters + 3);
    packet[7] = SYNC_WRITE - 0x100;
    word(packet, FIRST_PARAMETER, address);
    word(packet, FIRST_PARAMETER + 2, bytes);
    int at = FIRST_PARAMETER + 4;
    for (int id : ids) {
      packet[at++] = (byte) id;
      for (int b = 0; b < bytes; b++) {
        packet[at++] = (byte) (value >> (8 * b));
      }
    }
    word(packet, at, Crc16.dynamixel(packet, 0, at));
    return packet;
  }

  private static void word(byte[] into, int at, int value) {
    into[at] = (byte) value;
    into[at + 1] = (byte) (value >> 8);
  }
}
