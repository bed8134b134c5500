package dev.handloom.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where recordings go: the disk of this machine, or in a test one that fails on purpose.
public interface Disk {
  /// Makes a new file. One that is there already is never overwritten.
  DiskFile create(Path path) throws IOException;

  /// Bytes that may still be written where the path lies.
  long freeBytes(Path path) throws IOException;

  /// The disk of this machine.
  static Disk ofThisMachine() {
    return new Disk() {
      @Override
      public DiskFile create(Path path) throws IOException {
        return new ChannelFile(path);
      }

      @Override
      public long freeBytes(Path path) throws IOException {
        return Files.getFileStore(path).getUsableSpace();
      }
    };
  }
}
