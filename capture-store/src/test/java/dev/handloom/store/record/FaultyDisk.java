package dev.handloom.store.record;

import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A disk that fails when it is told to.
final class FaultyDisk implements Disk {
  private final Disk real = Disk.ofThisMachine();
  private final AtomicLong forcesLeft = new AtomicLong(Long.MAX_VALUE);
  private final List<String> created = new CopyOnWriteArrayList<>();
  private final List<String> forceFails = new CopyOnWriteArrayList<>();
  private final List<String> writeFails = new CopyOnWriteArrayList<>();
  private volatile String suffix = "";
  private volatile long room = Long.MAX_VALUE;
  private volatile long free = -1;
  private volatile boolean stalled;
  private volatile boolean hanging;

  /// Every file of a kind fails after so many bytes.
  void fullAfter(String fileSuffix, long bytes) {
    suffix = fileSuffix;
    room = bytes;
  }

  void failForceAfter(long forces) {
    forcesLeft.set(forces);
  }

  /// From now on no file of that name can be forced; what was written since its last force is lost,
  /// as a kernel may drop it.
  void failForceOf(String fileName) {
    forceFails.add(fileName);
  }

  /// From now on no file of that name can be written.
  void failWritesOf(String fileName) {
    writeFails.add(fileName);
  }

  void stallForce(boolean on) {
    stalled = on;
  }

  /// Neither a write nor a force comes back.
  void hang(boolean on) {
    hanging = on;
  }

  void free(long bytes) {
    free = bytes;
  }

  void mend() {
    room = Long.MAX_VALUE;
    forcesLeft.set(Long.MAX_VALUE);
    forceFails.clear();
    writeFails.clear();
  }

  /// The names of all files that were ever made.
  List<String> created() {
    return List.copyOf(created);
  }

  @Override
  public DiskFile create(Path path) throws IOException {
    created.add(String.valueOf(path.getFileName()));
    return new Faulty(real.create(path), path);
  }

  @Override
  public long freeBytes(Path path) throws IOException {
    return free < 0 ? real.freeBytes(path) : free;
  }

  private void hangs() {
    while (hanging) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private final class Faulty implements DiskFile {
    private final DiskFile file;
    private final String name;
    private volatile long forcedBytes;

    Faulty(DiskFile file, Path path) {
      this.file = file;
      this.name = String.valueOf(path.getFileName());
    }

    @Override
    public void write(ByteBuffer source, long offset) throws IOException {
      hangs();
      if (writeFails.contains(name)) {
        throw new IOException("Input/output error");
      }
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
      hangs();
      while (stalled) {
        LockSupport.parkNanos(1_000_000);
      }
      if (forceFails.contains(name)) {
        lose();
        throw new IOException("Input/output error");
      }
      if (forcesLeft.getAndDecrement() <= 0) {
        throw new IOException("Input/output error");
      }
      long upTo = file.size();
      file.force();
      forcedBytes = upTo;
    }

    /// A kernel may drop what it could not write.
    private void lose() throws IOException {
      long end = file.size();
      ByteBuffer zeros = ByteBuffer.allocate((int) Math.max(0, end - forcedBytes));
      if (zeros.hasRemaining()) {
        file.write(zeros, forcedBytes);
      }
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
