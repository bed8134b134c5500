package dev.handloom.preview.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A message of protocol buffers, field by field in the order in which they are written.
final class Proto {
  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Proto number(int field, long value) {
    varint(((long) field << 3) | VARINT);
    varint(value);
    return this;
  }

  Proto real(int field, float value) {
    varint(((long) field << 3) | FIXED_32);
    int bits = Float.floatToIntBits(value);
    for (int i = 0; i < 4; i++) {
      out.write(bits >>> (8 * i));
    }
    return this;
  }

  Proto text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Proto bytes(int field, byte[] value) {
    varint(((long) field << 3) | BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  Proto message(int field, Proto inner) {
    return bytes(field, inner.bytes());
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
