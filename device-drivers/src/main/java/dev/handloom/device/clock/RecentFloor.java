package dev.handloom.device.clock;

/// The least of the last one to two seconds: what even the luckiest sample had to wait of late.
final class RecentFloor {
  private static final long SPAN_NANOS = 1_000_000_000L;

  private long begunNanos = Long.MIN_VALUE;
  private long current = Long.MAX_VALUE;
  private long previous = Long.MAX_VALUE;

  void clear() {
    begunNanos = Long.MIN_VALUE;
    current = Long.MAX_VALUE;
    previous = Long.MAX_VALUE;
  }

  void add(long nowNanos, long value) {
    if (begunNanos == Long.MIN_VALUE) {
      begunNanos = nowNanos;
    } else if (nowNanos - begunNanos > SPAN_NANOS) {
      previous = current;
      current = Long.MAX_VALUE;
      begunNanos = nowNanos;
    }
    current = Math.min(current, value);
  }

  /// Zero until a second has been seen.
  long nanos() {
    return previous == Long.MAX_VALUE ? 0 : Math.max(0, Math.min(current, previous));
  }
}
