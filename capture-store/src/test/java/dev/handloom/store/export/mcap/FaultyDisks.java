package dev.handloom.store.export.mcap;

import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.disk.FaultyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Disks that fail in ways that disks do.
final class FaultyDisks {
  private FaultyDisks() {}

  /// Takes so many bytes.
  record Full(long room, long free) implements Disk {
    @Override
    public DiskFile create(Path path) throws IOException {
      return new FaultyFile(Disk.ofThisMachine().create(path), room);
    }

    @Override
    public long freeBytes(Path path) {
      return free;
    }
  }

  /// Turns one bit over and says nothing.
  record Flipping(long place) implements Disk {
    @Override
    public DiskFile create(Path path) throws IOException {
      DiskFile real = Disk.ofThisMachine().create(path);
      return new DiskFile() {
        @Override
        public void write(ByteBuffer source, long offset) throws IOException {
          byte[] bytes = new byte[source.remaining()];
          source.get(bytes);
          if (place >= offset && place < offset + bytes.length) {
            bytes[(int) (place - offset)] ^= 4;
          }
          real.write(ByteBuffer.wrap(bytes), offset);
        }

        @Override
        public void force() throws IOException {
          real.force();
        }

        @Override
        public long size() {
          return real.size();
        }

        @Override
        public void close() throws IOException {
          real.close();
        }
      };
    }

    @Override
    public long freeBytes(Path path) {
      return Long.MAX_VALUE;
    }
  }
}
