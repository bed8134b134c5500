package dev.handloom.device.driver.stretchsense;

/// Cuts the byte stream into frames. Nothing marks their beginning, so a place is believed to be
/// one if a sensible length stands there, a `{` behind it, and a `}` at its end; the text of a
/// frame has no bytes that look like a length.
final class FrameDecoder {
  /// Takes frames and what is none.
  interface Taker {
    /// Something that may be a frame: whether it is one.
    boolean frame(byte[] bytes, int offset, int length);

    /// Bytes that are no part of any frame.
    void garbage(byte[] bytes, int offset, int length);
  }

  /// Two hands of 20 bones with 15 numbers each are some 15 kB.
  private static final int LARGEST = 1 << 16;

  private static final int HEAD = 4;

  private final byte[] kept = new byte[2 * (LARGEST + HEAD)];
  private int have;

  void accept(byte[] bytes, int count, Taker taker) {
    for (int at = 0; at < count; ) {
      int room = Math.min(count - at, kept.length - have);
      System.arraycopy(bytes, at, kept, have, room);
      have += room;
      at += room;
      take(taker);
    }
  }

  private void take(Taker taker) {
    int at = 0;
    int garbage = 0;
    while (have - at > HEAD) {
      int length = length(at);
      if (length == 0) {
        at++;
        garbage++;
        continue;
      }
      if (have - at < HEAD + length) {
        break;
      }
      int end = at + HEAD + length;
      if (kept[end - 1] == '}' && taker.frame(kept, at + HEAD, length)) {
        drop(taker, at, garbage);
        garbage = 0;
        at = end;
      } else {
        at++;
        garbage++;
      }
    }
    drop(taker, at, garbage);
    System.arraycopy(kept, at, kept, 0, have - at);
    have -= at;
  }

  private void drop(Taker taker, int at, int garbage) {
    if (garbage > 0) {
      taker.garbage(kept, at - garbage, garbage);
    }
  }

  /// The length that stands there; 0 if none can.
  private int length(int at) {
    if (kept[at] != 0 || kept[at + HEAD] != '{') {
      return 0;
    }
    int length =
        ((kept[at + 1] & 0xFF) << 16) | ((kept[at + 2] & 0xFF) << 8) | (kept[at + 3] & 0xFF);
    return length <= LARGEST && length >= 2 ? length : 0;
  }
}
