package dev.handloom.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A file that grows while it is recorded.
public interface DiskFile extends Closeable {
  /// Writes all that remains in the buffer, from that many bytes after the start of the file.
  void write(ByteBuffer source, long offset) throws IOException;

  /// Returns once everything written before the call survives a loss of power.
  void force() throws IOException;

  /// Bytes from the start to the farthest byte written.
  long size();

  /// A file that keeps nothing.
  static DiskFile nowhere() {
    return new DiskFile() {
      private long size;

      @Override
      public void write(ByteBuffer source, long offset) {
        size = Math.max(size, offset + source.remaining());
        source.position(source.limit());
      }

      @Override
      public void force() {}

      @Override
      public long size() {
        return size;
      }

      @Override
      public void close() {}
    };
  }
}
