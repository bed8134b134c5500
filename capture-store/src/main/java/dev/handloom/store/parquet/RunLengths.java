package dev.handloom.store.parquet;

import java.io.ByteArrayOutputStream;

/// Small numbers as runs of the same one, or packed into as few bits as they need.
final class RunLengths {
  private static final int GROUP = 8;

  private RunLengths() {}

  /// How many bits numbers up to a largest one need.
  static int bits(int largest) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
  }

  /// Reads `into` full.
  static void read(byte[] in, int from, int end, int bits, int[] into) throws ParquetException {
    if (bits < 0 || bits > Integer.SIZE) {
      throw new ParquetException("Numbers of " + bits + " bits");
    }
    int bytes = (bits + 7) >> 3;
    int at = from;
    int done = 0;
    while (done < into.length) {
      long head = 0;
      for (int shift = 0; ; shift += 7) {
        if (at >= end || shift > 28) {
          throw ends(into.length - done);
        }
        int next = in[at++] & 0xFF;
        head |= (long) (next & 0x7F) << shift;
        if (next < 0x80) {
          break;
        }
      }
      if ((head & 1) == 0) {
        if (end - at < bytes) {
          throw ends(into.length - done);
        }
        int value = 0;
        for (int i = 0; i < bytes; i++) {
          value |= (in[at++] & 0xFF) << (8 * i);
        }
        long run = head >> 1;
        if (run == 0) {
          throw new ParquetException("A run of nothing");
        }
        for (long i = 0; i < run && done < into.length; i++) {
          into[done++] = value;
        }
      } else {
        long groups = head >> 1;
        long needed = groups * bits;
        // Some writers leave out the padding of the last group.
        long there = Math.min(needed, end - at);
        long values = Math.min(groups * GROUP, into.length - done);
        if (groups == 0 || ((values * bits + 7) >> 3) > there) {
          throw ends(into.length - done);
        }
        for (int i = 0; i < values; i++) {
          into[done++] = (int) packed(in, at, (long) i * bits, bits);
        }
        at += (int) there;
      }
    }
  }

  /// A number of a row of packed ones; the lowest bits come first.
  static long packed(byte[] in, int from, long bit, int bits) {
    long value = 0;
    int got = 0;
    int at = from + (int) (bit >> 3);
    int skip = (int) (bit & 7);
    while (got < bits) {
      int part = Math.min(8 - skip, bits - got);
      long piece = ((in[at++] & 0xFF) >> skip) & ((1 << part) - 1);
      value |= piece << got;
      got += part;
      skip = 0;
    }
    return value;
  }

  private static ParquetException ends(int missing) {
    return new ParquetException("A page ends before its last " + missing + " numbers");
  }

  /// Writes numbers of so many bits.
  static byte[] write(int[] values, int size, int bits) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < size) {
      int run = run(values, at, size);
      if (run >= GROUP) {
        varint(out, (long) run << 1);
        for (int i = 0; i < (bits + 7) >> 3; i++) {
          out.write(values[at] >> (8 * i));
        }
        at += run;
      } else {
        int from = at;
        // Groups of eight up to the next long run; one may begin in the middle of a group.
        while (at < size && run(values, at, size) < GROUP) {
          at += GROUP;
        }
        int groups = (at - from) / GROUP;
        at = Math.min(at, size);
        varint(out, ((long) groups << 1) | 1);
        pack(out, values, from, groups * GROUP, size, bits);
      }
    }
    return out.toByteArray();
  }

  private static int run(int[] values, int from, int size) {
    int at = from + 1;
    while (at < size && values[at] == values[from]) {
      at++;
    }
    return at - from;
  }

  private static void pack(
      ByteArrayOutputStream out, int[] values, int from, int count, int size, int bits) {
    long waiting = 0;
    int held = 0;
    for (int i = from; i < from + count; i++) {
      long value = i < size ? values[i] : 0;
      waiting |= value << held;
      held += bits;
      while (held >= 8) {
        out.write((int) waiting);
        waiting >>>= 8;
        held -= 8;
      }
    }
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
