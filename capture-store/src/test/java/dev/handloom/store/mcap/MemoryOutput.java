package dev.handloom.store.mcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A file in memory that can be told to fail.
final class MemoryOutput implements McapOutput {
  private byte[] bytes = new byte[0];
  int forced;
  int closed;

  /// Writes that still succeed.
  int writesLeft = Integer.MAX_VALUE;

  boolean forceFails;

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    if (writesLeft-- <= 0) {
      throw new IOException("No space left on the test");
    }
    int end = (int) offset + source.remaining();
    bytes = Arrays.copyOf(bytes, Math.max(bytes.length, end));
    source.get(bytes, (int) offset, source.remaining());
  }

  @Override
  public void force() throws IOException {
    forced++;
    if (forceFails) {
      throw new IOException("The test's disk is gone");
    }
  }

  @Override
  public void close() {
    closed++;
  }
}
