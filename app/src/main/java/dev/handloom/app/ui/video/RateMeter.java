package dev.handloom.app.ui.video;

/// The rate at which something arrived lately, from the times of its last arrivals.
final class RateMeter {

  private static final int KEPT = 32;
  private static final double NANOS_PER_SECOND = 1e9;

  /// Older arrivals say nothing of now.
  private static final long HORIZON_NANOS = 2_000_000_000;

  private final long[] arrivals = new long[KEPT];
  private int count;

  synchronized void arrived(long nanos) {
    arrivals[count % KEPT] = nanos;
    count++;
  }

  /// Arrivals per second; 0 when nothing came lately.
  synchronized double hertz(long nowNanos) {
    int known = Math.min(count, KEPT);
    long oldest = Long.MAX_VALUE;
    long newest = Long.MIN_VALUE;
    int recent = 0;
    for (int i = 0; i < known; i++) {
      if (nowNanos - arrivals[i] <= HORIZON_NANOS) {
        oldest = Math.min(oldest, arrivals[i]);
        newest = Math.max(newest, arrivals[i]);
        recent++;
      }
    }
    return recent < 2 || newest == oldest ? 0 : (recent - 1) * NANOS_PER_SECOND / (newest - oldest);
  }
}
