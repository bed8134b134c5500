package dev.handloom.store.mcap;

import static dev.handloom.store.mcap.LittleEndian.U64;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file read at places. Positioned reads instead of a memory map: a file that shrinks meanwhile
/// is an [IOException], not the end of the program, and Windows can delete what nobody maps.
final class McapFile implements Closeable {
  private final FileChannel channel;
  private final int maxBytes;
  private final long size;

  McapFile(Path path, int maxBytes) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.READ);
    this.maxBytes = maxBytes;
    size = channel.size();
  }

  long size() {
    return size;
  }

  /// Reads exactly `length` bytes.
  ///
  /// @param what names what is read, for messages
  byte[] read(long offset, long length, String what) throws IOException {
    if (offset < 0 || length < 0 || offset > size || length > size - offset) {
      throw new McapException(
          what
              + ": "
              + Long.toUnsignedString(length)
              + " bytes are claimed where the file has "
              + Math.max(0, size - offset),
          offset);
    }
    if (length > maxBytes) {
      throw new McapException(what + ": " + length + " bytes are too many to read", offset);
    }
    ByteBuffer target = ByteBuffer.allocate((int) length);
    while (target.hasRemaining()) {
      if (channel.read(target, offset + target.position()) < 0) {
        throw new McapException(what + ": the file became shorter", offset + target.position());
      }
    }
    return target.array();
  }

  /// Reads a record whose place and length an index gives, and which must be of that kind.
  byte[] record(int opcode, long offset, long recordBytes) throws IOException {
    String name = Opcode.name(opcode);
    byte[] bytes = read(offset, recordBytes, name);
    if (bytes.length < Opcode.HEAD_BYTES
        || (bytes[0] & 0xFF) != opcode
        || MemorySegment.ofArray(bytes).get(U64, 1) != recordBytes - Opcode.HEAD_BYTES) {
      throw new McapException("The index names a " + name + " that is not there", offset);
    }
    return bytes;
  }

  /// [#record], decoded.
  McapRecord decode(int opcode, long offset, long recordBytes, boolean checkCrc)
      throws IOException {
    byte[] bytes = record(opcode, offset, recordBytes);
    return RecordDecoder.decode(
        opcode,
        MemorySegment.ofArray(bytes),
        Opcode.HEAD_BYTES,
        recordBytes - Opcode.HEAD_BYTES,
        offset,
        checkCrc);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
