package dev.handloom.device.rig;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The newest of what came from a device and was no sample: enough to see what it was, bounded
/// however much comes.
public final class BadFrames {
  /// Frames that are kept.
  public static final int KEPT = 8;

  /// Bytes that are kept of each.
  public static final int MOST_BYTES = 64;

  /// A frame that was none.
  ///
  /// @param length how long it was; only its first [#MOST_BYTES] are here
  public record Frame(long arrivalNanos, byte[] bytes, int length) {
    /// As hexadecimal digits, and as text where it is text.
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      boolean readable = true;
      for (byte b : bytes) {
        readable &= b >= ' ' && b <= '~';
        text.append((char) (b >= ' ' && b <= '~' ? b : '.'));
      }
      String more = length > bytes.length ? "… (" + length + " bytes)" : "";
      return (readable
              ? "\"" + text + "\""
              : HexFormat.ofDelimiter(" ").formatHex(bytes) + "  " + text)
          + more;
    }
  }

  private final byte[][] bytes = new byte[KEPT][MOST_BYTES];
  private final int[] held = new int[KEPT];
  private final int[] lengths = new int[KEPT];
  private final long[] arrivals = new long[KEPT];
  private long count;

  synchronized void add(byte[] from, int offset, int length, long arrivalNanos) {
    int slot = (int) (count % KEPT);
    held[slot] = Math.min(length, MOST_BYTES);
    lengths[slot] = length;
    arrivals[slot] = arrivalNanos;
    System.arraycopy(from, offset, bytes[slot], 0, held[slot]);
    count++;
  }

  /// The newest, oldest first.
  public synchronized List<Frame> newest() {
    List<Frame> frames = new ArrayList<>();
    for (long n = Math.max(0, count - KEPT); n < count; n++) {
      int slot = (int) (n % KEPT);
      byte[] copy = new byte[held[slot]];
      System.arraycopy(bytes[slot], 0, copy, 0, copy.length);
      frames.add(new Frame(arrivals[slot], copy, lengths[slot]));
    }
    return frames;
  }
}
