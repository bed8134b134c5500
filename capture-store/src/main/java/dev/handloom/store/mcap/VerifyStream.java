package dev.handloom.store.mcap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A file read once from front to back through one small buffer, with a checksum of all that went
/// by.
final class VerifyStream implements Closeable {
  private static final int BUFFER_BYTES = 256 << 10;

  /// Of every byte since the last reset.
  final CRC32 crc = new CRC32();

  private final FileChannel channel;
  private final long size;
  private final int maxBytes;
  private final ByteBuffer buffer;
  private long position;

  /// @param maxBytes the most that is ever held at once
  VerifyStream(Path path, int maxBytes) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.READ);
    size = channel.size();
    this.maxBytes = maxBytes;
    buffer = ByteBuffer.allocateDirect(Math.clamp(size, 1, BUFFER_BYTES)).flip();
  }

  long position() {
    return position;
  }

  long remaining() {
    return size - position;
  }

  long size() {
    return size;
  }

  /// The next `count` bytes, held.
  byte[] take(long count, String what) throws IOException {
    if (count < 0 || count > remaining()) {
      throw new McapException(what + ": the file ends within it", position);
    }
    if (count > maxBytes) {
      throw new McapException(what + ": " + count + " bytes are too many to hold", position);
    }
    byte[] bytes = new byte[(int) count];
    ByteBuffer target = ByteBuffer.wrap(bytes);
    while (target.hasRemaining()) {
      fill(what);
      int part = Math.min(buffer.remaining(), target.remaining());
      target.put(buffer.slice(buffer.position(), part));
      buffer.position(buffer.position() + part);
    }
    crc.update(bytes);
    position += count;
    return bytes;
  }

  /// The next `count` bytes, of which nothing is kept but the checksums.
  void pass(long count, @Nullable CRC32 alsoOf, String what) throws IOException {
    if (count < 0 || count > remaining()) {
      throw new McapException(what + ": the file ends within it", position);
    }
    long left = count;
    while (left > 0) {
      fill(what);
      int part = (int) Math.min(buffer.remaining(), left);
      ByteBuffer bytes = buffer.slice(buffer.position(), part);
      if (alsoOf != null) {
        alsoOf.update(bytes.duplicate());
      }
      crc.update(bytes);
      buffer.position(buffer.position() + part);
      left -= part;
      position += part;
    }
  }

  private void fill(String what) throws IOException {
    if (!buffer.hasRemaining()) {
      buffer.clear();
      int got = channel.read(buffer);
      buffer.flip();
      if (got <= 0) {
        throw new McapException(what + ": the file became shorter", position);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
