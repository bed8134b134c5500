package dev.handloom.store.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// An array that is read.
public final class Hdf5Dataset {
  /// An array with more elements is not read at once.
  private static final long MOST_ELEMENTS = 1 << 24;

  private static final int LARGEST_CHUNK = 1 << 28;

  private final Source source;
  private final ObjectHeader header;
  private final ElementType type;
  private final Extent extent;

  Hdf5Dataset(Source source, ObjectHeader header) throws IOException {
    this.source = source;
    this.header = header;
    type = ElementType.parse(header.needed(ObjectHeader.TYPE));
    extent = Extent.parse(header.needed(ObjectHeader.SPACE));
  }

  public List<Long> shape() {
    List<Long> shape = new ArrayList<>();
    for (long length : extent.lengths()) {
      shape.add(length);
    }
    return shape;
  }

  public ElementType type() {
    return type;
  }

  /// All its elements as numbers, in row-major order.
  public double[] doubles() throws IOException {
    if (!type.number()) {
      throw new Hdf5Exception("It does not hold numbers.");
    }
    long elements = extent.elements(MOST_ELEMENTS);
    if (elements < 0) {
      throw new Hdf5Exception("It is damaged, or an array in it is larger than what is read here.");
    }
    byte[] raw = new byte[(int) (elements * type.bytes())];
    if (raw.length > 0) {
      fill(raw);
    }
    ByteBuffer bytes = ByteBuffer.wrap(raw).order(type.order());
    double[] values = new double[(int) elements];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.value(bytes, i * type.bytes());
    }
    return values;
  }

  private void fill(byte[] raw) throws IOException {
    Layout layout = Layout.parse(header.needed(ObjectHeader.LAYOUT));
    byte[] usual = usual();
    if (usual.length == type.bytes()) {
      for (int at = 0; at < raw.length; at += usual.length) {
        System.arraycopy(usual, 0, raw, at, usual.length);
      }
    }
    switch (layout.kind()) {
      case Layout.COMPACT -> {
        if (layout.inside().length < raw.length) {
          throw new Hdf5Exception("It is damaged: an array is shorter than it says.");
        }
        System.arraycopy(layout.inside(), 0, raw, 0, raw.length);
      }
      case Layout.ONE_PIECE -> {
        if (layout.bytes() >= 0 && layout.bytes() < raw.length) {
          throw new Hdf5Exception("It is damaged: an array is shorter than it says.");
        }
        if (layout.address() != Source.NOWHERE) {
          source.bytes(layout.address(), raw, 0, raw.length);
        }
      }
      default -> chunks(layout, raw);
    }
  }

  /// What stands where nothing was written; empty for zeros.
  private byte[] usual() throws IOException {
    Optional<Source.Cursor> said = header.one(ObjectHeader.FILL);
    if (said.isEmpty()) {
      return new byte[0];
    }
    Source.Cursor in = said.get();
    int version = in.u8();
    if (version >= 3) {
      boolean defined = (in.u8() & 0x20) != 0;
      return defined ? in.take(in.u32()) : new byte[0];
    }
    in.skip(2);
    int defined = in.u8();
    return defined == 0 || in.left() < 4 ? new byte[0] : in.take(in.u32());
  }

  private void chunks(Layout layout, byte[] raw) throws IOException {
    if (layout.chunk().length != extent.lengths().length) {
      throw new Hdf5Exception("It is damaged: an array and its pieces differ in shape.");
    }
    long size = type.bytes();
    for (long length : layout.chunk()) {
      if (length <= 0 || size > LARGEST_CHUNK / length) {
        throw new Hdf5Exception("It is damaged: a piece of an array is larger than it can be.");
      }
      size *= length;
    }
    int chunkBytes = (int) size;
    Optional<Source.Cursor> said = header.one(ObjectHeader.FILTERS);
    Filters filters = said.isEmpty() ? new Filters() : Filters.parse(said.get());
    filters.known();
    ChunkIndex.read(
        source,
        layout,
        extent,
        filters.any(),
        chunkBytes,
        (at, address, bytes, skipped) -> {
          long length = filters.any() && bytes > 0 ? bytes : chunkBytes;
          if (inside(layout, at) && address != Source.NOWHERE) {
            byte[] packed = source.at(address, length).take(length);
            place(layout, at, filters.undo(packed, skipped, chunkBytes), raw);
          }
        });
  }

  private boolean inside(Layout layout, long[] at) {
    for (int d = 0; d < at.length; d++) {
      if (at[d] < 0 || at[d] > (extent.lengths()[d] - 1) / layout.chunk()[d]) {
        return false;
      }
    }
    return true;
  }

  private void place(Layout layout, long[] chunk, byte[] from, byte[] into) {
    int dimensions = chunk.length;
    int last = dimensions - 1;
    long[] lengths = extent.lengths();
    long[] start = new long[dimensions];
    long[] end = new long[dimensions];
    for (int d = 0; d < dimensions; d++) {
      start[d] = chunk[d] * layout.chunk()[d];
      end[d] = Math.min(start[d] + layout.chunk()[d], lengths[d]);
    }
    long[] at = Arrays.copyOf(start, dimensions);
    int line = (int) (end[last] - start[last]) * type.bytes();
    while (true) {
      long source = 0;
      long target = 0;
      for (int d = 0; d < dimensions; d++) {
        source = source * layout.chunk()[d] + at[d] - start[d];
        target = target * lengths[d] + at[d];
      }
      System.arraycopy(
          from, (int) (source * type.bytes()), into, (int) (target * type.bytes()), line);
      int d = last - 1;
      while (d >= 0 && ++at[d] == end[d]) {
        at[d] = start[d];
        d--;
      }
      if (d < 0) {
        return;
      }
    }
  }
}
