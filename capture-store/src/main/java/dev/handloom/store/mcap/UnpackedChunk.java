package dev.handloom.store.mcap;

import static dev.handloom.store.mcap.LittleEndian.U16;
import static dev.handloom.store.mcap.LittleEndian.U64;
import static dev.handloom.store.mcap.LittleEndian.U8;

import java.lang.foreign.MemorySegment;

/// The records of one chunk, checked as a whole but not yet one by one.
final class UnpackedChunk {
  private static final int CHANNEL_AT = Opcode.HEAD_BYTES;
  private static final int LOG_TIME_AT = Opcode.HEAD_BYTES + 2 + 4;

  private final MemorySegment memory;
  private final long from;
  private final long to;
  private final long fileOffset;

  UnpackedChunk(MemorySegment memory, long from, long to, long fileOffset) {
    this.memory = memory;
    this.from = from;
    this.to = to;
    this.fileOffset = fileOffset;
  }

  long byteSize() {
    return to - from;
  }

  /// Where the chunk stands in the file.
  long fileOffset() {
    return fileOffset;
  }

  int opcodeAt(long offset) {
    return memory.get(U8, from + offset) & 0xFF;
  }

  /// The whole length of the record at `offset`, checked to lie within the chunk.
  long recordBytesAt(long offset) throws McapException {
    long left = byteSize() - offset;
    if (offset < 0 || left < Opcode.HEAD_BYTES) {
      throw new McapException(
          "Chunk: no whole record stands at " + offset + " of its " + byteSize() + " bytes",
          fileOffset);
    }
    long length = memory.get(U64, from + offset + 1);
    if (length < 0 || length > left - Opcode.HEAD_BYTES) {
      throw new McapException(
          "Chunk: "
              + Opcode.name(opcodeAt(offset))
              + " at "
              + offset
              + " needs "
              + Long.toUnsignedString(length)
              + " bytes, "
              + (left - Opcode.HEAD_BYTES)
              + " are left",
          fileOffset);
    }
    return Opcode.HEAD_BYTES + length;
  }

  /// The channel of the message at `offset`.
  int messageChannelAt(long offset, long recordBytes) throws McapException {
    checkMessage(offset, recordBytes);
    return memory.get(U16, from + offset + CHANNEL_AT) & 0xFFFF;
  }

  long messageTimeAt(long offset, long recordBytes) throws McapException {
    checkMessage(offset, recordBytes);
    return memory.get(U64, from + offset + LOG_TIME_AT);
  }

  private void checkMessage(long offset, long recordBytes) throws McapException {
    if (recordBytes < Opcode.HEAD_BYTES + Opcode.MESSAGE_FIXED_BYTES) {
      throw new McapException("Chunk: the message at " + offset + " is too short", fileOffset);
    }
  }

  /// The record at `offset`, which [#recordBytesAt] has found whole.
  McapRecord recordAt(long offset, long recordBytes) throws McapException {
    int opcode = opcodeAt(offset);
    boolean belongs =
        switch (opcode) {
          case Opcode.SCHEMA, Opcode.CHANNEL, Opcode.MESSAGE -> true;
          default -> opcode > Opcode.DATA_END;
        };
    if (!belongs) {
      // Whoever reads record by record could not tell it from the file's own.
      throw new McapException(
          opcode == Opcode.CHUNK
              ? "Chunk: holds another chunk"
              : "Chunk: holds a " + Opcode.name(opcode),
          fileOffset);
    }
    return RecordDecoder.decode(
        opcode,
        memory,
        from + offset + Opcode.HEAD_BYTES,
        recordBytes - Opcode.HEAD_BYTES,
        fileOffset,
        true);
  }

  /// Sees to it that [#recordAt] can read the record at `offset`.
  void checkRecordAt(long offset, long recordBytes) throws McapException {
    recordAt(offset, recordBytes);
  }
}
