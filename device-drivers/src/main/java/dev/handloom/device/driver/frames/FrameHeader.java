package dev.handloom.device.driver.frames;

import dev.handloom.device.stream.FrameFormat;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/// The 32 bytes before each picture, little-endian.
///
/// | at | type | |
/// |---|---|---|
/// | 0 | 4 bytes | `HLF1` |
/// | 4 | u32 | sequence |
/// | 8 | u64 | device time in µs, middle of the exposure |
/// | 16 | u16, u16 | width, height |
/// | 20 | u8 | 0 BGRA, 1 JPEG |
/// | 21 | 3 bytes | zero |
/// | 24 | u32 | payload bytes that follow |
/// | 28 | u32 | CRC-32 of the 28 bytes before |
///
/// Reused for every frame; belongs to one thread.
public final class FrameHeader {
  /// Bytes of a header.
  public static final int BYTES = 32;

  private static final int CHECKED = 28;
  private static final int MAGIC = 'H' | 'L' << 8 | 'F' << 16 | '1' << 24;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final CRC32 crc = new CRC32();

  long sequence;
  long deviceMicros;
  int width;
  int height;
  int pixels;
  int payloadLength;

  /// Writes a header.
  public void write(
      byte[] into,
      int offset,
      long sequence,
      long deviceMicros,
      FrameFormat format,
      int payloadLength) {
    INT.set(into, offset, MAGIC);
    INT.set(into, offset + 4, (int) sequence);
    LONG.set(into, offset + 8, deviceMicros);
    SHORT.set(into, offset + 16, (short) format.width());
    SHORT.set(into, offset + 18, (short) format.height());
    INT.set(into, offset + 20, code(format.pixels()));
    INT.set(into, offset + 24, payloadLength);
    INT.set(into, offset + CHECKED, check(into, offset));
  }

  /// Reads a header; false if these bytes are none.
  boolean read(byte[] from, int offset) {
    if ((int) INT.get(from, offset) != MAGIC
        || (int) INT.get(from, offset + CHECKED) != check(from, offset)) {
      return false;
    }
    sequence = Integer.toUnsignedLong((int) INT.get(from, offset + 4));
    deviceMicros = (long) LONG.get(from, offset + 8);
    width = Short.toUnsignedInt((short) SHORT.get(from, offset + 16));
    height = Short.toUnsignedInt((short) SHORT.get(from, offset + 18));
    pixels = (int) INT.get(from, offset + 20);
    payloadLength = (int) INT.get(from, offset + 24);
    return true;
  }

  /// Whether it announces a picture of this format, no larger and no smaller.
  boolean announces(FrameFormat format) {
    int most = format.capacity();
    boolean fits =
        format.pixels() == FrameFormat.Pixels.BGRA
            ? payloadLength == most
            : payloadLength > 0 && payloadLength <= most;
    return width == format.width()
        && height == format.height()
        && pixels == code(format.pixels())
        && deviceMicros >= 0
        && fits;
  }

  private static int code(FrameFormat.Pixels pixels) {
    return switch (pixels) {
      case BGRA -> 0;
      case JPEG -> 1;
    };
  }

  private int check(byte[] bytes, int offset) {
    crc.reset();
    crc.update(bytes, offset, CHECKED);
    return (int) crc.getValue();
  }
}
