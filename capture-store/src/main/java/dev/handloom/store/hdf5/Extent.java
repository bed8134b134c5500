package dev.handloom.store.hdf5;

import dev.handloom.store.hdf5.Source.Cursor;
import java.io.IOException;
import java.util.Arrays;

/// How many elements in each dimension.
///
/// @param most how many there may be
/// @param nothing whether there is not even one
record Extent(long[] lengths, long[] most, boolean nothing) {
  /// Stands for a dimension that may grow without end.
  static final long UNLIMITED = -1;

  private static final int MOST_DIMENSIONS = 32;

  static Extent parse(Cursor said) throws IOException {
    int version = said.u8();
    int dimensions = said.u8();
    int flags = said.u8();
    if (dimensions > MOST_DIMENSIONS || version < 1 || version > 2) {
      throw new Hdf5Exception("It is damaged: the shape of an array in it cannot be read.");
    }
    boolean nothing = false;
    if (version == 1) {
      said.skip(1 + 4);
    } else {
      nothing = said.u8() == 2;
    }
    long[] lengths = new long[dimensions];
    for (int i = 0; i < dimensions; i++) {
      lengths[i] = said.length();
      if (lengths[i] < 0) {
        throw new Hdf5Exception("It is damaged: the shape of an array in it cannot be read.");
      }
    }
    long[] most = lengths.clone();
    if ((flags & 1) != 0) {
      for (int i = 0; i < dimensions; i++) {
        long length = said.length();
        most[i] = length < lengths[i] ? UNLIMITED : length;
      }
    }
    return new Extent(lengths, most, nothing);
  }

  /// How many elements; −1 where there are more than `most`.
  long elements(long most) {
    if (nothing) {
      return 0;
    }
    if (Arrays.stream(lengths).anyMatch(length -> length == 0)) {
      return 0;
    }
    long elements = 1;
    for (long length : lengths) {
      if (elements > most / length) {
        return -1;
      }
      elements *= length;
    }
    return elements;
  }
}
