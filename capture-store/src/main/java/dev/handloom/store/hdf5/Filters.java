package dev.handloom.store.hdf5;

import dev.handloom.store.hdf5.Source.Cursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// How chunks are packed: one filter after another, undone from the last to the first.
final class Filters {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER = 3;
  private static final int LZF = 32000;
  private static final int FIRST_NAMED = 256;
  private static final int FLETCHER_BYTES = 4;
  private static final int MOST_FILTERS = 32;

  private record Filter(int id, int first) {}

  private final List<Filter> filters = new ArrayList<>();

  static Filters parse(Cursor said) throws IOException {
    Filters read = new Filters();
    int version = said.u8();
    int count = said.u8();
    if (count > MOST_FILTERS || version < 1 || version > 2) {
      throw new Hdf5Exception("It is damaged: how an array is packed cannot be read.");
    }
    said.skip(version == 1 ? 6 : 0);
    for (int i = 0; i < count; i++) {
      int id = said.u16();
      int name = version == 1 || id >= FIRST_NAMED ? said.u16() : 0;
      said.skip(2);
      int values = said.u16();
      said.skip(version == 1 ? (name + 7) / 8 * 8 : name);
      int first = 0;
      for (int v = 0; v < values; v++) {
        int value = (int) said.u32();
        first = v == 0 ? value : first;
      }
      said.skip(version == 1 && values % 2 == 1 ? 4 : 0);
      read.filters.add(new Filter(id, first));
    }
    return read;
  }

  boolean any() {
    return !filters.isEmpty();
  }

  /// Fails where a filter is not known here.
  void known() throws Hdf5Exception {
    for (Filter filter : filters) {
      switch (filter.id()) {
        case DEFLATE, SHUFFLE, FLETCHER, LZF -> {}
        default ->
            throw new Hdf5Exception(
                "It is packed in a way that cannot be unpacked here (filter " + filter.id() + ").");
      }
    }
  }

  /// @param skipped a bit for each filter that was not used for this chunk
  byte[] undo(byte[] packed, long skipped, int size) throws Hdf5Exception {
    byte[] raw = packed;
    for (int i = filters.size() - 1; i >= 0; i--) {
      if ((skipped >> i & 1) != 0) {
        continue;
      }
      Filter filter = filters.get(i);
      raw =
          switch (filter.id()) {
            case DEFLATE -> inflated(raw, size + FLETCHER_BYTES);
            case SHUFFLE -> unshuffled(raw, filter.first());
            case FLETCHER -> checked(raw);
            default -> lzf(raw, size);
          };
    }
    if (raw.length != size) {
      throw damaged();
    }
    return raw;
  }

  private static Hdf5Exception damaged() {
    return new Hdf5Exception("It is damaged: a packed piece of an array cannot be unpacked.");
  }

  private static byte[] inflated(byte[] packed, int most) throws Hdf5Exception {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(packed);
      byte[] raw = new byte[most];
      int found = 0;
      while (found < most && !inflater.finished()) {
        int more = inflater.inflate(raw, found, most - found);
        if (more == 0 && !inflater.finished()) {
          break;
        }
        found += more;
      }
      if (!inflater.finished() && found < most) {
        throw damaged();
      }
      return Arrays.copyOf(raw, found);
    } catch (DataFormatException e) {
      throw new Hdf5Exception("It is damaged: a packed piece of an array cannot be unpacked.", e);
    }
  }

  private static byte[] unshuffled(byte[] mixed, int element) {
    if (element <= 1) {
      return mixed;
    }
    byte[] raw = new byte[mixed.length];
    int elements = mixed.length / element;
    for (int e = 0; e < elements; e++) {
      for (int b = 0; b < element; b++) {
        raw[e * element + b] = mixed[b * elements + e];
      }
    }
    System.arraycopy(mixed, elements * element, raw, elements * element, mixed.length % element);
    return raw;
  }

  private static byte[] checked(byte[] with) throws Hdf5Exception {
    if (with.length < FLETCHER_BYTES) {
      throw damaged();
    }
    byte[] raw = Arrays.copyOf(with, with.length - FLETCHER_BYTES);
    int said = 0;
    for (int i = 0; i < FLETCHER_BYTES; i++) {
      said |= (with[raw.length + i] & 0xFF) << (Byte.SIZE * i);
    }
    if (said != fletcher(raw)) {
      throw new Hdf5Exception("It is damaged: a piece of an array does not match its checksum.");
    }
    return raw;
  }

  /// Over words of two bytes, the first the higher.
  private static int fletcher(byte[] raw) {
    long one = 0;
    long two = 0;
    for (int i = 0; i < raw.length; i += 2) {
      int low = i + 1 < raw.length ? raw[i + 1] & 0xFF : 0;
      one = (one + ((raw[i] & 0xFF) << 8 | low)) % 65535;
      two = (two + one) % 65535;
    }
    return (int) (two << 16 | one);
  }

  private static byte[] lzf(byte[] packed, int size) throws Hdf5Exception {
    byte[] raw = new byte[size];
    int at = 0;
    int out = 0;
    while (at < packed.length) {
      int control = packed[at++] & 0xFF;
      if (control < 32) {
        int run = control + 1;
        if (run > packed.length - at || run > size - out) {
          throw damaged();
        }
        System.arraycopy(packed, at, raw, out, run);
        at += run;
        out += run;
      } else {
        int run = control >> 5;
        if (run == 7 && at < packed.length) {
          run += packed[at++] & 0xFF;
        }
        if (at >= packed.length) {
          throw damaged();
        }
        int from = out - ((control & 31) << 8) - (packed[at++] & 0xFF) - 1;
        run += 2;
        if (from < 0 || run > size - out) {
          throw damaged();
        }
        for (int i = 0; i < run; i++) {
          raw[out++] = raw[from++];
        }
      }
    }
    return out == size ? raw : Arrays.copyOf(raw, out);
  }
}
