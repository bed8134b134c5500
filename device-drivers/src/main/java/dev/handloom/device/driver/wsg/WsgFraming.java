package dev.handloom.device.driver.wsg;

import dev.handloom.device.driver.bus.Crc16;
import dev.handloom.device.driver.bus.Framing;

/// `AA AA AA command size(2) … crc(2)`.
final class WsgFraming implements Framing {
  static final int HEADER = 6;

  private static final byte PREAMBLE = (byte) 0xAA;
  private static final int PREAMBLE_BYTES = 3;
  private static final int CHECK_BYTES = 2;

  /// More than any answer to what is asked here.
  private static final int MOST_PAYLOAD = 64;

  @Override
  public int length(byte[] bytes, int from, int held) {
    for (int i = 0; i < Math.min(held, PREAMBLE_BYTES); i++) {
      if (bytes[from + i] != PREAMBLE) {
        return NONE;
      }
    }
    // No command has this number: it is the preamble that begins later.
    if (held > PREAMBLE_BYTES && bytes[from + PREAMBLE_BYTES] == PREAMBLE) {
      return NONE;
    }
    if (held < HEADER) {
      return MORE;
    }
    int size = (bytes[from + 4] & 0xFF) | (bytes[from + 5] & 0xFF) << 8;
    return size > MOST_PAYLOAD ? NONE : HEADER + size + CHECK_BYTES;
  }

  @Override
  public boolean intact(byte[] bytes, int from, int length) {
    return Crc16.wsg(bytes, from, from + length) == 0;
  }

  @Override
  public int longest() {
    return HEADER + MOST_PAYLOAD + CHECK_BYTES;
  }
}
