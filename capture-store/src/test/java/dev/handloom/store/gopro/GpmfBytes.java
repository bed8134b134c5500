package dev.handloom.store.gopro;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writes GPMF, for tests: a second reading of the public description.
final class GpmfBytes {
  private GpmfBytes() {}

  static byte[] item(String key, char type, int size, int repeat, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(key.getBytes(StandardCharsets.ISO_8859_1));
    out.write(type);
    out.write(size);
    out.write(repeat >> 8);
    out.write(repeat);
    out.writeBytes(data);
    while (out.size() % 4 != 0) {
      out.write(0);
    }
    return out.toByteArray();
  }

  /// Items in an item.
  static byte[] nest(String key, byte[]... items) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] item : items) {
      all.writeBytes(item);
    }
    return item(key, (char) 0, 1, all.size(), all.toByteArray());
  }

  static byte[] text(String key, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return item(key, 'c', 1, bytes.length, bytes);
  }

  static byte[] whole(String key, long value) {
    return item(key, 'L', 4, 1, ByteBuffer.allocate(4).putInt((int) value).array());
  }

  static byte[] stamp(long micros) {
    return item("STMP", 'J', 8, 1, ByteBuffer.allocate(8).putLong(micros).array());
  }

  static byte[] scale(int divisor) {
    return item("SCAL", 's', 2, 1, ByteBuffer.allocate(2).putShort((short) divisor).array());
  }

  /// Samples of three axes, as raw numbers of 16 bits.
  static byte[] samples(String key, short[][] values) {
    ByteBuffer bytes = ByteBuffer.allocate(6 * values.length);
    for (short[] value : values) {
      for (short axis : value) {
        bytes.putShort(axis);
      }
    }
    return item(key, 's', 6, values.length, bytes.array());
  }
}
