package dev.handloom.store.hdf5;

import dev.handloom.store.hdf5.Source.Cursor;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Finds the chunks of an array through whichever index the file has.
final class ChunkIndex {
  /// Hears of a chunk.
  interface Reader {
    /// @param at its place, counted in chunks
    /// @param bytes it takes in the file; 0 where it is not packed
    /// @param skipped a bit for each filter that it did not go through
    void read(long[] at, long address, long bytes, long skipped) throws IOException;
  }

  private static final int CHUNK_TREE = 1;
  private static final int CHECKSUM = 4;
  private static final int MASK = 4;
  private static final int FILTERED_TREE = 11;

  private final Source source;
  private final Layout layout;
  private final Extent extent;
  private final boolean packed;
  private final int chunkBytes;
  private final Reader reader;
  private final int dimensions;
  private final Set<Long> seen = new HashSet<>();

  private ChunkIndex(
      Source source, Layout layout, Extent extent, boolean packed, int chunkBytes, Reader reader) {
    this.source = source;
    this.layout = layout;
    this.extent = extent;
    this.packed = packed;
    this.chunkBytes = chunkBytes;
    this.reader = reader;
    dimensions = layout.chunk().length;
  }

  static void read(
      Source source, Layout layout, Extent extent, boolean packed, int chunkBytes, Reader reader)
      throws IOException {
    if (layout.address() == Source.NOWHERE) {
      return;
    }
    ChunkIndex index = new ChunkIndex(source, layout, extent, packed, chunkBytes, reader);
    switch (layout.index()) {
      case 0 -> index.oldTree(layout.address());
      case Layout.SINGLE ->
          reader.read(
              new long[index.dimensions], layout.address(), layout.bytes(), layout.notFiltered());
      case Layout.IMPLICIT -> index.implicit();
      case Layout.FIXED -> index.fixed();
      case Layout.EXTENSIBLE -> index.extensible();
      default -> index.youngTree();
    }
  }

  private void oldTree(long address) throws IOException {
    if (!seen.add(address)) {
      throw new Hdf5Exception("It is damaged: the index of an array leads in circles.");
    }
    int head = 8 + 2 * source.offsets();
    Cursor node = source.at(address, head);
    node.signature("TREE");
    if (node.u8() != CHUNK_TREE) {
      throw new Hdf5Exception("It is damaged: the index of an array is not one.");
    }
    int level = node.u8();
    int count = node.u16();
    int each = 4 + MASK + 8 * (dimensions + 1) + source.offsets();
    Cursor entries = source.at(address + head, (long) count * each);
    for (int i = 0; i < count; i++) {
      long bytes = entries.u32();
      long skipped = entries.u32();
      long[] at = new long[dimensions];
      for (int d = 0; d < dimensions; d++) {
        at[d] = entries.u64() / layout.chunk()[d];
      }
      entries.skip(8);
      long child = entries.address();
      if (level > 0) {
        oldTree(child);
      } else {
        reader.read(at, child, bytes, skipped);
      }
    }
  }

  private void youngTree() throws IOException {
    int record = 4 + 1 + 1 + 4;
    Cursor head = source.at(layout.address(), record + 2);
    head.skip(4 + 1);
    boolean filtered = head.u8() == FILTERED_TREE;
    head.skip(4);
    int length = head.u16() - source.offsets() - MASK - 8 * dimensions;
    if (filtered && (length < 1 || length > Long.BYTES)) {
      throw new Hdf5Exception("It is damaged: the index of an array cannot be read.");
    }
    YoungTree.read(
        source,
        layout.address(),
        entry -> {
          long child = entry.address();
          long bytes = filtered ? entry.sized(length) : 0;
          long skipped = filtered ? entry.u32() : 0;
          long[] at = new long[dimensions];
          for (int d = 0; d < dimensions; d++) {
            at[d] = entry.u64();
          }
          reader.read(at, child, bytes, skipped);
        });
  }

  /// How many chunks there are in a dimension, of those that there may be.
  private long chunks(int dimension) {
    long length = extent.most()[dimension];
    if (length == Extent.UNLIMITED) {
      length = extent.lengths()[dimension];
    }
    return Math.ceilDiv(length, layout.chunk()[dimension]);
  }

  private long all() throws Hdf5Exception {
    long all = 1;
    for (int d = 0; d < dimensions; d++) {
      long here = chunks(d);
      if (here != 0 && all > (1L << 32) / here) {
        throw new Hdf5Exception("It is damaged: an array has more pieces than it can have.");
      }
      all *= here;
    }
    return all;
  }

  /// The place of a chunk that is counted through; the dimension that may grow runs slowest.
  private long[] place(long index) {
    int slowest = 0;
    if (layout.index() == Layout.EXTENSIBLE) {
      while (slowest < dimensions - 1 && extent.most()[slowest] != Extent.UNLIMITED) {
        slowest++;
      }
    }
    long[] at = new long[dimensions];
    long rest = index;
    for (int d = dimensions - 1; d >= 0; d--) {
      if (d != slowest) {
        at[d] = rest % Math.max(1, chunks(d));
        rest /= Math.max(1, chunks(d));
      }
    }
    if (dimensions > 0) {
      at[slowest] = rest;
    }
    return at;
  }

  private void implicit() throws IOException {
    long all = all();
    for (long i = 0; i < all; i++) {
      reader.read(place(i), layout.address() + i * chunkBytes, 0, 0);
    }
  }

  private void element(Cursor in, int bytes, long index) throws IOException {
    long address = in.address();
    long length = packed ? in.sized(bytes - source.offsets() - MASK) : 0;
    long skipped = packed ? in.u32() : 0;
    if (address != Source.NOWHERE) {
      reader.read(place(index), address, length, skipped);
    }
  }

  private int elementBytes(int said) throws Hdf5Exception {
    int rest = said - source.offsets() - (packed ? MASK : 0);
    if (rest < 0 || rest > Long.BYTES || (!packed && rest != 0)) {
      throw new Hdf5Exception("It is damaged: the index of an array cannot be read.");
    }
    return said;
  }

  private void fixed() throws IOException {
    Cursor head =
        source.at(layout.address(), 4 + 1 + 1 + 1 + 1 + source.lengths() + source.offsets());
    head.signature("FAHD");
    head.skip(2);
    int bytes = elementBytes(head.u8());
    int pageBits = head.u8();
    long count = Math.min(head.length(), all());
    long block = head.address();
    if (block == Source.NOWHERE) {
      return;
    }
    int start = 4 + 1 + 1 + source.offsets();
    source.at(block, start).signature("FADB");
    pages(block + start, count, 0, bytes, pageBits, true);
  }

  /// Elements behind the head of a block, in pages where they are many.
  ///
  /// @param bitmap whether the block itself says which pages are in use
  private void pages(long at, long count, long first, int bytes, int pageBits, boolean bitmap)
      throws IOException {
    if (pageBits > 30) {
      throw new Hdf5Exception("It is damaged: the index of an array cannot be read.");
    }
    long page = 1L << pageBits;
    if (count <= page) {
      elements(at, count, first, bytes);
      return;
    }
    long pages = Math.ceilDiv(count, page);
    byte[] used =
        bitmap ? source.at(at, Math.ceilDiv(pages, 8L)).take(Math.ceilDiv(pages, 8L)) : null;
    long begin = at + (used == null ? 0 : used.length) + CHECKSUM;
    for (long p = 0; p < pages; p++) {
      if (used == null || (used[(int) (p / 8)] & (0x80 >> (p % 8))) != 0) {
        long here = Math.min(page, count - p * page);
        elements(begin + p * (page * bytes + CHECKSUM), here, first + p * page, bytes);
      }
    }
  }

  private void elements(long at, long count, long first, int bytes) throws IOException {
    Cursor in = source.at(at, count * bytes);
    for (long i = 0; i < count; i++) {
      element(in, bytes, first + i);
    }
  }

  private void extensible() throws IOException {
    Cursor head =
        source.at(layout.address(), 4 + 1 + 1 + 6 + 6L * source.lengths() + source.offsets());
    head.signature("EAHD");
    head.skip(2);
    int bytes = elementBytes(head.u8());
    int countBits = head.u8();
    int inside = head.u8();
    int smallest = head.u8();
    int pointers = head.u8();
    int pageBits = head.u8();
    head.skip(6L * source.lengths());
    long block = head.address();
    boolean sane =
        Integer.bitCount(smallest) == 1 && Integer.bitCount(pointers) == 1 && countBits <= 64;
    if (!sane) {
      throw new Hdf5Exception("It is damaged: the index of an array cannot be read.");
    }
    if (block != Source.NOWHERE) {
      new Growing(all(), bytes, (countBits + 7) / 8, smallest, pageBits)
          .read(block, inside, pointers);
    }
  }

  /// The index of an array that grows: blocks that become larger and larger.
  private final class Growing {
    private final long all;
    private final int bytes;
    private final int offsetBytes;
    private final int smallest;
    private final int pageBits;

    Growing(long all, int bytes, int offsetBytes, int smallest, int pageBits) {
      this.all = all;
      this.bytes = bytes;
      this.offsetBytes = offsetBytes;
      this.smallest = smallest;
      this.pageBits = pageBits;
    }

    private int blocks(int step) {
      return 1 << (step / 2);
    }

    private long each(int step) {
      return (long) smallest << ((step + 1) / 2);
    }

    void read(long block, int inside, int pointers) throws IOException {
      int start = 4 + 1 + 1 + source.offsets();
      source.at(block, start).signature("EAIB");
      elements(block + start, Math.min(inside, all), 0, bytes);
      long index = inside;
      long at = block + start + (long) inside * bytes;
      int direct = 2 * (pointers - 1);
      int step = 0;
      for (int done = 0; done < direct && index < all; step++) {
        for (int b = 0; b < blocks(step) && done < direct; b++, done++) {
          leaf(
              source.at(at + (long) done * source.offsets(), source.offsets()).address(),
              each(step),
              index,
              null);
          index += each(step);
        }
      }
      at += (long) direct * source.offsets();
      for (int s = 0; index < all; s++, step++) {
        if (step > 60) {
          throw new Hdf5Exception("It is damaged: the index of an array has no end.");
        }
        upper(source.at(at + (long) s * source.offsets(), source.offsets()).address(), step, index);
        index += each(step) * blocks(step);
      }
    }

    private void upper(long address, int step, long first) throws IOException {
      if (address == Source.NOWHERE) {
        return;
      }
      int start = 4 + 1 + 1 + source.offsets() + offsetBytes;
      source.at(address, start).signature("EASB");
      long page = 1L << Math.min(30, pageBits);
      int mapBytes = each(step) > page ? (int) Math.ceilDiv(each(step) / page, 8L) : 0;
      long maps = address + start;
      long at = maps + (long) mapBytes * blocks(step);
      for (int b = 0; b < blocks(step); b++) {
        long index = first + b * each(step);
        if (index >= all) {
          return;
        }
        byte[] used =
            mapBytes == 0 ? null : source.at(maps + (long) b * mapBytes, mapBytes).take(mapBytes);
        long child = source.at(at + (long) b * source.offsets(), source.offsets()).address();
        leaf(child, each(step), index, used);
      }
    }

    private void leaf(
        long address, long count, long first, byte @org.jspecify.annotations.Nullable [] used)
        throws IOException {
      if (address == Source.NOWHERE) {
        return;
      }
      int start = 4 + 1 + 1 + source.offsets() + offsetBytes;
      source.at(address, start).signature("EADB");
      long here = Math.min(count, all - first);
      if (used == null) {
        elements(address + start, here, first, bytes);
        return;
      }
      long page = 1L << pageBits;
      for (long p = 0; p * page < here; p++) {
        if ((used[(int) (p / 8)] & (0x80 >> (p % 8))) != 0) {
          elements(
              address + start + CHECKSUM + p * (page * bytes + CHECKSUM),
              Math.min(page, here - p * page),
              first + p * page,
              bytes);
        }
      }
    }
  }
}
