package dev.handloom.device.driver.dynamixel;

import dev.handloom.device.driver.bus.Crc16;
import dev.handloom.device.driver.bus.Framing;
import dev.handloom.device.driver.bus.Roster;

/// `FF FF FD 00 id length(2) … crc(2)`.
final class DynamixelFraming implements Framing {
  static final int HEADER = 7;
  static final int EVERYBODY = 0xFE;

  /// A fast sync read of everybody, ten bytes each, with error, id and check.
  static final int LONGEST = HEADER + 1 + Roster.MOST * 14;

  private static final byte[] BEGINNING = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFD, 0};

  /// The instruction and the check.
  private static final int LEAST_LENGTH = 3;

  @Override
  public int length(byte[] bytes, int from, int held) {
    for (int i = 0; i < Math.min(held, BEGINNING.length); i++) {
      if (bytes[from + i] != BEGINNING[i]) {
        return NONE;
      }
    }
    if (held > 4 && (bytes[from + 4] & 0xFF) > EVERYBODY) {
      return NONE;
    }
    if (held < HEADER) {
      return MORE;
    }
    int length = (bytes[from + 5] & 0xFF) | (bytes[from + 6] & 0xFF) << 8;
    return length < LEAST_LENGTH || HEADER + length > LONGEST ? NONE : HEADER + length;
  }

  @Override
  public boolean intact(byte[] bytes, int from, int length) {
    int crc = (bytes[from + length - 2] & 0xFF) | (bytes[from + length - 1] & 0xFF) << 8;
    return crc == Crc16.dynamixel(bytes, from, from + length - 2);
  }

  @Override
  public int longest() {
    return LONGEST;
  }
}
