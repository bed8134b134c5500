package dev.handloom.device.driver.encoderboard;

/// Finds frames of the board in whatever pieces they come. Allocates nothing after it is made.
public final class BoardDecoder {
  /// Where frames and complaints go.
  public interface Sink {
    /// A frame is whole and its sum is right; its words can be read until this returns.
    void frame(long arrivalNanos);

    /// Bytes that belong to no frame: once for each run of them, and for every [#LONGEST_RUN] of an
    /// endless one.
    void bad(byte[] bytes, int offset, int length, long arrivalNanos);
  }

  /// What the milliseconds of a frame count in.
  public static final int MILLIS_BITS = 16;

  /// A longer run of garbage is complained about piece by piece; longer than any frame, so that a
  /// frame that fails is one complaint.
  static final int LONGEST_RUN = 256;

  private static final byte[] HEADER = {(byte) 0xAA, 0x55, 0, 0};
  private static final int WORD = 4;
  private static final double FULL_SCALE_VOLTS = 5;
  private static final int FULL_SCALE = 0x7FFFFF;

  private final int words;
  private final int lastCounted;
  private final Sink sink;
  private final byte[] frame;
  private int filled;
  private final byte[] run = new byte[LONGEST_RUN];
  private int runLength;

  /// @param words between the header and the trailer
  public BoardDecoder(int words, Sink sink) {
    this(words, false, sink);
  }

  /// @param lastMayBeLeftOut whether the sum may also be that of all words but the last
  public BoardDecoder(int words, boolean lastMayBeLeftOut, Sink sink) {
    this.words = words;
    this.sink = sink;
    lastCounted = lastMayBeLeftOut ? words - 1 : words;
    frame = new byte[frameBytes(words)];
  }

  /// How long a frame of so many words is.
  public static int frameBytes(int words) {
    return HEADER.length + WORD * words + WORD;
  }

  /// Takes the bytes of one read.
  public void accept(byte[] bytes, int length, long arrivalNanos) {
    for (int i = 0; i < length; i++) {
      frame[filled++] = bytes[i];
      if (filled <= HEADER.length) {
        if (!begins(0)) {
          again(arrivalNanos);
        }
      } else if (filled == frame.length) {
        if (summed()) {
          flush(arrivalNanos);
          filled = 0;
          sink.frame(arrivalNanos);
        } else {
          again(arrivalNanos);
        }
      }
    }
  }

  /// The sink will not have the frame that it was just given.
  public void refuse(long arrivalNanos) {
    sink.bad(frame, 0, frame.length, arrivalNanos);
  }

  /// Nothing came for a while: what was garbage until now is said.
  public void quiet(long nowNanos) {
    flush(nowNanos);
  }

  /// Volts of a word that is a conversion: 24 bits with their sign, at full scale 5 V.
  public static double volts(int word) {
    return word * FULL_SCALE_VOLTS / FULL_SCALE;
  }

  /// A word of the frame, from 0, as the signed number it is.
  public int word(int index) {
    int at = HEADER.length + WORD * index;
    return (frame[at] & 0xFF)
        | (frame[at + 1] & 0xFF) << 8
        | (frame[at + 2] & 0xFF) << 16
        | frame[at + 3] << 24;
  }

  /// Milliseconds since the board's start, modulo 65536.
  public int millis() {
    return word(words) & 0xFFFF;
  }

  private boolean summed() {
    int sum = 0;
    for (int w = 0; w < lastCounted; w++) {
      sum += word(w);
    }
    int said = word(words) >>> 16;
    if (lastCounted < words && (sum & 0xFFFF) == said) {
      return true;
    }
    for (int w = lastCounted; w < words; w++) {
      sum += word(w);
    }
    return (sum & 0xFFFF) == said;
  }

  /// Whether what is held from here on could be the beginning of a frame.
  private boolean begins(int at) {
    for (int i = 0; i < HEADER.length && at + i < filled; i++) {
      if (frame[at + i] != HEADER[i]) {
        return false;
      }
    }
    return true;
  }

  /// What is held is no frame; the next one may begin within.
  private void again(long nowNanos) {
    int next = 1;
    while (next < filled && !begins(next)) {
      next++;
    }
    for (int i = 0; i < next; i++) {
      run[runLength++] = frame[i];
      if (runLength == LONGEST_RUN) {
        flush(nowNanos);
      }
    }
    System.arraycopy(frame, next, frame, 0, filled - next);
    filled -= next;
  }

  private void flush(long nowNanos) {
    if (runLength > 0) {
      sink.bad(run, 0, runLength, nowNanos);
      runLength = 0;
    }
  }
}
