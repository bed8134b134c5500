package dev.handloom.store.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bytes of a page that hold values, in any of the ways in which values are written.
final class PageBytes {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final int PLAIN = 0;
  static final int PLAIN_DICTIONARY = 2;
  static final int RLE = 3;
  static final int DELTA = 5;
  static final int DELTA_LENGTHS = 6;
  static final int DELTA_STRINGS = 7;
  static final int RLE_DICTIONARY = 8;
  static final int SPLIT_STREAMS = 9;

  private final byte[] in;
  private final int end;
  private int at;

  PageBytes(byte[] in, int from, int end) {
    this.in = in;
    this.at = from;
    this.end = end;
  }

  /// Adds so many values.
  void read(int encoding, int count, ColumnValues into) throws ParquetException {
    Physical type = into.leaf().type();
    switch (encoding) {
      case PLAIN -> plain(count, into);
      case RLE -> {
        if (type != Physical.BOOLEAN) {
          throw unknown(encoding);
        }
        int length = int32();
        need(length);
        int[] values = new int[count];
        RunLengths.read(in, at, at + length, 1, values);
        for (int value : values) {
          into.add((long) value);
        }
      }
      case DELTA -> {
        for (long value : deltas(count)) {
          into.add(type == Physical.INT32 ? (int) value : value);
        }
      }
      case DELTA_LENGTHS -> {
        for (long length : deltas(count)) {
          into.add(take(length));
        }
      }
      case DELTA_STRINGS -> strings(count, into);
      case SPLIT_STREAMS -> split(count, into);
      default -> throw unknown(encoding);
    }
  }

  private static ParquetException unknown(int encoding) {
    return new ParquetException(
        "Values are written in a way that is not read here (encoding " + encoding + ")");
  }

  /// Adds so many values by their numbers in a dictionary.
  void readNumbers(int count, ColumnValues dictionary, ColumnValues into) throws ParquetException {
    int[] numbers = new int[count];
    if (count > 0) {
      need(1);
      int bits = in[at++] & 0xFF;
      RunLengths.read(in, at, end, bits, numbers);
    }
    for (int number : numbers) {
      if (number < 0 || number >= dictionary.size()) {
        throw new ParquetException("A value that its dictionary does not have");
      }
      into.add(dictionary, number);
    }
  }

  private void plain(int count, ColumnValues into) throws ParquetException {
    Physical type = into.leaf().type();
    switch (type) {
      case BOOLEAN -> {
        need((count + 7L) >> 3);
        for (int i = 0; i < count; i++) {
          into.add(RunLengths.packed(in, at, i, 1));
        }
      }
      case INT32 -> {
        need((long) count * Integer.BYTES);
        boolean unsigned = into.leaf().node().meaning() == Node.Meaning.UNSIGNED;
        for (int i = 0; i < count; i++, at += Integer.BYTES) {
          int value = (int) INTS.get(in, at);
          into.add(unsigned ? Integer.toUnsignedLong(value) : value);
        }
      }
      case INT64 -> {
        need((long) count * Long.BYTES);
        for (int i = 0; i < count; i++, at += Long.BYTES) {
          into.add((long) LONGS.get(in, at));
        }
      }
      case FLOAT -> {
        need((long) count * Float.BYTES);
        for (int i = 0; i < count; i++, at += Float.BYTES) {
          into.add((double) Float.intBitsToFloat((int) INTS.get(in, at)));
        }
      }
      case DOUBLE -> {
        need((long) count * Double.BYTES);
        for (int i = 0; i < count; i++, at += Double.BYTES) {
          into.add(Double.longBitsToDouble((long) LONGS.get(in, at)));
        }
      }
      case INT96, FIXED_LEN_BYTE_ARRAY -> {
        int length = width(into);
        for (int i = 0; i < count; i++) {
          into.add(take(length));
        }
      }
      case BYTE_ARRAY -> {
        for (int i = 0; i < count; i++) {
          into.add(take(int32()));
        }
      }
    }
  }

  private static int width(ColumnValues into) {
    Physical type = into.leaf().type();
    return type.bytes() > 0 ? type.bytes() : into.leaf().node().length();
  }

  private int int32() throws ParquetException {
    need(Integer.BYTES);
    int value = (int) INTS.get(in, at);
    at += Integer.BYTES;
    return value;
  }

  private byte[] take(long length) throws ParquetException {
    need(length);
    byte[] value = Arrays.copyOfRange(in, at, at + (int) length);
    at += (int) length;
    return value;
  }

  private void need(long length) throws ParquetException {
    if (length < 0 || length > end - at) {
      throw new ParquetException(
          "A page should hold " + length + " bytes more, and has " + (end - at));
    }
  }

  private long varint() throws ParquetException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      need(1);
      int next = in[at++] & 0xFF;
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new ParquetException("A page holds a number without end");
  }

  private long zigzag() throws ParquetException {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /// Numbers of which only the steps are written, in blocks with their own smallest step.
  private long[] deltas(int count) throws ParquetException {
    long block = varint();
    long minis = varint();
    long total = varint();
    long value = zigzag();
    if (total != count || block < 1 || block > 1 << 20 || minis < 1 || block % minis != 0) {
      throw new ParquetException("A page claims " + total + " numbers and should have " + count);
    }
    int each = (int) (block / minis);
    long[] values = new long[count];
    int done = 0;
    if (count > 0) {
      values[done++] = value;
    }
    while (done < count) {
      long least = zigzag();
      need(minis);
      int widths = at;
      at += (int) minis;
      for (int mini = 0; mini < minis && done < count; mini++) {
        int bits = in[widths + mini] & 0xFF;
        long length = ((long) each * bits + 7) >> 3;
        if (bits > Long.SIZE) {
          throw new ParquetException("A page holds numbers of " + bits + " bits");
        }
        int read = Math.min(each, count - done);
        need(((long) read * bits + 7) >> 3);
        for (int i = 0; i < read; i++) {
          value += least + RunLengths.packed(in, at, (long) i * bits, bits);
          values[done++] = value;
        }
        at += (int) Math.min(length, end - at);
      }
    }
    return values;
  }

  /// Texts of which what they share with the one before is left out.
  private void strings(int count, ColumnValues into) throws ParquetException {
    long[] shared = deltas(count);
    long[] lengths = deltas(count);
    byte[] last = new byte[0];
    for (int i = 0; i < count; i++) {
      if (shared[i] < 0 || shared[i] > last.length) {
        throw new ParquetException("A text shares more than there is with the one before");
      }
      byte[] rest = take(lengths[i]);
      byte[] value = Arrays.copyOf(last, (int) shared[i] + rest.length);
      System.arraycopy(rest, 0, value, (int) shared[i], rest.length);
      into.add(value);
      last = value;
    }
  }

  /// First the first byte of every value, then the second of every, and so on.
  private void split(int count, ColumnValues into) throws ParquetException {
    Physical type = into.leaf().type();
    int width = width(into);
    if (width == 0 || type == Physical.INT96) {
      throw unknown(SPLIT_STREAMS);
    }
    need((long) count * width);
    byte[] joined = new byte[count * width];
    for (int b = 0; b < width; b++) {
      for (int i = 0; i < count; i++) {
        joined[i * width + b] = in[at + b * count + i];
      }
    }
    new PageBytes(joined, 0, joined.length).plain(count, into);
  }
}
