package dev.handloom.store.payload;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Protobuf's wire format into a buffer that is used again and again.
final class ProtoBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;
  private static final int LONGEST_VARINT = 10;

  private byte[] bytes = new byte[512];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void int64(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  void fixed64(int field, long value) {
    tag(field, FIXED_64);
    room(Long.BYTES);
    LONGS.set(bytes, length, value);
    length += Long.BYTES;
  }

  void fixed32(int field, int value) {
    tag(field, FIXED_32);
    room(Integer.BYTES);
    INTS.set(bytes, length, value);
    length += Integer.BYTES;
  }

  void real(int field, double value) {
    fixed64(field, Double.doubleToRawLongBits(value));
  }

  void reals(int field, double[] values) {
    if (values.length == 0) {
      return;
    }
    tag(field, LENGTH);
    int size = values.length * Double.BYTES;
    varint(size);
    room(size);
    for (double value : values) {
      LONGS.set(bytes, length, Double.doubleToRawLongBits(value));
      length += Double.BYTES;
    }
  }

  void text(int field, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    bytes(field, utf8, utf8.length);
  }

  /// A `google.protobuf.Timestamp`.
  void timestamp(int field, long unixNanos) {
    long seconds = Math.floorDiv(unixNanos, 1_000_000_000L);
    long nanos = Math.floorMod(unixNanos, 1_000_000_000L);
    tag(field, LENGTH);
    varint(1 + varintBytes(seconds) + 1 + varintBytes(nanos));
    int64(1, seconds);
    int64(2, nanos);
  }

  /// A message that was made before, but for its numbers.
  record Template(byte[] bytes, int[] places) {}

  Template template(int[] places) {
    return new Template(Arrays.copyOf(bytes, length), places);
  }

  /// Adds a template with a sample's numbers in their places.
  void fill(byte[] template, int[] places, double[] values) {
    room(template.length);
    System.arraycopy(template, 0, bytes, length, template.length);
    for (int i = 0; i < places.length; i++) {
      LONGS.set(bytes, length + places[i], Double.doubleToRawLongBits(values[i]));
    }
    length += template.length;
  }

  /// Begins a message within, of fewer than 128 bytes.
  int begin(int field) {
    tag(field, LENGTH);
    room(1);
    return length++;
  }

  void end(int begun) {
    int size = length - begun - 1;
    if (size > Byte.MAX_VALUE) {
      throw new IllegalStateException("A length of " + size + " does not fit in a byte");
    }
    bytes[begun] = (byte) size;
  }

  /// A number to be filled in, and where it stands.
  int realPlace(int field) {
    real(field, 0);
    return length - Double.BYTES;
  }

  /// Adds a whole message within; returns where its bytes begin.
  int message(int field, ProtoBytes inner) {
    bytes(field, inner.bytes, inner.length);
    return length - inner.length;
  }

  void bytes(int field, byte[] source, int count) {
    tag(field, LENGTH);
    varint(count);
    room(count);
    System.arraycopy(source, 0, bytes, length, count);
    length += count;
  }

  void bytes(int field, MemorySegment source) {
    int count = Math.toIntExact(source.byteSize());
    tag(field, LENGTH);
    varint(count);
    room(count);
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, 0, bytes, length, count);
    length += count;
  }

  static int int64Bytes(int field, long value) {
    return varintBytes((long) field << 3) + varintBytes(value);
  }

  private void tag(int field, int type) {
    varint(((long) field << 3) | type);
  }

  private void varint(long value) {
    room(LONGEST_VARINT);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  private static int varintBytes(long value) {
    return Math.max(1, (63 - Long.numberOfLeadingZeros(value)) / 7 + 1);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
