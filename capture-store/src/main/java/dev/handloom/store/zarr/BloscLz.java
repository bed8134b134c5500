package dev.handloom.store.zarr;

/// Unpacks the packing that Blosc brought along itself: literals, and copies of what came before.
final class BloscLz {
  private static final int NEAR = 8191;
  private static final int LITERALS = 32;
  private static final int LONG_COPY = 6;
  private static final int SHORTEST_COPY = 3;

  private BloscLz() {}

  /// @return how many bytes it held; fewer than `length` where it is cut
  /// @throws IndexOutOfBoundsException where it is damaged
  static int unpack(byte[] from, int start, int packed, byte[] into, int to, int length) {
    int at = start;
    int end = start + packed;
    int out = to;
    int full = to + length;
    if (packed == 0) {
      return 0;
    }
    int control = from[at++] & 31;
    while (true) {
      if (control >= LITERALS) {
        int run = (control >> 5) - 1;
        int high = (control & 31) << 8;
        if (run == LONG_COPY) {
          int more;
          do {
            more = byteAt(from, at++, end);
            run += more;
          } while (more == 255);
        }
        int low = byteAt(from, at++, end);
        int back = high + low;
        if (low == 255 && high == 31 << 8) {
          back = (byteAt(from, at++, end) << 8) + NEAR;
          back += byteAt(from, at++, end);
        }
        run += SHORTEST_COPY;
        int source = out - back - 1;
        if (source < to || run > full - out) {
          throw new IndexOutOfBoundsException("A copy from outside");
        }
        for (int i = 0; i < run; i++) {
          into[out++] = into[source++];
        }
      } else {
        int run = control + 1;
        if (run > full - out || run > end - at) {
          throw new IndexOutOfBoundsException("Literals beyond the end");
        }
        System.arraycopy(from, at, into, out, run);
        at += run;
        out += run;
      }
      if (at >= end) {
        return out - to;
      }
      control = from[at++] & 0xFF;
    }
  }

  private static int byteAt(byte[] from, int at, int end) {
    if (at >= end) {
      throw new IndexOutOfBoundsException("Cut short");
    }
    return from[at] & 0xFF;
  }
}
