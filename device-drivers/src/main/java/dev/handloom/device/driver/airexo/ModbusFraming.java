package dev.handloom.device.driver.airexo;

import dev.handloom.device.driver.bus.Crc16;
import dev.handloom.device.driver.bus.Framing;

/// Answers to a read of one register, refusals, and the echo of the question. They have no
/// beginning of their own: the check tells.
final class ModbusFraming implements Framing {
  static final int READ = 0x03;
  static final int REFUSED = 0x83;
  static final int HIGHEST_ID = 247;
  static final int ANSWER_BYTES = 7;
  static final int QUESTION_BYTES = 8;
  static final int REFUSAL_BYTES = 5;

  private static final int DATA_BYTES = 2;

  @Override
  public int length(byte[] bytes, int from, int held) {
    int id = bytes[from] & 0xFF;
    if (id < 1 || id > HIGHEST_ID) {
      return NONE;
    }
    if (held < 2) {
      return MORE;
    }
    int function = bytes[from + 1] & 0xFF;
    if (function == REFUSED) {
      return REFUSAL_BYTES;
    }
    if (function != READ) {
      return NONE;
    }
    if (held < 3) {
      return MORE;
    }
    return switch (bytes[from + 2]) {
      case DATA_BYTES -> ANSWER_BYTES;
      // The high byte of the register's address.
      case 0 -> QUESTION_BYTES;
      default -> NONE;
    };
  }

  @Override
  public boolean intact(byte[] bytes, int from, int length) {
    int crc = (bytes[from + length - 2] & 0xFF) | (bytes[from + length - 1] & 0xFF) << 8;
    return crc == Crc16.modbus(bytes, from, from + length - 2);
  }

  @Override
  public int longest() {
    return QUESTION_BYTES;
  }
}
