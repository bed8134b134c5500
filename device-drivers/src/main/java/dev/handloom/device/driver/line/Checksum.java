package dev.handloom.device.driver.line;

/// The checks that small firmwares put after `*`, as hex digits.
enum Checksum {
  NONE(0),
  /// All bytes before the `*` XORed.
  XOR(2),
  /// All bytes before the `*` added, modulo 256.
  SUM8(2),
  /// As in NMEA sentences: the bytes between `$` and `*` XORed.
  NMEA(2),
  /// CRC-16/CCITT-FALSE of all bytes before the `*`: polynomial 0x1021 from 0xFFFF; of `123456789`
  /// it is 29B1.
  CRC16(4);

  private final int digits;

  Checksum(int digits) {
    this.digits = digits;
  }

  /// Where the line's content ends if its check is good; -1 if it is not.
  int contentEnd(byte[] line, int length) {
    if (this == NONE) {
      return length;
    }
    int end = length - digits - 1;
    if (end < 0 || line[end] != '*' || (this == NMEA && line[0] != '$')) {
      return -1;
    }
    int said = 0;
    for (int i = end + 1; i < length; i++) {
      int digit = Character.digit(line[i], 16);
      if (digit < 0) {
        return -1;
      }
      said = said << 4 | digit;
    }
    return said == of(line, this == NMEA ? 1 : 0, end) ? end : -1;
  }

  private int of(byte[] bytes, int from, int to) {
    int sum = this == CRC16 ? 0xFFFF : 0;
    for (int i = from; i < to; i++) {
      sum =
          switch (this) {
            case NONE -> 0;
            case XOR, NMEA -> sum ^ (bytes[i] & 0xFF);
            case SUM8 -> sum + bytes[i] & 0xFF;
            case CRC16 -> ccitt(sum, bytes[i]);
          };
    }
    return sum;
  }

  private static int ccitt(int sum, byte b) {
    int crc = sum ^ (b & 0xFF) << 8;
    for (int bit = 0; bit < 8; bit++) {
      crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
    }
    return crc & 0xFFFF;
  }
}
