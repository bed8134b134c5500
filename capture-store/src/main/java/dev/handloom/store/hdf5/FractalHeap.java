package dev.handloom.store.hdf5;

import dev.handloom.store.hdf5.Source.Cursor;
import java.io.IOException;

/// Where newer files keep many names or many attributes: blocks in rows, each row twice as large.
final class FractalHeap {
  private static final int KIND_SHIFT = 4;
  private static final int MANAGED = 0;
  private static final int TINY = 2;
  private static final int MOST_WIDTH = 1 << 12;
  private static final int MOST_ROWS = 32;

  private final Source source;
  private final int idLength;
  private final int offsetBytes;
  private final int lengthBytes;
  private final int width;
  private final long first;
  private final long largestDirect;
  private final long root;
  private final int rootRows;

  FractalHeap(Source source, long address) throws IOException {
    this.source = source;
    int head = 4 + 1 + 2 + 2 + 1 + 4 + 12 * source.lengths() + 3 * source.offsets() + 2 + 2 + 2 + 2;
    Cursor in = source.at(address, head);
    in.signature("FRHP");
    in.skip(1);
    idLength = in.u16();
    if (in.u16() != 0) {
      throw new Hdf5Exception("Its names are packed, which is not read here.");
    }
    in.skip(1);
    long largestManaged = in.u32();
    in.skip(source.lengths() + source.offsets() + source.lengths() + source.offsets());
    in.skip(8L * source.lengths());
    width = in.u16();
    first = in.length();
    largestDirect = in.length();
    int bits = in.u16();
    in.skip(2);
    root = in.address();
    rootRows = in.u16();
    boolean sane =
        width > 0
            && width <= MOST_WIDTH
            && Long.bitCount(first) == 1
            && Long.bitCount(largestDirect) == 1
            && first <= largestDirect
            && largestDirect <= 1 << 30
            && bits > 0
            && bits <= Long.SIZE
            && idLength > 1;
    if (!sane) {
      throw new Hdf5Exception("It is damaged: where its names lie cannot be read.");
    }
    offsetBytes = (bits + 7) / Byte.SIZE;
    lengthBytes = Math.min(bytesFor(largestDirect), bytesFor(largestManaged));
  }

  static int bytesFor(long most) {
    return (Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, most)) + 7) / Byte.SIZE;
  }

  int idLength() {
    return idLength;
  }

  Cursor object(byte[] id) throws IOException {
    int kind = id[0] >> KIND_SHIFT & 3;
    if (kind == TINY) {
      int length = Math.min((id[0] & 0xF) + 1, id.length - 1);
      return new Cursor(
          java.nio.ByteBuffer.wrap(id, 1, length).slice().order(java.nio.ByteOrder.LITTLE_ENDIAN),
          source);
    }
    if (kind != MANAGED) {
      throw new Hdf5Exception("It has an attribute or a name of a length that is not read here.");
    }
    Cursor in =
        new Cursor(java.nio.ByteBuffer.wrap(id).order(java.nio.ByteOrder.LITTLE_ENDIAN), source);
    in.skip(1);
    long offset = in.sized(offsetBytes);
    long length = in.sized(lengthBytes);
    if (rootRows == 0) {
      return source.at(root + offset, length);
    }
    return within(root, rootRows, 0, offset, length, 0);
  }

  private long rowBlock(int row) {
    return row < 2 ? first : first << (row - 1);
  }

  private Cursor within(long block, int rows, long start, long offset, long length, int deep)
      throws IOException {
    if (deep > Byte.SIZE || rows > MOST_ROWS) {
      throw new Hdf5Exception("It is damaged: where its names lie leads in circles.");
    }
    int head = 4 + 1 + source.offsets() + offsetBytes;
    long at = start;
    for (int row = 0; row < rows; row++) {
      long each = rowBlock(row);
      if (offset - at < each * width) {
        int column = (int) ((offset - at) / each);
        long entry = block + head + ((long) row * width + column) * source.offsets();
        source.at(block, 4).signature("FHIB");
        long child = source.at(entry, source.offsets()).address();
        long begin = at + column * each;
        if (each <= largestDirect) {
          return source.at(child + (offset - begin), length);
        }
        int below = 1 + Long.numberOfTrailingZeros(Math.max(1, each / first / width));
        return within(child, below, begin, offset, length, deep + 1);
      }
      at += each * width;
    }
    throw new Hdf5Exception("It is damaged: a name in it lies nowhere.");
  }
}
