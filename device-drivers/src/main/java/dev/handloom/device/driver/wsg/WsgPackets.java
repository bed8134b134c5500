package dev.handloom.device.driver.wsg;

import dev.handloom.device.driver.bus.Crc16;

/// What is asked. All of it leaves the gripper as it is.
final class WsgPackets {
  static final int LEAVING = 0x07;
  static final int STATE = 0x40;
  static final int WIDTH = 0x43;
  static final int SPEED = 0x44;
  static final int FORCE = 0x45;
  static final int INFORMATION = 0x50;

  /// Of the script that answers everything at once.
  static final int QUERY = 0xB0;

  static final int LONGEST = WsgFraming.HEADER + 3 + 2;

  private WsgPackets() {}

  /// Writes a question, with as many zeros as it wants; returns its length. Zeros mean: once, and
  /// not again and again of its own accord.
  static int ask(byte[] into, int command) {
    int size =
        switch (command) {
          case STATE, WIDTH, SPEED, FORCE -> 3;
          case QUERY -> 1;
          default -> 0;
        };
    into[0] = (byte) 0xAA;
    into[1] = (byte) 0xAA;
    into[2] = (byte) 0xAA;
    into[3] = (byte) command;
    into[4] = (byte) size;
    into[5] = 0;
    for (int i = 0; i < size; i++) {
      into[WsgFraming.HEADER + i] = 0;
    }
    int end = WsgFraming.HEADER + size;
    int crc = Crc16.wsg(into, 0, end);
    into[end] = (byte) crc;
    into[end + 1] = (byte) (crc >> 8);
    return end + 2;
  }
}
