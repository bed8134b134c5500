package dev.handloom.store.mcap;

import static dev.handloom.store.mcap.LittleEndian.U16;
import static dev.handloom.store.mcap.LittleEndian.U32;
import static dev.handloom.store.mcap.LittleEndian.U64;
import static dev.handloom.store.mcap.LittleEndian.U8;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the fields of one record in turn and refuses every length that leads out of it.
final class RecordCursor {
  private final MemorySegment memory;
  private final long end;
  private final String record;
  private final long fileOffset;
  private long at;

  /// @param memory holds the body of the record from `from` to `end`
  /// @param record what the body belongs to, for messages
  /// @param fileOffset where the record starts in the file, for messages
  RecordCursor(MemorySegment memory, long from, long end, String record, long fileOffset) {
    this.memory = memory;
    this.at = from;
    this.end = end;
    this.record = record;
    this.fileOffset = fileOffset;
  }

  long position() {
    return at;
  }

  long remaining() {
    return end - at;
  }

  /// Moves over `bytes` and returns where they start.
  long skip(long bytes, String field) throws McapException {
    if (bytes < 0 || bytes > end - at) {
      throw new McapException(
          record
              + ": "
              + field
              + " needs "
              + Long.toUnsignedString(bytes)
              + " bytes, "
              + (end - at)
              + " are left",
          fileOffset);
    }
    long start = at;
    at += bytes;
    return start;
  }

  int u8(String field) throws McapException {
    return memory.get(U8, skip(1, field)) & 0xFF;
  }

  int u16(String field) throws McapException {
    return memory.get(U16, skip(2, field)) & 0xFFFF;
  }

  long u32(String field) throws McapException {
    return memory.get(U32, skip(4, field)) & 0xFFFF_FFFFL;
  }

  long u64(String field) throws McapException {
    return memory.get(U64, skip(8, field));
  }

  /// A 64-bit length that must not lead beyond `limit`.
  long lengthWithin(long limit, String field) throws McapException {
    long value = u64(field);
    if (value < 0 || value > limit) {
      throw wrong(field + " needs " + Long.toUnsignedString(value) + " bytes, too many");
    }
    return value;
  }

  String string(String field) throws McapException {
    long length = u32(field);
    long start = skip(length, field);
    return StandardCharsets.UTF_8.decode(memory.asSlice(start, length).asByteBuffer()).toString();
  }

  /// A cursor over a part that carries its own length in front.
  RecordCursor part(String field) throws McapException {
    long length = u32(field);
    long start = skip(length, field);
    return new RecordCursor(memory, start, start + length, record + ": " + field, fileOffset);
  }

  Map<String, String> stringMap(String field) throws McapException {
    RecordCursor part = part(field);
    Map<String, String> entries = new LinkedHashMap<>();
    while (part.remaining() > 0) {
      String key = part.string("key");
      entries.put(key, part.string("value"));
    }
    return Collections.unmodifiableMap(entries);
  }

  Map<Integer, Long> idMap(String field) throws McapException {
    RecordCursor part = part(field);
    Map<Integer, Long> entries = new LinkedHashMap<>();
    while (part.remaining() > 0) {
      int id = part.u16("id");
      entries.put(id, part.u64("value"));
    }
    return Collections.unmodifiableMap(entries);
  }

  /// A read-only view of the next `length` bytes; not a copy.
  ByteBuffer bytes(long length, String field) throws McapException {
    long start = skip(length, field);
    return memory.asSlice(start, length).asByteBuffer().asReadOnlyBuffer();
  }

  MemorySegment rest() {
    long start = at;
    at = end;
    return memory.asSlice(start, end - start);
  }

  McapException wrong(String problem) {
    return new McapException(record + ": " + problem, fileOffset);
  }
}
