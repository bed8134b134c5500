package dev.handloom.store.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that are put one behind the other.
final class Writing {
  private static final int STEP = 8;

  private ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);

  static int aligned(int length) {
    return (length + STEP - 1) / STEP * STEP;
  }

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      int wanted = Math.max(Math.addExact(bytes.position(), more), 2 * bytes.capacity());
      bytes =
          ByteBuffer.wrap(Arrays.copyOf(bytes.array(), wanted))
              .order(ByteOrder.LITTLE_ENDIAN)
              .position(bytes.position());
    }
    return bytes;
  }

  long at() {
    return bytes.position();
  }

  Writing u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  Writing u16(int value) {
    room(2).putShort((short) value);
    return this;
  }

  Writing u32(int value) {
    room(4).putInt(value);
    return this;
  }

  Writing u64(long value) {
    room(8).putLong(value);
    return this;
  }

  Writing bytes(byte[] some) {
    room(some.length).put(some);
    return this;
  }

  Writing ascii(String text) {
    return bytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  Writing zeros(int count) {
    return bytes(new byte[count]);
  }

  Writing floats(float[] values) {
    ByteBuffer into = room(4 * values.length);
    FloatBuffer view = into.asFloatBuffer().put(values);
    into.position(into.position() + 4 * view.position());
    return this;
  }

  Writing doubles(double[] values) {
    for (double value : values) {
      u64(Double.doubleToRawLongBits(value));
    }
    return this;
  }

  Writing all(Writing other) {
    return bytes(Arrays.copyOf(other.bytes.array(), (int) other.at()));
  }

  void align() {
    zeros(aligned(bytes.position()) - bytes.position());
  }

  void skipTo(int place) {
    zeros(place - bytes.position());
  }

  void put(int place, Writing other) {
    bytes.put(place, other.bytes.array(), 0, (int) other.at());
  }

  void into(FileChannel file) throws IOException {
    ByteBuffer all = bytes.duplicate().flip();
    while (all.hasRemaining()) {
      file.write(all);
    }
  }
}
