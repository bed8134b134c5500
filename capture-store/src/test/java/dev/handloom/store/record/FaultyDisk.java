package dev.handloom.store.record;

import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A disk that fails when it is told to.
final class FaultyDisk implements Disk {
  private final Disk real = Disk.ofThisMachine();
  private final AtomicLong forcesLeft = new AtomicLong(Long.MAX_VALUE);
  private volatile String suffix = "";
  private volatile long room = Long.MAX_VALUE;
  private volatile long free = -1;
  private volatile boolean stalled;

  void fullAfter(String fileSuffix, long bytes) {
    suffix = fileSuffix;
    room = bytes;
  }

  void failForceAfter(long forces) {
    forcesLeft.set(forces);
  }

  void stallForce(boolean on) {
    stalled = on;
  }

  void free(long bytes) {
    free = bytes;
  }

  void mend() {
    room = Long.MAX_VALUE;
    forcesLeft.set(Long.MAX_VALUE);
  }

  @Override
  public DiskFile create(Path path) throws IOException {
    return new Faulty(real.create(path), path.toString());
  }

  @Override
  public long freeBytes(Path path) throws IOException {
    return free < 0 ? real.freeBytes(path) : free;
  }

  private final class Faulty implements DiskFile {
    private final DiskFile file;
    private final String name;

    Faulty(DiskFile file, String name) {
      this.file = file;
      this.name = name;
    }

    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
      if (name.endsWith(suffix) && offset + source.remaining() > room) {
        // As a real disk does: what fits is written.
        int fits = (int) Math.max(0, room - offset);
        file.write(source.slice(source.position(), fits), offset);
        throw new IOException("No space left on device");
      }
      file.write(source, offset);
    }

    @Override
    public void force() throws IOException {
      while (stalled) {
        LockSupport.parkNanos(1_000_000);
      }
      if (forcesLeft.getAndDecrement() <= 0) {
        throw new IOException("Input/output error");
      }
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
}
