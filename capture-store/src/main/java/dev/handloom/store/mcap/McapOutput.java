package dev.handloom.store.mcap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Where a writer puts its bytes: a file, or in a test something that fails on purpose.
public interface McapOutput extends Closeable {
  /// Writes all that remains in `source`, from `offset` bytes after the start of the file.
  void write(ByteBuffer source, long offset) throws IOException;

  /// Returns once everything written survives a loss of power. Never tried twice: after a failure
  /// the operating system may have dropped the pages and would report success.
  void force() throws IOException;

  /// An output onto an open file; closing it closes the file.
  static McapOutput onto(FileChannel file) {
    return new McapOutput() {
      @Override
      public void write(ByteBuffer source, long offset) throws IOException {
        long at = offset;
        while (source.hasRemaining()) {
          at += file.write(source, at);
        }
      }

      @Override
      public void force() throws IOException {
        file.force(false);
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }
}
