package dev.handloom.device.driver.rokoko;

import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/// Unpacks an LZ4 frame (LZ4 frame format 1.6.x) into one array. Blocks may be linked, which the
/// library's stream refuses and Studio's packer uses for large frames; so the blocks are unpacked
/// here.
final class Lz4Frame {
  /// The frame is broken, or would be larger than there is room.
  static final int BAD = -1;

  private static final int MAGIC = 0x184D2204;

  // Bits of the frame descriptor.
  private static final int VERSION = 0xC0;
  private static final int VERSION_1 = 0x40;
  private static final int BLOCK_CHECKSUM = 0x10;
  private static final int CONTENT_SIZE = 0x08;
  private static final int CONTENT_CHECKSUM = 0x04;
  private static final int RESERVED_OR_DICTIONARY = 0x03;
  private static final int BD_RESERVED = 0x8F;

  private static final int UNPACKED = 0x80000000;
  private static final int LEAST_MATCH = 4;
  private static final int MOST_NIBBLE = 15;

  private static final XXHash32 HASH = XXHashFactory.safeInstance().hash32();

  private Lz4Frame() {}

  /// Whether bytes begin as a frame does.
  static boolean begins(byte[] from, int length) {
    return length >= 4 && int32(from, 0) == MAGIC;
  }

  /// @return how many bytes were unpacked, or [#BAD]
  static int unpack(byte[] from, int length, byte[] into) {
    if (length < 7 || !begins(from, length)) {
      return BAD;
    }
    int flags = from[4] & 0xFF;
    if ((flags & VERSION) != VERSION_1
        || (flags & RESERVED_OR_DICTIONARY) != 0
        || (from[5] & BD_RESERVED) != 0) {
      return BAD;
    }
    int header = (flags & CONTENT_SIZE) != 0 ? 10 : 2;
    int at = 4 + header;
    if (at >= length || (byte) (HASH.hash(from, 4, header, 0) >> 8) != from[at]) {
      return BAD;
    }
    at++;
    int size = 0;
    while (true) {
      if (at + 4 > length) {
        return BAD;
      }
      int mark = int32(from, at);
      at += 4;
      if (mark == 0) {
        break;
      }
      int block = mark & ~UNPACKED;
      int after = (flags & BLOCK_CHECKSUM) != 0 ? 4 : 0;
      if (block > length - at - after) {
        return BAD;
      }
      if (after > 0 && HASH.hash(from, at, block, 0) != int32(from, at + block)) {
        return BAD;
      }
      if ((mark & UNPACKED) != 0) {
        if (block > into.length - size) {
          return BAD;
        }
        System.arraycopy(from, at, into, size, block);
        size += block;
      } else {
        size = block(from, at, at + block, into, size);
        if (size == BAD) {
          return BAD;
        }
      }
      at += block + after;
    }
    if ((flags & CONTENT_CHECKSUM) != 0) {
      if (at + 4 > length || HASH.hash(into, 0, size, 0) != int32(from, at)) {
        return BAD;
      }
      at += 4;
    }
    boolean sized = (flags & CONTENT_SIZE) == 0 || int64(from, 6) == size;
    return sized && at == length ? size : BAD;
  }

  /// Unpacks a block behind what is there already, which it may refer to.
  private static int block(byte[] from, int begin, int end, byte[] into, int size) {
    int at = begin;
    int out = size;
    while (at < end) {
      int token = from[at++] & 0xFF;
      int literals = token >> 4;
      if (literals == MOST_NIBBLE) {
        int more;
        do {
          if (at == end) {
            return BAD;
          }
          more = from[at++] & 0xFF;
          literals += more;
        } while (more == 255);
      }
      if (literals > end - at || literals > into.length - out) {
        return BAD;
      }
      System.arraycopy(from, at, into, out, literals);
      at += literals;
      out += literals;
      if (at == end) {
        // A block ends with literals.
        return out;
      }
      if (end - at < 2) {
        return BAD;
      }
      int back = (from[at] & 0xFF) | (from[at + 1] & 0xFF) << 8;
      at += 2;
      int match = token & MOST_NIBBLE;
      if (match == MOST_NIBBLE) {
        int more;
        do {
          if (at == end) {
            return BAD;
          }
          more = from[at++] & 0xFF;
          match += more;
        } while (more == 255);
      }
      match += LEAST_MATCH;
      if (back == 0 || back > out || match > into.length - out) {
        return BAD;
      }
      // Byte by byte: a match may reach into what it is about to write.
      for (int i = 0; i < match; i++) {
        into[out] = into[out - back];
        out++;
      }
    }
    return BAD;
  }

  private static int int32(byte[] from, int at) {
    return (from[at] & 0xFF)
        | (from[at + 1] & 0xFF) << 8
        | (from[at + 2] & 0xFF) << 16
        | (from[at + 3] & 0xFF) << 24;
  }

  private static long int64(byte[] from, int at) {
    return (int32(from, at) & 0xFFFFFFFFL) | (long) int32(from, at + 4) << 32;
  }
}
