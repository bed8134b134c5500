package dev.handloom.store.zarr;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Factory;

/// Unpacks the containers of the Blosc library, version 1: blocks of equal length whose bytes or
/// bits were put in another order before they were packed.
final class Blosc {
  private static final int HEADER = 16;
  private static final int SHUFFLED = 0x1;
  private static final int PLAIN = 0x2;
  private static final int BITS_SHUFFLED = 0x4;
  private static final int NOT_SPLIT = 0x10;
  private static final int FORMAT_SHIFT = 5;

  /// Blocks are split into one stream for each byte of an element only within these bounds.
  private static final int MOST_SPLITS = 16;

  private static final int SMALLEST_SPLIT = 128;

  private Blosc() {}

  static byte[] unpack(byte[] packed, int size) throws ZarrException {
    if (packed.length < HEADER) {
      throw damaged();
    }
    ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    int flags = in.get(2);
    int element = Math.max(1, in.get(3) & 0xFF);
    int length = in.getInt(4);
    int block = in.getInt(8);
    if (length != size) {
      throw new ZarrException("What was packed by “blosc” says another length than its array.");
    }
    byte[] raw = new byte[size];
    if (size == 0) {
      return raw;
    }
    if ((flags & PLAIN) != 0) {
      if (packed.length - HEADER < size) {
        throw damaged();
      }
      System.arraycopy(packed, HEADER, raw, 0, size);
      return raw;
    }
    if (block <= 0) {
      throw damaged();
    }
    block = Math.min(block, size);
    int blocks = (size + block - 1) / block;
    if ((long) HEADER + 4L * blocks > packed.length) {
      throw damaged();
    }
    byte[] scratch = new byte[block];
    for (int b = 0; b < blocks; b++) {
      int here = Math.min(block, size - b * block);
      boolean whole = here == block;
      int splits =
          (flags & NOT_SPLIT) == 0
                  && element <= MOST_SPLITS
                  && block / element >= SMALLEST_SPLIT
                  && whole
              ? element
              : 1;
      streams(
          in,
          packed,
          in.getInt(HEADER + 4 * b),
          splits,
          here,
          (flags & 0xFF) >> FORMAT_SHIFT,
          scratch);
      order(flags, element, scratch, here, raw, b * block);
    }
    return raw;
  }

  private static ZarrException damaged() {
    return new ZarrException("What was packed by “blosc” is damaged.");
  }

  private static void streams(
      ByteBuffer in, byte[] from, int start, int splits, int length, int format, byte[] into)
      throws ZarrException {
    int at = start;
    int each = length / splits;
    for (int s = 0; s < splits; s++) {
      if (at < HEADER || at > in.limit() - 4) {
        throw damaged();
      }
      int packed = in.getInt(at);
      at += 4;
      if (packed < 0 || packed > in.limit() - at) {
        throw damaged();
      }
      if (packed == each) {
        in.get(at, into, s * each, each);
      } else {
        one(format, from, at, packed, into, s * each, each);
      }
      at += packed;
    }
  }

  private static void one(
      int format, byte[] from, int at, int packed, byte[] into, int to, int length)
      throws ZarrException {
    int found;
    try {
      found =
          switch (format) {
            case 0 -> BloscLz.unpack(from, at, packed, into, to, length);
            case 1 ->
                LZ4Factory.fastestInstance()
                    .safeDecompressor()
                    .decompress(from, at, packed, into, to, length);
            case 3 -> inflated(from, at, packed, into, to, length);
            case 4 -> {
              byte[] raw = Zstd.decompress(Arrays.copyOfRange(from, at, at + packed), length);
              System.arraycopy(raw, 0, into, to, raw.length);
              yield raw.length;
            }
            default ->
                throw new ZarrException(
                    "It is packed by “blosc” in a way that cannot be unpacked here ("
                        + format
                        + ").");
          };
    } catch (net.jpountz.lz4.LZ4Exception
        | com.github.luben.zstd.ZstdException
        | DataFormatException
        | IndexOutOfBoundsException e) {
      throw new ZarrException("What was packed by “blosc” is damaged.", e);
    }
    if (found != length) {
      throw damaged();
    }
  }

  private static int inflated(byte[] from, int at, int packed, byte[] into, int to, int length)
      throws DataFormatException {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(from, at, packed);
      int found = 0;
      while (found < length) {
        int more = inflater.inflate(into, to + found, length - found);
        if (more == 0) {
          break;
        }
        found += more;
      }
      return found;
    }
  }

  private static void order(int flags, int element, byte[] from, int length, byte[] into, int to) {
    if ((flags & SHUFFLED) != 0 && element > 1) {
      unshuffle(element, from, length, into, to);
    } else if ((flags & BITS_SHUFFLED) != 0 && length >= element) {
      unshuffleBits(element, from, length, into, to);
    } else {
      System.arraycopy(from, 0, into, to, length);
    }
  }

  /// First all first bytes of the elements, then all second ones.
  private static void unshuffle(int element, byte[] from, int length, byte[] into, int to) {
    int elements = length / element;
    for (int e = 0; e < elements; e++) {
      for (int b = 0; b < element; b++) {
        into[to + e * element + b] = from[b * elements + e];
      }
    }
    int rest = elements * element;
    System.arraycopy(from, rest, into, to + rest, length - rest);
  }

  /// First all lowest bits of the first bytes, eight elements to a byte. A number of elements that
  /// eight does not divide was left as it was.
  private static void unshuffleBits(int element, byte[] from, int length, byte[] into, int to) {
    int elements = length / element;
    if (elements % Byte.SIZE != 0) {
      System.arraycopy(from, 0, into, to, length);
      return;
    }
    int row = elements / Byte.SIZE;
    Arrays.fill(into, to, to + elements * element, (byte) 0);
    for (int b = 0; b < element; b++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        int source = (b * Byte.SIZE + bit) * row;
        for (int r = 0; r < row; r++) {
          int bits = from[source + r];
          int at = to + r * Byte.SIZE * element + b;
          for (int e = 0; bits != 0 && e < Byte.SIZE; e++) {
            into[at + e * element] |= (byte) ((bits >> e & 1) << bit);
          }
        }
      }
    }
    int rest = elements * element;
    System.arraycopy(from, rest, into, to + rest, length - rest);
  }
}
