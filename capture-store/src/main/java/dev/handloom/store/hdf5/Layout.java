package dev.handloom.store.hdf5;

import dev.handloom.store.hdf5.Source.Cursor;
import java.io.IOException;
import java.util.Arrays;

/// Where the elements of an array lie.
///
/// @param kind compact, in one piece, or in chunks
/// @param address of the piece, or of the chunks' index
/// @param bytes of a piece; those of the only chunk where it is packed
/// @param inside what lies in the description itself
/// @param chunk lengths of a chunk, without the element's
/// @param index which index newer files have; 0 for the tree of older ones
/// @param notFiltered of the only chunk
/// @param settings of the index
/// @param version of the layout
record Layout(
    int kind,
    long address,
    long bytes,
    byte[] inside,
    long[] chunk,
    int index,
    long notFiltered,
    byte[] settings,
    int version) {
  static final int COMPACT = 0;
  static final int ONE_PIECE = 1;
  static final int CHUNKS = 2;
  static final int SINGLE = 1;
  static final int IMPLICIT = 2;
  static final int FIXED = 3;
  static final int EXTENSIBLE = 4;
  static final int TREE = 5;

  private static final int OLD = 3;
  private static final int NEWEST = 5;
  private static final int FILTERED_SINGLE = 0x2;
  private static final int MOST_DIMENSIONS = 33;
  private static final byte[] NOTHING = {};

  static Layout parse(Cursor said) throws IOException {
    int version = said.u8();
    if (version < OLD) {
      return ancient(said, version);
    }
    if (version > NEWEST) {
      throw new Hdf5Exception("It has arrays of a newer layout than is read here.");
    }
    int kind = said.u8();
    return switch (kind) {
      case COMPACT -> {
        byte[] inside = said.take(said.u16());
        yield new Layout(kind, 0, inside.length, inside, new long[0], 0, 0, NOTHING, version);
      }
      case ONE_PIECE -> {
        long address = said.address();
        yield new Layout(
            kind, address, said.length(), NOTHING, new long[0], 0, 0, NOTHING, version);
      }
      case CHUNKS -> version == OLD ? chunks(said) : young(said, version);
      default -> throw new Hdf5Exception("It has an array that lies in other files.");
    };
  }

  private static Layout ancient(Cursor said, int version) throws IOException {
    int dimensions = said.u8();
    int kind = said.u8();
    said.skip(5);
    long address = kind == COMPACT ? 0 : said.address();
    long[] lengths = lengths(said, dimensions, 4);
    if (kind == COMPACT) {
      byte[] inside = said.take(said.u32());
      return new Layout(kind, 0, inside.length, inside, new long[0], 0, 0, NOTHING, version);
    }
    if (kind == ONE_PIECE) {
      return new Layout(kind, address, -1, NOTHING, new long[0], 0, 0, NOTHING, version);
    }
    long[] chunk = Arrays.copyOf(lengths, Math.max(0, dimensions - 1));
    return new Layout(kind, address, 0, NOTHING, chunk, 0, 0, NOTHING, version);
  }

  private static long[] lengths(Cursor said, int dimensions, int bytes) throws IOException {
    if (dimensions > MOST_DIMENSIONS) {
      throw new Hdf5Exception("It is damaged: the shape of an array in it cannot be read.");
    }
    long[] lengths = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      lengths[i] = said.sized(bytes);
    }
    return lengths;
  }

  private static Layout chunks(Cursor said) throws IOException {
    int dimensions = said.u8();
    long tree = said.address();
    long[] lengths = lengths(said, dimensions, 4);
    return new Layout(
        CHUNKS,
        tree,
        0,
        NOTHING,
        Arrays.copyOf(lengths, Math.max(0, dimensions - 1)),
        0,
        0,
        NOTHING,
        OLD);
  }

  private static Layout young(Cursor said, int version) throws IOException {
    int flags = said.u8();
    int dimensions = said.u8();
    int each = said.u8();
    long[] lengths = lengths(said, dimensions, Math.clamp(each, 1, 8));
    int index = said.u8();
    long bytes = 0;
    long skipped = 0;
    byte[] settings = NOTHING;
    switch (index) {
      case SINGLE -> {
        if ((flags & FILTERED_SINGLE) != 0) {
          bytes = said.length();
          skipped = said.u32();
        }
      }
      case IMPLICIT -> {}
      case FIXED -> settings = said.take(1);
      case EXTENSIBLE -> settings = said.take(5);
      case TREE -> said.skip(4 + 1 + 1);
      default -> throw new Hdf5Exception("It has an index that is not read here.");
    }
    return new Layout(
        CHUNKS,
        said.address(),
        bytes,
        NOTHING,
        Arrays.copyOf(lengths, Math.max(0, dimensions - 1)),
        index,
        skipped,
        settings,
        version);
  }
}
