package dev.handloom.store.parquet;

import java.util.Arrays;

/// The packing that every reader of Parquet knows: repeated stretches become references backwards.
final class Snappy {
  private static final int BLOCK_BYTES = 1 << 16;
  private static final int HASH_BITS = 14;
  private static final int HASH_FACTOR = 0x1e35a7bd;
  private static final int LEAST_MATCH = 4;
  private static final int LONGEST_COPY = 64;

  private byte[] out;
  private int to;

  private Snappy(int size) {
    out = new byte[size];
  }

  static byte[] pack(byte[] in) {
    Snappy snappy = new Snappy(32 + in.length + in.length / 6);
    int left = in.length;
    while ((left & ~0x7F) != 0) {
      snappy.out[snappy.to++] = (byte) ((left & 0x7F) | 0x80);
      left >>>= 7;
    }
    snappy.out[snappy.to++] = (byte) left;
    short[] table = new short[1 << HASH_BITS];
    for (int from = 0; from < in.length; from += BLOCK_BYTES) {
      Arrays.fill(table, (short) 0);
      snappy.block(in, from, Math.min(in.length, from + BLOCK_BYTES), table);
    }
    return Arrays.copyOf(snappy.out, snappy.to);
  }

  private static int int32(byte[] in, int at) {
    return (in[at] & 0xFF)
        | ((in[at + 1] & 0xFF) << 8)
        | ((in[at + 2] & 0xFF) << 16)
        | ((in[at + 3] & 0xFF) << 24);
  }

  private void block(byte[] in, int from, int end, short[] table) {
    int literal = from;
    int at = from;
    while (at + LEAST_MATCH <= end) {
      int word = int32(in, at);
      int hash = (word * HASH_FACTOR) >>> (32 - HASH_BITS);
      int candidate = from + (table[hash] & 0xFFFF);
      table[hash] = (short) (at - from);
      if (candidate < at && int32(in, candidate) == word) {
        int length = LEAST_MATCH;
        while (at + length < end && in[candidate + length] == in[at + length]) {
          length++;
        }
        literal(in, literal, at - literal);
        copy(at - candidate, length);
        at += length;
        literal = at;
      } else {
        // Where nothing repeats, look less and less often.
        at += 1 + ((at - literal) >> 6);
      }
    }
    literal(in, literal, end - literal);
  }

  private void literal(byte[] in, int from, int length) {
    if (length == 0) {
      return;
    }
    int code = length - 1;
    if (code < 60) {
      out[to++] = (byte) (code << 2);
    } else if (code < 1 << 8) {
      out[to++] = (byte) (60 << 2);
      out[to++] = (byte) code;
    } else {
      out[to++] = (byte) (61 << 2);
      out[to++] = (byte) code;
      out[to++] = (byte) (code >> 8);
    }
    System.arraycopy(in, from, out, to, length);
    to += length;
  }

  private void copy(int offset, int length) {
    int left = length;
    while (left > 0) {
      int part = Math.min(left, LONGEST_COPY);
      out[to++] = (byte) (((part - 1) << 2) | 2);
      out[to++] = (byte) offset;
      out[to++] = (byte) (offset >> 8);
      left -= part;
    }
  }

  static byte[] unpack(byte[] in, int from, int length, int unpackedBytes) throws ParquetException {
    int end = from + length;
    int at = from;
    long claimed = 0;
    for (int shift = 0; ; shift += 7) {
      if (at >= end || shift > 28) {
        throw damaged();
      }
      int next = in[at++] & 0xFF;
      claimed |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        break;
      }
    }
    if (claimed != unpackedBytes) {
      throw new ParquetException(
          "A page unpacks to " + claimed + " bytes, and claims " + unpackedBytes);
    }
    byte[] out = new byte[unpackedBytes];
    int to = 0;
    while (at < end) {
      int tag = in[at++] & 0xFF;
      int code = tag >> 2;
      if ((tag & 3) == 0) {
        int extra = Math.max(0, code - 59);
        long size = code < 60 ? code + 1L : little(in, at, extra, end) + 1;
        at += extra;
        if (size > end - at || size > out.length - to) {
          throw damaged();
        }
        System.arraycopy(in, at, out, to, (int) size);
        at += (int) size;
        to += (int) size;
      } else {
        int extra = (tag & 3) == 3 ? 4 : tag & 3;
        long offset = little(in, at, extra, end);
        int size = code + 1;
        if ((tag & 3) == 1) {
          size = (code & 7) + 4;
          offset |= (long) (tag >> 5) << 8;
        }
        at += extra;
        if (offset == 0 || offset > to || size > out.length - to) {
          throw damaged();
        }
        for (int i = 0; i < size; i++, to++) {
          out[to] = out[to - (int) offset];
        }
      }
    }
    if (to != out.length) {
      throw damaged();
    }
    return out;
  }

  private static long little(byte[] in, int at, int bytes, int end) throws ParquetException {
    if (bytes > end - at) {
      throw damaged();
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (in[at + i] & 0xFFL) << (8 * i);
    }
    return value;
  }

  private static ParquetException damaged() {
    return new ParquetException("A page cannot be unpacked: it is damaged");
  }
}
