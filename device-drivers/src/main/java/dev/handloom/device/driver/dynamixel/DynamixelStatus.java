package dev.handloom.device.driver.dynamixel;

import dev.handloom.device.driver.bus.FrameFinder;

/// The answer of one servo, its stuffing taken out.
final class DynamixelStatus {
  private static final int STATUS = 0x55;
  private static final int INSTRUCTION = DynamixelFraming.HEADER;
  private static final int CHECK_BYTES = 2;

  private final byte[] parameters = new byte[DynamixelFraming.LONGEST];
  private int id;
  private int error;
  private int count;

  /// Reads a frame; false if it is no answer.
  boolean read(FrameFinder frame) {
    int end = frame.length() - CHECK_BYTES;
    if (frame.at(INSTRUCTION) != STATUS || end < INSTRUCTION + 2) {
      return false;
    }
    id = frame.at(4);
    error = frame.at(INSTRUCTION + 1);
    count = 0;
    // Of FF FF FD how much has just been seen; the error byte may be its beginning.
    int seen = error == 0xFF ? 1 : 0;
    for (int i = INSTRUCTION + 2; i < end; i++) {
      int b = frame.at(i);
      if (seen == 3) {
        seen = 0;
        if (b == 0xFD) {
          continue;
        }
      }
      seen = b == 0xFF ? Math.min(2, seen + 1) : seen == 2 && b == 0xFD ? 3 : 0;
      parameters[count++] = (byte) b;
    }
    return true;
  }

  int id() {
    return id;
  }

  /// Bit 7 says that the hardware has something to say.
  int error() {
    return error;
  }

  int count() {
    return count;
  }

  byte[] parameters() {
    return parameters;
  }

  int at(int index) {
    return parameters[index] & 0xFF;
  }

  int word(int index) {
    return at(index) | at(index + 1) << 8;
  }
}
