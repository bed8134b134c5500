package dev.handloom.device.sim.encoderboard;

/// Writes one frame of the board: the mark, the words, the sum over them and the time.
public final class BoardPacket {
  private static final int MARK = 0x0000_55AA;
  private static final double COUNTS_PER_VOLT = 0x7FFFFF / 5.0;

  private byte[] out = new byte[0];
  private int at;
  private int sum;

  /// Begins a frame.
  public BoardPacket begin(byte[] into) {
    out = into;
    at = 0;
    put(MARK);
    sum = 0;
    return this;
  }

  /// A word as it is.
  public BoardPacket word(int word) {
    put(word);
    sum += word;
    return this;
  }

  /// The conversion of a voltage.
  public BoardPacket volts(double volts) {
    return word((int) Math.rint(volts * COUNTS_PER_VOLT));
  }

  /// Ends it; returns its length.
  public int end(long deviceMicros) {
    put(sum << 16 | (int) (deviceMicros / 1000 & 0xFFFF));
    return at;
  }

  private void put(int word) {
    for (int shift = 0; shift < 32; shift += 8) {
      out[at++] = (byte) (word >>> shift);
    }
  }
}
