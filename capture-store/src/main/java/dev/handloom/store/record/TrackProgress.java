package dev.handloom.store.record;

import java.util.concurrent.atomic.AtomicLong;

/// How far a track has come: written, handed to the operating system, known to be on the disk. The
/// writer thread moves the first two, the forcing thread the last.
final class TrackProgress {
  private volatile long written;
  private volatile long flushed;
  private volatile long durable;
  private volatile boolean over;
  private final AtomicLong busyNanos = new AtomicLong();

  private long forcing;

  /// The encoder thread has spent so much more time on packing.
  void busy(long nanos) {
    busyNanos.addAndGet(nanos);
  }

  long busyNanos() {
    return busyNanos.get();
  }

  void written(long count) {
    written = count;
  }

  long written() {
    return written;
  }

  /// The log was flushed: all that was written is in the file.
  void flushed() {
    flushed = written;
  }

  /// A force begins: what is in the file now will be on the disk after it.
  void forcing() {
    forcing = flushed;
  }

  /// The force has succeeded.
  void forced() {
    if (!over) {
      durable = forcing;
    }
  }

  /// What comes from now on is not promised any more.
  void freeze() {
    over = true;
  }

  long durable() {
    return durable;
  }
}
