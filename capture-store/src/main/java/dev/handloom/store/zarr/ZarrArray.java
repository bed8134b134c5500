package dev.handloom.store.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/// An array that is read, rows by its first index. One thread.
public final class ZarrArray {
  /// What is asked for at once may not be larger.
  private static final long LARGEST_READ = 1L << 30;

  private static final int SPARE = 1 << 16;

  private final String name;
  private final ArrayHeader header;
  private final ZarrStore store;
  private final Map<String, Packing.Unpacker> unpackers;
  private String lastKey = "";
  private byte[] last = {};

  ZarrArray(
      String name, ArrayHeader header, ZarrStore store, Map<String, Packing.Unpacker> unpackers) {
    this.name = name;
    this.header = header;
    this.store = store;
    this.unpackers = unpackers;
  }

  public ArrayHeader header() {
    return header;
  }

  /// Whether its chunks can be unpacked here.
  public boolean readable() {
    return header.type().number() && header.packing().known(header, unpackers);
  }

  /// How many rows a chunk has; reading by so many is fastest.
  public int chunkRows() {
    return header.chunks().isEmpty() ? 1 : header.chunks().getFirst();
  }

  /// Rows, in row-major order, as the file's elements are.
  public ByteBuffer rows(long from, int count) throws IOException {
    if (from < 0 || count < 0 || from + count > header.rows()) {
      throw new IndexOutOfBoundsException(from + " + " + count + " of " + header.rows());
    }
    if (!header.type().number()) {
      throw new ZarrException("“" + name + "” does not hold numbers.");
    }
    int element = header.type().bytes();
    long row = header.rowElements() * element;
    if (row * count > LARGEST_READ) {
      throw new ZarrException("“" + name + "” is too large to be read at once.");
    }
    byte[] into = new byte[(int) (row * count)];
    if (into.length > 0) {
      gather(into, from, count);
    }
    return ByteBuffer.wrap(into).order(header.type().order());
  }

  /// Rows as numbers.
  public double[] doubles(long from, int count) throws IOException {
    ByteBuffer bytes = rows(from, count);
    ZarrType type = header.type();
    double[] values = new double[bytes.limit() / type.bytes()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.value(bytes, i * type.bytes());
    }
    return values;
  }

  /// Rows as whole numbers; those of an array of fractions are cut.
  public long[] longs(long from, int count) throws IOException {
    ZarrType type = header.type();
    ByteBuffer bytes = rows(from, count);
    long[] values = new long[bytes.limit() / type.bytes()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          type.kind() == ZarrType.Kind.FLOAT
              ? (long) type.value(bytes, i * type.bytes())
              : type.whole(bytes, i * type.bytes());
    }
    return values;
  }

  /// How many of the chunks that hold these rows are not in the file.
  public int missingChunks(long from, int count) {
    int missing = 0;
    int dimensions = header.shape().size();
    long[] chunk = new long[dimensions];
    long[] first = new long[dimensions];
    long[] end = new long[dimensions];
    bounds(from, count, first, end);
    System.arraycopy(first, 0, chunk, 0, dimensions);
    do {
      missing += store.has(key(chunk)) ? 0 : 1;
    } while (next(chunk, first, end));
    return missing;
  }

  private void bounds(long from, int count, long[] first, long[] end) {
    for (int d = 0; d < first.length; d++) {
      long begin = d == 0 ? from : 0;
      long stop = d == 0 ? from + count : header.shape().get(d);
      first[d] = begin / header.chunks().get(d);
      end[d] = (stop - 1) / header.chunks().get(d) + 1;
    }
  }

  private static boolean next(long[] at, long[] first, long[] end) {
    for (int d = at.length - 1; d >= 0; d--) {
      if (++at[d] < end[d]) {
        return true;
      }
      at[d] = first[d];
    }
    return false;
  }

  private String key(long[] chunk) {
    StringBuilder key = new StringBuilder(name);
    for (int d = 0; d < chunk.length; d++) {
      key.append(d == 0 ? (name.isEmpty() ? "" : "/") : String.valueOf(header.separator()));
      key.append(chunk[d]);
    }
    if (chunk.length == 0) {
      key.append(name.isEmpty() ? "0" : "/0");
    }
    return key.toString();
  }

  private void gather(byte[] into, long from, int count) throws IOException {
    int dimensions = header.shape().size();
    long[] first = new long[dimensions];
    long[] end = new long[dimensions];
    bounds(from, count, first, end);
    long[] chunk = first.clone();
    do {
      byte[] raw = chunk(key(chunk));
      copy(raw, chunk, into, from, count);
    } while (next(chunk, first, end));
  }

  private byte[] chunk(String key) throws IOException {
    if (key.equals(lastKey)) {
      return last;
    }
    int size = header.chunkBytes();
    Optional<byte[]> packed = store.get(key, size + size / 2 + SPARE);
    byte[] raw;
    if (packed.isPresent()) {
      try {
        raw = header.packing().unpack(packed.get(), size, header.chunks(), unpackers);
      } catch (ZarrException e) {
        throw new ZarrException(e.getMessage() + " It is “" + key + "”.", e);
      }
    } else {
      raw = new byte[size];
      if (header.fill() != 0) {
        ByteBuffer filled = ByteBuffer.wrap(raw).order(header.type().order());
        for (int at = 0; at < size; at += header.type().bytes()) {
          header.type().put(filled, at, header.fill());
        }
      }
    }
    lastKey = key;
    last = raw;
    return raw;
  }

  private void copy(byte[] raw, long[] chunk, byte[] into, long from, int count) {
    int dimensions = chunk.length;
    int element = header.type().bytes();
    if (dimensions == 0) {
      System.arraycopy(raw, 0, into, 0, element);
      return;
    }
    long[] low = new long[dimensions];
    long[] high = new long[dimensions];
    long[] chunkStep = new long[dimensions];
    long[] outStep = new long[dimensions];
    long inner = element;
    long outer = element;
    for (int k = 0; k < dimensions; k++) {
      int d = dimensions - 1 - k;
      int c = header.byColumns() ? k : d;
      chunkStep[c] = inner;
      inner *= header.chunks().get(c);
      outStep[d] = outer;
      outer *= d == 0 ? count : header.shape().get(d);
    }
    for (int d = 0; d < dimensions; d++) {
      long start = chunk[d] * header.chunks().get(d);
      low[d] = Math.max(start, d == 0 ? from : 0);
      high[d] =
          Math.min(start + header.chunks().get(d), d == 0 ? from + count : header.shape().get(d));
    }
    int lines = dimensions - 1;
    int length = (int) (high[lines] - low[lines]);
    long[] at = low.clone();
    do {
      long source = 0;
      long target = 0;
      for (int d = 0; d < dimensions; d++) {
        source += (at[d] - chunk[d] * header.chunks().get(d)) * chunkStep[d];
        target += (at[d] - (d == 0 ? from : 0)) * outStep[d];
      }
      if (chunkStep[lines] == element) {
        System.arraycopy(raw, (int) source, into, (int) target, length * element);
      } else {
        for (int i = 0; i < length; i++) {
          System.arraycopy(
              raw,
              (int) (source + i * chunkStep[lines]),
              into,
              (int) target + i * element,
              element);
        }
      }
      at[lines] = high[lines] - 1;
    } while (next(at, low, high));
  }

  /// The order of its elements' bytes.
  public ByteOrder order() {
    return header.type().order();
  }
}
