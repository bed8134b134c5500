package dev.handloom.store.mcap;

import static dev.handloom.store.mcap.LittleEndian.U32;
import static dev.handloom.store.mcap.LittleEndian.U64;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// Finds where a damaged file goes on: the next chunk whose own checksum holds.
final class ChunkSearch {
  private static final int WINDOW_BYTES = 1 << 20;

  /// Of the length of the compression's name, in the whole record.
  private static final int NAME_AT = Opcode.HEAD_BYTES + 8 + 8 + 8 + 4;

  private static final int LONGEST_NAME = 4;

  private final McapFile file;
  private final ChunkUnpacker unpacker;

  ChunkSearch(McapFile file, ChunkUnpacker unpacker) {
    this.file = file;
    this.unpacker = unpacker;
  }

  /// Where the first whole record after the one at `damaged` stands; negative if there is none.
  ///
  /// @param leastBytes that the damaged record has, so that something can be written over it
  long after(long damaged, int leastBytes) throws IOException {
    long stated = stated(damaged);
    if (stated >= damaged + leastBytes) {
      return stated;
    }
    long at = damaged + leastBytes;
    while (at < file.size()) {
      byte[] window = file.read(at, Math.min(WINDOW_BYTES, file.size() - at), "Search");
      for (int i = 0; i < window.length; i++) {
        if (window[i] == Opcode.CHUNK && isWholeChunk(at + i)) {
          return at + i;
        }
      }
      at += window.length;
    }
    return -1;
  }

  /// Where the damaged record says that it ends, if what stands there looks like a record.
  private long stated(long damaged) throws IOException {
    long left = file.size() - damaged - Opcode.HEAD_BYTES;
    if (left < Opcode.HEAD_BYTES) {
      return -1;
    }
    long length = length(damaged);
    if (length < 0 || length > left - Opcode.HEAD_BYTES) {
      return -1;
    }
    long next = damaged + Opcode.HEAD_BYTES + length;
    int opcode = file.read(next, 1, "Search")[0] & 0xFF;
    long nextLength = length(next);
    boolean looksRight = nextLength >= 0 && nextLength <= file.size() - next - Opcode.HEAD_BYTES;
    return switch (opcode) {
      case Opcode.CHUNK -> isWholeChunk(next) ? next : -1;
      case Opcode.MESSAGE_INDEX, Opcode.METADATA, Opcode.ATTACHMENT, RecoveryScan.SET_ASIDE ->
          looksRight ? next : -1;
      case Opcode.DATA_END -> nextLength == Opcode.DATA_END_BODY_BYTES ? next : -1;
      default -> -1;
    };
  }

  private long length(long at) throws IOException {
    return MemorySegment.ofArray(file.read(at + 1, 8, "Search")).get(U64, 0);
  }

  private boolean isWholeChunk(long at) throws IOException {
    if (file.size() - at < ChunkWriter.HEAD_BYTES + LONGEST_NAME) {
      return false;
    }
    MemorySegment head =
        MemorySegment.ofArray(file.read(at, ChunkWriter.HEAD_BYTES + LONGEST_NAME, "Search"));
    long length = head.get(U64, 1);
    long nameBytes = head.get(U32, NAME_AT);
    if (length < 0
        || length > file.size() - at - Opcode.HEAD_BYTES
        || nameBytes < 0
        || nameBytes > LONGEST_NAME) {
      return false;
    }
    long packedBytes = head.get(U64, NAME_AT + 4 + nameBytes);
    if (packedBytes != length - (ChunkWriter.HEAD_BYTES - Opcode.HEAD_BYTES) - nameBytes) {
      return false;
    }
    try {
      byte[] record = file.read(at, Opcode.HEAD_BYTES + length, "Chunk");
      unpacker.unpack(record, Opcode.HEAD_BYTES, (int) length, at);
      return true;
    } catch (McapException e) {
      return false;
    }
  }
}
