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
}
