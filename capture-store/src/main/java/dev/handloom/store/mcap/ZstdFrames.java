package dev.handloom.store.mcap;

/// How much Zstandard frames can hold at most, by the heads of their blocks: nothing is unpacked,
/// and nothing that a frame claims of itself is believed. RFC 8878, section 3.
final class ZstdFrames {
  /// What no sequence of frames can be.
  static final long DAMAGED = -1;

  private static final int MAGIC = 0xFD2FB528;
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;
  private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
  private static final int LARGEST_BLOCK = 128 << 10;
  private static final int RAW = 0;
  private static final int REPEATED = 1;
  private static final int RESERVED = 3;
  private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};
  private static final int[] CONTENT_SIZE_BYTES = {0, 2, 4, 8};

  private final byte[] bytes;
  private final int end;
  private int at;
  private long most;

  private ZstdFrames(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    at = from;
    end = from + length;
  }

  /// The most that these frames can unpack to, or [#DAMAGED].
  static long mostUnpackedBytes(byte[] bytes, int from, int length) {
    ZstdFrames frames = new ZstdFrames(bytes, from, length);
    while (frames.at < frames.end) {
      if (!frames.frame()) {
        return DAMAGED;
      }
    }
    return frames.most;
  }

  private boolean frame() {
    if (end - at < 5) {
      return false;
    }
    int magic = u32(at);
    at += 4;
    if ((magic & SKIPPABLE_MASK) == SKIPPABLE_MAGIC) {
      return end - at >= 4 && skip(4 + Integer.toUnsignedLong(u32(at)));
    }
    if (magic != MAGIC) {
      return false;
    }
    int descriptor = bytes[at];
    boolean oneSegment = (descriptor & 0x20) != 0;
    int contentSize = CONTENT_SIZE_BYTES[(descriptor >> 6) & 3];
    int head =
        1
            + (oneSegment ? Math.max(1, contentSize) : 1 + contentSize)
            + DICTIONARY_ID_BYTES[descriptor & 3];
    boolean checksum = (descriptor & 4) != 0;
    return skip(head) && blocks() && (!checksum || skip(4));
  }

  private boolean blocks() {
    while (end - at >= 3) {
      int head = u8(at) | (u8(at + 1) << 8) | (u8(at + 2) << 16);
      int type = (head >> 1) & 3;
      int size = head >> 3;
      if (type == RESERVED || !skip(3L + (type == REPEATED ? 1 : size))) {
        return false;
      }
      most += type == RAW ? size : type == REPEATED ? Math.min(size, LARGEST_BLOCK) : LARGEST_BLOCK;
      if ((head & 1) != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean skip(long count) {
    if (count > end - at) {
      return false;
    }
    at += (int) count;
    return true;
  }

  private int u32(int from) {
    return u8(from) | (u8(from + 1) << 8) | (u8(from + 2) << 16) | (u8(from + 3) << 24);
  }

  private int u8(int from) {
    return bytes[from] & 0xFF;
  }
}
