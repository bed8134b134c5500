package dev.handloom.test.bench;

import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The disk of this machine, which stands still when it is told to and measures what it is asked.
final class StallingDisk implements Disk {
  /// What stands still.
  enum Stall {
    NONE,
    WRITE,
    FORCE,
    BOTH
  }

  /// Longer than this is a stall, whoever made it.
  private static final long STALL_NANOS = 100_000_000L;

  private final Disk real = Disk.ofThisMachine();
  private volatile Stall stall = Stall.NONE;
  private volatile long untilNanos;
  final AtomicLong writes = new AtomicLong();
  final AtomicLong bytes = new AtomicLong();
  final AtomicLong forces = new AtomicLong();
  final AtomicLong stalls = new AtomicLong();
  final AtomicLong worstWriteNanos = new AtomicLong();
  final AtomicLong worstForceNanos = new AtomicLong();

  /// Stands still from now on, for so long.
  void stall(Stall how, long nanos) {
    untilNanos = System.nanoTime() + nanos;
    stall = how;
  }

  boolean stalled() {
    return stall != Stall.NONE && System.nanoTime() < untilNanos;
  }

  private void hold() {
    for (long left; (left = untilNanos - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(left);
    }
  }

  private void took(long begun, AtomicLong worst) {
    long took = System.nanoTime() - begun;
    worst.accumulateAndGet(took, Math::max);
    if (took > STALL_NANOS) {
      stalls.incrementAndGet();
    }
  }

  @Override
  public DiskFile create(Path path) throws IOException {
    DiskFile file = real.create(path);
    return new DiskFile() {
      @Override
      public void write(ByteBuffer source, long offset) throws IOException {
        long begun = System.nanoTime();
        if (stall == Stall.WRITE || stall == Stall.BOTH) {
          hold();
        }
        bytes.addAndGet(source.remaining());
        file.write(source, offset);
        writes.incrementAndGet();
        took(begun, worstWriteNanos);
      }

      @Override
      public void force() throws IOException {
        long begun = System.nanoTime();
        if (stall == Stall.FORCE || stall == Stall.BOTH) {
          hold();
        }
        file.force();
        forces.incrementAndGet();
        took(begun, worstForceNanos);
      }

      @Override
      public long size() {
        return file.size();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  @Override
  public long freeBytes(Path path) throws IOException {
    return real.freeBytes(path);
  }
}
