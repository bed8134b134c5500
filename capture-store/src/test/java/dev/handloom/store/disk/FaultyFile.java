package dev.handloom.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A file on a disk that is full after so many bytes.
public final class FaultyFile implements DiskFile {
  private final DiskFile file;
  private volatile long room;

  public FaultyFile(DiskFile file, long room) {
    this.file = file;
    this.room = room;
  }

  @Override
  public void write(ByteBuffer source, long offset) throws IOException {
    if (offset + source.remaining() > room) {
      throw new IOException("No space left on device");
    }
    file.write(source, offset);
  }

  @Override
  public void force() throws IOException {
    file.force();
  }

  @Override
  public long size() {
    return file.size();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
