package dev.handloom.device.driver.picture;

/// Walks through a JPEG (ITU-T T.81, annex B) in whatever pieces it comes, without decoding it:
/// finds where it ends and how large its picture is. A thumbnail in a header does not fool it.
/// Allocates nothing after it is made; belongs to one thread.
public final class JpegWalker {
  /// What is known of the picture so far.
  public enum State {
    /// So far it is one, and more has to come.
    UNDER_WAY,
    /// It is whole.
    WHOLE,
    /// It is no JPEG, or a damaged one.
    BROKEN
  }

  private static final int PREFIX = 0xFF;
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int RESTART_FIRST = 0xD0;
  private static final int RESTART_LAST = 0xD7;
  private static final int STANDALONE = 0x01;
  private static final int STUFFED = 0x00;

  // C0 to CF begin a frame, but for these three.
  private static final int FRAME_FIRST = 0xC0;
  private static final int FRAME_LAST = 0xCF;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int RESERVED = 0xC8;
  private static final int ARITHMETIC_TABLES = 0xCC;

  private enum At {
    FIRST,
    SECOND,
    MARKER,
    CODE,
    LENGTH_HIGH,
    LENGTH_LOW,
    SEGMENT,
    SCAN,
    SCAN_MARKER,
    END
  }

  private At at = At.FIRST;
  private State state = State.UNDER_WAY;
  private int code;
  private int segmentLeft;
  private int segmentAt;
  private boolean scanned;
  private int width;
  private int height;

  /// Another picture begins.
  public void begin() {
    at = At.FIRST;
    state = State.UNDER_WAY;
    scanned = false;
    width = 0;
    height = 0;
  }

  public State state() {
    return state;
  }

  /// In pixels; 0 until it is known.
  public int width() {
    return width;
  }

  /// In pixels; 0 until it is known.
  public int height() {
    return height;
  }

  /// Takes bytes up to the end of the picture, or to where it turns out to be none.
  ///
  /// @return how many
  public int accept(byte[] bytes, int offset, int length) {
    int here = offset;
    int end = offset + length;
    while (here < end && state == State.UNDER_WAY) {
      if (at == At.SCAN) {
        // Nearly all bytes of a picture are these.
        while (here < end && bytes[here] != (byte) PREFIX) {
          here++;
        }
        if (here < end) {
          here++;
          at = At.SCAN_MARKER;
        }
      } else {
        step(bytes[here++] & 0xFF);
      }
    }
    return here - offset;
  }

  private void step(int b) {
    switch (at) {
      case FIRST -> go(b == PREFIX, At.SECOND);
      case SECOND -> go(b == START_OF_IMAGE, At.MARKER);
      case MARKER -> go(b == PREFIX, At.CODE);
      case CODE -> {
        if (b != PREFIX) {
          marker(b);
        }
      }
      case LENGTH_HIGH -> {
        segmentLeft = b << 8;
        at = At.LENGTH_LOW;
      }
      case LENGTH_LOW -> {
        segmentLeft = (segmentLeft | b) - 2;
        segmentAt = 0;
        go(segmentLeft >= 0, At.SEGMENT);
        segmentEnd();
      }
      case SEGMENT -> {
        segment(b);
        segmentAt++;
        segmentLeft--;
        segmentEnd();
      }
      case SCAN_MARKER -> {
        if (b == STUFFED || (b >= RESTART_FIRST && b <= RESTART_LAST)) {
          at = At.SCAN;
        } else if (b != PREFIX) {
          marker(b);
        }
      }
      default -> throw new IllegalStateException("A picture that is whole takes no more");
    }
  }

  private void go(boolean good, At next) {
    if (good) {
      at = next;
    } else {
      state = State.BROKEN;
    }
  }

  private void marker(int next) {
    code = next;
    if (next == END_OF_IMAGE) {
      at = At.END;
      state = scanned && width > 0 && height > 0 ? State.WHOLE : State.BROKEN;
    } else if (next == STANDALONE || (next >= RESTART_FIRST && next <= RESTART_LAST)) {
      at = At.MARKER;
    } else {
      go(next != START_OF_IMAGE && next != STUFFED, At.LENGTH_HIGH);
    }
  }

  private boolean frame() {
    return code >= FRAME_FIRST
        && code <= FRAME_LAST
        && code != HUFFMAN_TABLES
        && code != RESERVED
        && code != ARITHMETIC_TABLES;
  }

  /// Of a frame's segment: precision, height, width.
  private void segment(int b) {
    if (frame()) {
      switch (segmentAt) {
        case 1 -> height = b << 8;
        case 2 -> height |= b;
        case 3 -> width = b << 8;
        case 4 -> width |= b;
        default -> {}
      }
    }
  }

  private void segmentEnd() {
    if (state == State.UNDER_WAY && at == At.SEGMENT && segmentLeft == 0) {
      scanned |= code == START_OF_SCAN;
      at = code == START_OF_SCAN ? At.SCAN : At.MARKER;
    }
  }
}
