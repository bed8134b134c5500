package dev.handloom.store.record;

import dev.handloom.device.stream.Sample;

/// From when to when a take reaches, on capture time.
final class Window {
  /// Samples captured before the stop may come this much later. Longer than any link needs.
  static final long GRACE_NANOS = 300_000_000L;

  private static final long OPEN = Long.MAX_VALUE;

  private final long startNanos;
  private volatile long stopNanos = OPEN;

  Window(long startNanos) {
    this.startNanos = startNanos;
  }

  long startNanos() {
    return startNanos;
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

  /// Whether nothing that belongs to the take can come any more.
  boolean overAt(long nowNanos) {
    long stop = stopNanos;
    return stop != OPEN && nowNanos - stop > GRACE_NANOS;
  }

  /// A capture time of which nothing is known decides nothing.
  private static long time(Sample sample) {
    return sample.boundNanos == Sample.UNBOUNDED ? sample.arrivalNanos : sample.captureNanos;
  }
}
