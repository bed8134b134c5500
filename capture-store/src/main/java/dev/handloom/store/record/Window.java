package dev.handloom.store.record;

import dev.handloom.device.stream.Sample;
import dev.handloom.store.episode.Pauses;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// From when to when a take reaches, and what of it is left out, on capture time.
final class Window {
  /// Samples captured before the stop may come this much later. Longer than any link needs.
  static final long GRACE_NANOS = 300_000_000L;

  private static final long OPEN = Long.MAX_VALUE;

  /// A person's wish, at the time at which it was made.
  sealed interface Wish {
    record Pause(long nanos) implements Wish {}

    record Resume(long nanos) implements Wish {}
  }

  /// Writes down what was wished.
  @FunctionalInterface
  interface Granting {
    void grant() throws IOException;
  }

  private final long startNanos;

  /// As they were wished: a disk that stalls must not move them.
  private final Pauses wished = new Pauses();

  /// As far as they are in the log.
  private final Pauses pauses = new Pauses();

  private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();
  private Granting granting = () -> {};
  private volatile long stopNanos = OPEN;

  Window(long startNanos) {
    this.startNanos = startNanos;
  }

  long startNanos() {
    return startNanos;
  }

  /// Leaves out what was captured from this moment on.
  synchronized void pause(long nanos) {
    // First the queue: who sees what it does can have it granted.
    wishes.add(new Wish.Pause(nanos));
    wished.pause(nanos);
  }

  synchronized void resume(long nanos) {
    wishes.add(new Wish.Resume(nanos));
    wished.resume(nanos);
  }

  void grantedBy(Granting by) {
    granting = by;
  }

  /// Sees to it that what was wished is in the log before what follows from it. The writer thread,
  /// before it writes a sample.
  void grant() throws IOException {
    if (!wishes.isEmpty()) {
      granting.grant();
    }
  }

  @Nullable Wish nextWish() {
    return wishes.poll();
  }

  /// As they are in the log.
  Pauses pauses() {
    return pauses;
  }

  /// Closes it; the first call counts.
  synchronized boolean close(long nanos) {
    if (stopNanos != OPEN) {
      return false;
    }
    stopNanos = nanos;
    return true;
  }

  boolean closed() {
    return stopNanos != OPEN;
  }

  long stopNanos() {
    return stopNanos;
  }

  boolean before(Sample sample) {
    return time(sample) < startNanos;
  }

  boolean after(Sample sample) {
    return time(sample) > stopNanos;
  }

  /// Whether it falls into a pause.
  boolean leftOut(Sample sample) {
    return wished.holds(time(sample));
  }

  /// Whether nothing that belongs to the take can come any more.
  boolean overAt(long nowNanos) {
    long stop = stopNanos;
    return stop != OPEN && nowNanos - stop > GRACE_NANOS;
  }

  /// How much of the take there is by now, without its pauses.
  long recordedNanos(long nowNanos) {
    long until = Math.min(nowNanos, stopNanos);
    return Math.max(0, until - startNanos - pauses.nanosWithin(startNanos, until));
  }

  static long time(Sample sample) {
    return Pauses.time(sample.captureNanos, sample.boundNanos, sample.arrivalNanos);
  }
}
