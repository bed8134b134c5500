package dev.handloom.store.video;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/// CRC-32 of a packed picture that is the same before and after it went through an MP4. An encoder
/// puts a start code in front of each unit of H.264 (its annex B), the file its length instead: so
/// only the units themselves are summed. Other codecs are stored as they come.
final class PacketChecksum {
  private static final int LENGTH_BYTES = 4;

  private final boolean units;
  private final CRC32 crc = new CRC32();
  private int storedBytes;

  /// @param h264 whether the packets consist of units
  PacketChecksum(boolean h264) {
    units = h264;
  }

  /// Of a packet as an encoder gives it.
  int ofEncoded(ByteBuffer packet) {
    crc.reset();
    if (!units) {
      storedBytes = packet.remaining();
      crc.update(packet);
      return (int) crc.getValue();
    }
    storedBytes = 0;
    int end = packet.limit();
    int code = startCode(packet, 0, end);
    while (code < end) {
      int start = code + 3;
      code = startCode(packet, start, end);
      // A start code of four bytes begins with one zero more.
      int stop = code < end && code > start && packet.get(code - 1) == 0 ? code - 1 : code;
      add(packet, start, stop);
      storedBytes += LENGTH_BYTES + stop - start;
    }
    return (int) crc.getValue();
  }

  /// How many bytes the packet that was summed last takes in a file.
  int storedBytes() {
    return storedBytes;
  }

  /// Of a packet as it stands in the file.
  int ofStored(ByteBuffer stored) {
    // The native library's buffers come in the machine's order.
    ByteBuffer packet = stored.order(ByteOrder.BIG_ENDIAN);
    crc.reset();
    if (!units) {
      crc.update(packet);
      return (int) crc.getValue();
    }
    int end = packet.limit();
    int at = 0;
    while (at + LENGTH_BYTES <= end) {
      int length = Math.clamp(packet.getInt(at), 0, end - at - LENGTH_BYTES);
      add(packet, at + LENGTH_BYTES, at + LENGTH_BYTES + length);
      at += LENGTH_BYTES + length;
    }
    return (int) crc.getValue();
  }

  private void add(ByteBuffer packet, int start, int stop) {
    crc.update(packet.slice(start, stop - start));
  }

  /// Where the next `00 00 01` begins, or the end.
  private static int startCode(ByteBuffer packet, int from, int end) {
    for (int i = from; i + 3 <= end; i++) {
      if (packet.get(i) == 0 && packet.get(i + 1) == 0 && packet.get(i + 2) == 1) {
        return i;
      }
    }
    return end;
  }
}
