package dev.handloom.store.mcap;

import static dev.handloom.store.mcap.LittleEndian.U16;
import static dev.handloom.store.mcap.LittleEndian.U32;
import static dev.handloom.store.mcap.LittleEndian.U64;
import static dev.handloom.store.mcap.LittleEndian.U8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Native memory that records are put together in. It grows as needed and is used again and again,
/// so that nothing is allocated once it has reached its size.
final class RecordBuffer {
  private static final long LARGEST = Integer.MAX_VALUE - 64L;

  private MemorySegment memory;
  private ByteBuffer view;
  private long length;

  RecordBuffer(long capacityBytes) {
    memory = Arena.ofAuto().allocate(capacityBytes);
    view = memory.asByteBuffer();
  }

  long length() {
    return length;
  }

  long capacity() {
    return memory.byteSize();
  }

  MemorySegment memory() {
    return memory;
  }

  /// The bytes from `from` to `to`, as a view that is moved by the next call.
  ByteBuffer view(long from, long to) {
    return view.limit((int) to).position((int) from);
  }

  void clear() {
    length = 0;
  }

  void truncate(long newLength) {
    length = newLength;
  }

  /// Makes room at the end and returns where it starts.
  long reserve(long bytes) {
    long at = length;
    long needed = at + bytes;
    if (bytes < 0 || needed > LARGEST || needed < 0) {
      throw new IllegalArgumentException(
          "Records of more than " + LARGEST + " bytes cannot be written: " + bytes);
    }
    if (needed > memory.byteSize()) {
      grow(needed);
    }
    length = needed;
    return at;
  }

  private void grow(long needed) {
    long capacity = Math.min(LARGEST, Math.max(needed, memory.byteSize() * 2));
    MemorySegment larger = Arena.ofAuto().allocate(capacity);
    MemorySegment.copy(memory, 0, larger, 0, length);
    memory = larger;
    view = larger.asByteBuffer();
  }

  void u8(int value) {
    long at = reserve(1);
    memory.set(U8, at, (byte) value);
  }

  void u16(int value) {
    long at = reserve(2);
    memory.set(U16, at, (short) value);
  }

  void u32(long value) {
    long at = reserve(4);
    memory.set(U32, at, (int) value);
  }

  void u64(long value) {
    long at = reserve(8);
    memory.set(U64, at, value);
  }

  void u32At(long at, long value) {
    memory.set(U32, at, (int) value);
  }

  void u64At(long at, long value) {
    memory.set(U64, at, value);
  }

  void bytes(byte[] source) {
    long at = reserve(source.length);
    MemorySegment.copy(source, 0, memory, U8, at, source.length);
  }

  void bytes(ByteBuffer source) {
    int count = source.remaining();
    long at = reserve(count);
    view.clear().put((int) at, source, source.position(), count);
  }

  void longs(long[] source, int count) {
    long at = reserve(8L * count);
    MemorySegment.copy(source, 0, memory, U64, at, count);
  }

  void string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    u32(bytes.length);
    bytes(bytes);
  }

  void map(Map<String, String> entries) {
    long lengthAt = reserve(4);
    entries.forEach((key, value) -> {
      string(key);
      string(value);
    });
    u32At(lengthAt, length - lengthAt - 4);
  }

  /// Starts a record; its length is filled in by [#end].
  long begin(int opcode) {
    u8(opcode);
    u64(0);
    return length;
  }

  void end(long bodyStart) {
    u64At(bodyStart - 8, length - bodyStart);
  }
}
