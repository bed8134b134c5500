package dev.handloom.store.hdf5;

import java.io.IOException;

/// The sum over parts of the index of newer files: Jenkins's lookup3, little endian.
final class Checksum {
  private static final int START = 0xdeadbeef;
  private static final int TRIPLE = 12;

  private Checksum() {}

  /// Compares the sum behind a part with that of the part.
  static void check(Source source, long address, long length) throws IOException {
    byte[] part = source.at(address, length).take(length);
    if (source.at(address + length, 4).u32() != (of(part) & 0xFFFF_FFFFL)) {
      throw new Hdf5Exception("It is damaged: a part of its index does not match its checksum.");
    }
  }

  static int of(byte[] bytes) {
    int a = START + bytes.length;
    int b = a;
    int c = a;
    int at = 0;
    int left = bytes.length;
    while (left > TRIPLE) {
      a += word(bytes, at);
      b += word(bytes, at + 4);
      c += word(bytes, at + 8);
      a -= c;
      a ^= Integer.rotateLeft(c, 4);
      c += b;
      b -= a;
      b ^= Integer.rotateLeft(a, 6);
      a += c;
      c -= b;
      c ^= Integer.rotateLeft(b, 8);
      b += a;
      a -= c;
      a ^= Integer.rotateLeft(c, 16);
      c += b;
      b -= a;
      b ^= Integer.rotateLeft(a, 19);
      a += c;
      c -= b;
      c ^= Integer.rotateLeft(b, 4);
      b += a;
      at += TRIPLE;
      left -= TRIPLE;
    }
    if (left == 0) {
      return c;
    }
    a += word(bytes, at);
    b += word(bytes, at + 4);
    c += word(bytes, at + 8);
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    return (c ^ b) - Integer.rotateLeft(b, 24);
  }

  /// Zeros stand behind the end.
  private static int word(byte[] bytes, int at) {
    int word = 0;
    for (int i = 0; i < 4 && at + i < bytes.length; i++) {
      word |= (bytes[at + i] & 0xFF) << (Byte.SIZE * i);
    }
    return word;
  }
}
