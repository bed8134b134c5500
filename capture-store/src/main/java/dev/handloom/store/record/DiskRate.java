package dev.handloom.store.record;

import java.util.ArrayDeque;

/// How fast a take fills the disk, over the last half minute. Any thread.
final class DiskRate {
  /// Shorter is a guess, as a take begins with headers and ends with a flush.
  static final long OVER_NANOS = 30_000_000_000L;

  static final double NOT_KNOWN = -1;

  private static final long STEP_NANOS = 1_000_000_000L;

  private record Point(long nanos, long bytes) {}

  private final ArrayDeque<Point> points = new ArrayDeque<>();

  /// The files had so many bytes then.
  synchronized void at(long nanos, long bytes) {
    Point last = points.peekLast();
    if (last != null && nanos - last.nanos() < STEP_NANOS) {
      return;
    }
    points.addLast(new Point(nanos, bytes));
    while (nanos - points.getFirst().nanos() > OVER_NANOS + STEP_NANOS) {
      points.removeFirst();
    }
  }

  /// Bytes a second, or [#NOT_KNOWN] before the first half minute is over.
  synchronized double bytesPerSecond() {
    Point first = points.peekFirst();
    Point last = points.peekLast();
    if (first == null || last == null || last.nanos() - first.nanos() < OVER_NANOS) {
      return NOT_KNOWN;
    }
    return (last.bytes() - first.bytes()) * 1e9 / (last.nanos() - first.nanos());
  }
}
