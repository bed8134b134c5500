package dev.handloom.store.record;

import dev.handloom.device.stream.Sample;
import dev.handloom.store.episode.Pauses;

/// From when to when a take reaches, and what of it is left out, on capture time.
final class Window {
  /// Samples captured before the stop may come this much later. Longer than any link needs.
  static final long GRACE_NANOS = 300_000_000L;

  private static final long OPEN = Long.MAX_VALUE;

  private final long startNanos;
  private final Pauses pauses = new Pauses();
  private volatile long stopNanos = OPEN;

  Window(long startNanos) {
    this.startNanos = startNanos;
  }

  long startNanos() {
    return startNanos;
  }

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
    return pauses.holds(time(sample));
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
