package dev.handloom.device.timecode;

/// When the screen was told to show which count. One thread writes; the last 4096 are remembered.
public final class PulseLog {
  private static final int HELD = 1 << 12;

  private final long[] nanos = new long[HELD];
  private volatile long count;

  /// The next count is shown from this studio time on.
  ///
  /// @return which
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes; the write publishes.
  public long add(long studioNanos) {
    long next = count;
    nanos[(int) next & (HELD - 1)] = studioNanos;
    count = next + 1;
    return next;
  }

  /// How many there were.
  public long count() {
    return count;
  }

  /// The first that is remembered for certain while others are written.
  long oldest() {
    return Math.max(0, count - HELD / 2);
  }

  /// Since when a count was shown; one of the remembered ones.
  public long nanosOf(long of) {
    return nanos[(int) of & (HELD - 1)];
  }

  /// The usual time between two pulses; 0 until there are enough.
  public double periodNanos() {
    long end = count;
    int some = (int) Math.min(240, end - 1);
    if (some < 8) {
      return 0;
    }
    double[] gaps = new double[some];
    for (int i = 0; i < some; i++) {
      gaps[i] = (double) (nanosOf(end - 1 - i) - nanosOf(end - 2 - i));
    }
    java.util.Arrays.sort(gaps);
    return gaps[some / 2];
  }
}
