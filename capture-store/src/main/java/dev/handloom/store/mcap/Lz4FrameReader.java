package dev.handloom.store.mcap;

import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/// Unpacks LZ4 frames into memory. Most MCAP writers link the blocks of a frame, so that a block
/// refers to the text of those before it; the library's own frame stream refuses such frames.
/// Blocks that stand alone go to the library, linked ones are unpacked here.
final class Lz4FrameReader {
  private static final int INDEPENDENT = 0x20;
  private static final int BLOCK_CHECKSUM = 0x10;
  private static final int CONTENT_SIZE = 0x08;
  private static final int CONTENT_CHECKSUM = 0x04;
  private static final int DICTIONARY = 0x01;
  private static final int VERSION_MASK = 0xC0;
  private static final int VERSION = 0x40;

  private final LZ4SafeDecompressor decompressor = LZ4Factory.fastestInstance().safeDecompressor();

  /// Fills `target` exactly.
  ///
  /// @param in names the record in whatever goes wrong
  void read(byte[] source, int from, int length, byte[] target, RecordCursor in)
      throws McapException {
    int end = from + length;
    int at = from;
    int written = 0;
    while (at < end) {
      need(end - at >= 7 && u32(source, at) == Lz4FrameWriter.MAGIC, in);
      int flags = source[at + 4] & 0xFF;
      need((flags & VERSION_MASK) == VERSION && (flags & DICTIONARY) == 0, in);
      at += 6 + ((flags & CONTENT_SIZE) != 0 ? 8 : 0) + 1;
      int blockTrailer = (flags & BLOCK_CHECKSUM) != 0 ? 4 : 0;
      boolean independent = (flags & INDEPENDENT) != 0;
      while (true) {
        need(end - at >= 4, in);
        int size = u32(source, at);
        at += 4;
        if (size == 0) {
          break;
        }
        int packed = size & ~Lz4FrameWriter.STORED_BLOCK;
        need(packed <= end - at - blockTrailer, in);
        written = block(source, at, size, target, written, independent, in);
        at += packed + blockTrailer;
      }
      at += (flags & CONTENT_CHECKSUM) != 0 ? 4 : 0;
      need(at <= end, in);
    }
    if (written != target.length) {
      throw in.wrong("claims " + target.length + " bytes, LZ4 found " + written);
    }
  }

  private int block(
      byte[] source,
      int from,
      int size,
      byte[] target,
      int written,
      boolean independent,
      RecordCursor in)
      throws McapException {
    if ((size & Lz4FrameWriter.STORED_BLOCK) != 0) {
      int stored = size & ~Lz4FrameWriter.STORED_BLOCK;
      need(stored <= target.length - written, in);
      System.arraycopy(source, from, target, written, stored);
      return written + stored;
    }
    if (!independent && written > 0) {
      return linkedBlock(source, from, from + size, target, written, in);
    }
    try {
      return written
          + decompressor.decompress(source, from, size, target, written, target.length - written);
    } catch (LZ4Exception e) {
      throw in.wrong("LZ4 cannot unpack it: " + e.getMessage());
    }
  }

  /// Sequences of literals and of matches that reach back into what is already in `target`.
  private static int linkedBlock(
      byte[] source, int from, int end, byte[] target, int written, RecordCursor in)
      throws McapException {
    int at = from;
    int out = written;
    while (true) {
      need(at < end, in);
      int token = source[at++] & 0xFF;
      long literals = (long) token >>> 4;
      if (literals == 15) {
        int more;
        do {
          need(at < end, in);
          more = source[at++] & 0xFF;
          literals += more;
        } while (more == 255);
      }
      need(literals <= end - at && literals <= target.length - out, in);
      System.arraycopy(source, at, target, out, (int) literals);
      at += (int) literals;
      out += (int) literals;
      if (at == end) {
        return out;
      }
      need(end - at >= 2, in);
      int distance = (source[at] & 0xFF) | (source[at + 1] & 0xFF) << 8;
      at += 2;
      long match = (token & 15) + 4L;
      if (match == 19) {
        int more;
        do {
          need(at < end, in);
          more = source[at++] & 0xFF;
          match += more;
        } while (more == 255);
      }
      need(distance != 0 && distance <= out && match <= target.length - out, in);
      copyMatch(target, out, distance, (int) match);
      out += (int) match;
    }
  }

  private static void copyMatch(byte[] target, int out, int distance, int length) {
    if (distance >= length) {
      System.arraycopy(target, out - distance, target, out, length);
      return;
    }
    // The match overlaps itself: it repeats the last `distance` bytes.
    for (int i = 0; i < length; i++) {
      target[out + i] = target[out - distance + i];
    }
  }

  private static int u32(byte[] source, int at) {
    return (source[at] & 0xFF)
        | (source[at + 1] & 0xFF) << 8
        | (source[at + 2] & 0xFF) << 16
        | (source[at + 3] & 0xFF) << 24;
  }

  private static void need(boolean holds, RecordCursor in) throws McapException {
    if (!holds) {
      throw in.wrong("its LZ4 frame is damaged");
    }
  }
}
