package dev.handloom.app.gripper;

import java.nio.ByteBuffer;

/// Colours to brightness.
final class Grey {
  /// Shares of blue, green and red in brightness, of 256 (BT.601).
  private static final int BLUE = 29;

  private static final int GREEN = 150;
  private static final int RED = 77;

  private Grey() {}

  static void of(ByteBuffer bgra, byte[] into) {
    for (int i = 0; i < into.length; i++) {
      int at = 4 * i;
      into[i] =
          (byte)
              ((BLUE * (bgra.get(at) & 0xFF)
                      + GREEN * (bgra.get(at + 1) & 0xFF)
                      + RED * (bgra.get(at + 2) & 0xFF)
                      + 128)
                  >> 8);
    }
  }
}
