package dev.handloom.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where recordings go: the disk of this machine, or in a test one that fails on purpose.
public interface Disk {
  /// Makes a new file, whose name is there after a loss of power. One that is there already is
  /// never overwritten.
  DiskFile create(Path path) throws IOException;

  /// Bytes that may still be written where the path lies.
  long freeBytes(Path path) throws IOException;

  /// The disk of this machine.
  static Disk ofThisMachine() {
    return new Disk() {
      @Override
      public DiskFile create(Path path) throws IOException {
        DiskFile file = new ChannelFile(path);
        try {
          // Forcing the file alone keeps its bytes, and not where they are found.
          Durable.forceFolder(Durable.folderOf(path));
        } catch (IOException e) {
          file.close();
          throw e;
        }
        return file;
      }

      @Override
      public long freeBytes(Path path) throws IOException {
        return Files.getFileStore(path).getUsableSpace();
      }
    };
  }
}
