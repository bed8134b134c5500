package dev.handloom.device.driver.feetech;

import dev.handloom.device.driver.bus.FrameFinder;

/// The two families of registers.
enum FeetechSeries {
  /// STS and SMS: low byte first, 4096 steps a turn, sync read.
  STS(4096, true),
  /// SCS: high byte first, 1024 steps, no sync read.
  SCS(1024, false);

  /// Sign and magnitude: positions and speeds have the sign in bit 15, loads in bit 10.
  private static final int SIGN = 15;

  private static final int LOAD_SIGN = 10;

  final int steps;
  final boolean syncRead;

  FeetechSeries(int steps, boolean syncRead) {
    this.steps = steps;
    this.syncRead = syncRead;
  }

  /// A number of two bytes in a frame.
  int word(FrameFinder frame, int at) {
    int first = frame.at(at);
    int second = frame.at(at + 1);
    return this == STS ? first | second << 8 : first << 8 | second;
  }

  static int signed(int word) {
    return magnitude(word, SIGN);
  }

  static int load(int word) {
    return magnitude(word & 0x7FF, LOAD_SIGN);
  }

  private static int magnitude(int word, int sign) {
    int size = word & (1 << sign) - 1;
    return (word & 1 << sign) == 0 ? size : -size;
  }
}
