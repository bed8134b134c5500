package dev.handloom.app.conformance;

import dev.handloom.store.conform.ConformanceReport.Computer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/// Measures how late this computer wakes a thread that waits for nothing but the time: what it does
/// to this thread it does to those that read devices.
final class WakeWatch implements AutoCloseable {
  private static final long PAUSE_NANOS = 10_000_000L;

  /// An hour's worth.
  private static final int MOST = 360_000;

  private final Thread thread =
      Thread.ofPlatform().daemon().name("wake watch").unstarted(this::run);
  private volatile boolean closed;
  private float[] lateMillis = new float[1024];
  private int count;

  WakeWatch() {
    thread.start();
  }

  private void run() {
    while (!closed && count < MOST) {
      long due = System.nanoTime() + PAUSE_NANOS;
      for (long left = PAUSE_NANOS; left > 0 && !closed; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      if (count == lateMillis.length) {
        lateMillis = Arrays.copyOf(lateMillis, 2 * count);
      }
      lateMillis[count++] = Math.max(0, System.nanoTime() - due) / 1e6f;
    }
  }

  /// Ends the watch and says what it found.
  Computer found() throws InterruptedException {
    close();
    thread.join();
    if (count == 0) {
      return new Computer(0, 0);
    }
    float[] sorted = Arrays.copyOf(lateMillis, count);
    Arrays.sort(sorted);
    return new Computer(sorted[(int) (0.95 * (count - 1))], sorted[count - 1]);
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
