package dev.handloom.device.driver.feetech;

import dev.handloom.device.driver.bus.Framing;

/// `FF FF id length … sum`.
final class FeetechFraming implements Framing {
  private static final int HEADER = 4;

  /// The error byte and the sum are in every frame.
  private static final int LEAST_LENGTH = 2;

  /// As high as ids go; 254 is everybody, and in the echo of a question.
  private static final int EVERYBODY = 0xFE;

  private final int longest;

  /// @param longest frame that is of use, echoes of questions included
  FeetechFraming(int longest) {
    this.longest = longest;
  }

  @Override
  public int length(byte[] bytes, int from, int held) {
    if (bytes[from] != (byte) 0xFF || (held > 1 && bytes[from + 1] != (byte) 0xFF)) {
      return NONE;
    }
    // A third FF is the second of the next beginning.
    if (held > 2 && (bytes[from + 2] & 0xFF) > EVERYBODY) {
      return NONE;
    }
    if (held < HEADER) {
      return MORE;
    }
    int length = bytes[from + 3] & 0xFF;
    return length < LEAST_LENGTH || HEADER + length > longest ? NONE : HEADER + length;
  }

  @Override
  public boolean intact(byte[] bytes, int from, int length) {
    return bytes[from + length - 1] == FeetechPackets.sum(bytes, from, length);
  }

  @Override
  public int longest() {
    return longest;
  }
}
