package dev.handloom.device.sim.truth;

/// When a device truly took and sent its samples, by its own count, which begins anew when it
/// restarts. Remembers the last 65 536. One thread writes.
public final class CaptureLog {
  /// Asked for a sample that was not taken, not sent, or is forgotten.
  public static final long UNKNOWN = Long.MIN_VALUE;

  private static final int HELD = 1 << 16;

  private final long[] captured = new long[HELD];
  private final long[] sent = new long[HELD];
  private volatile long count;
  private volatile long restartedAt;

  /// The device was switched on anew and counts from zero.
  public void restarted() {
    restartedAt = count;
  }

  /// Notes the next sample.
  ///
  /// @param sentNanos when its last byte left the device, or [#UNKNOWN] if it never did
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  public void add(long capturedNanos, long sentNanos) {
    int slot = (int) count & (HELD - 1);
    captured[slot] = capturedNanos;
    sent[slot] = sentNanos;
    count++;
  }

  /// The sample of a count has left the device.
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes; the write publishes.
  public void sent(long of, long nanos) {
    sent[slot(of)] = nanos;
    long same = count;
    count = same;
  }

  /// How many samples have been taken since the device was switched on.
  public long count() {
    return count - restartedAt;
  }

  private int slot(long of) {
    return (int) (restartedAt + of) & (HELD - 1);
  }

  /// When the sample of a count was taken, in studio time.
  public long capturedNanos(long of) {
    return held(of) ? captured[slot(of)] : UNKNOWN;
  }

  /// When the sample of a count was sent, in studio time.
  public long sentNanos(long of) {
    return held(of) ? sent[slot(of)] : UNKNOWN;
  }

  private boolean held(long of) {
    long now = count();
    return of >= 0 && of < now && of > now - HELD;
  }
}
