package dev.handloom.store.check;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Checks many episodes at once, and makes way for a recording.
final class CheckWorkers {
  private static final long LOOK_EVERY_NANOS = 1_000_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 2_000_000_000L;

  private final BooleanSupplier recording;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean makeWay;
  private volatile long lookedNanos = Long.MIN_VALUE;

  /// @param recording whether somebody records now; may read the disk
  CheckWorkers(BooleanSupplier recording) {
    this.recording = recording;
  }

  /// One piece of work.
  @FunctionalInterface
  interface Piece {
    CheckReport run(int index, CheckProgress part);
  }

  /// Does all the pieces; the results are in their order.
  List<@Nullable CheckReport> run(int pieces, Piece piece, CheckProgress progress)
      throws InterruptedIOException {
    Sum sum = new Sum(pieces, progress);
    @Nullable CheckReport[] results = new CheckReport[pieces];
    List<Thread> threads = new ArrayList<>();
    int count = Math.min(pieces, Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < count; i++) {
      boolean first = i == 0;
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("check " + (i + 1))
              .start(() -> work(first, pieces, piece, sum, results)));
    }
    join(threads);
    switch (failure.get()) {
      case null -> {
        // All went well.
      }
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
    List<@Nullable CheckReport> all = new ArrayList<>();
    for (CheckReport result : results) {
      all.add(result);
    }
    return all;
  }

  private void join(List<Thread> threads) throws InterruptedIOException {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          stop.set(true);
          threads.forEach(LockSupport::unpark);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The check was stopped; nothing was changed");
    }
  }

  private void work(
      boolean first, int pieces, Piece piece, Sum sum, @Nullable CheckReport[] results) {
    try {
      while (!stop.get()) {
        if (!first && makeWay()) {
          LockSupport.parkNanos(LOOK_EVERY_NANOS);
          continue;
        }
        int index = next.getAndIncrement();
        if (index >= pieces) {
          return;
        }
        long begun = System.nanoTime();
        results[index] =
            piece.run(
                index,
                (done, all, what) -> {
                  if (stop.get()) {
                    throw new CancellationException();
                  }
                  sum.at(index, done / all, what);
                });
        sum.at(index, 1, "");
        if (makeWay()) {
          LockSupport.parkNanos(Math.min(LONGEST_PAUSE_NANOS, System.nanoTime() - begun));
        }
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      stop.set(true);
    }
  }

  private boolean makeWay() {
    long now = System.nanoTime();
    if (lookedNanos == Long.MIN_VALUE || now - lookedNanos > LOOK_EVERY_NANOS) {
      lookedNanos = now;
      makeWay = recording.getAsBoolean();
    }
    return makeWay;
  }

  /// Adds up the parts, so that what is told never goes back.
  private static final class Sum {
    private final double[] parts;
    private final CheckProgress progress;
    private double all;

    Sum(int pieces, CheckProgress progress) {
      parts = new double[pieces];
      this.progress = progress;
    }

    synchronized void at(int index, double part, String what) {
      all += Math.max(0, part - parts[index]);
      parts[index] = Math.max(part, parts[index]);
      if (!what.isEmpty()) {
        progress.at(Math.min(all, parts.length), parts.length, what);
      }
    }
  }
}
