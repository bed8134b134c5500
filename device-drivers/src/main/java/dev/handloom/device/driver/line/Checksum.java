package dev.handloom.device.driver.line;

/// The checks that small firmwares put after `*`, each two hex digits.
enum Checksum {
  NONE,
  /// All bytes XORed, as in NMEA sentences.
  XOR,
  /// All bytes added, modulo 256.
  SUM8;

  int of(byte[] bytes, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum = this == XOR ? sum ^ bytes[i] : sum + bytes[i];
    }
    return sum & 0xFF;
  }
}
