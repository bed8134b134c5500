package dev.handloom.app.delay;

import dev.handloom.device.stream.Sample;
import java.util.Arrays;

/// The bound that half of a stream's samples kept to. One thread adds.
final class UsualBound {
  private static final int ROOM = 2048;

  private final long[] bounds = new long[ROOM];
  private int count;

  synchronized void add(long boundNanos) {
    bounds[count++ % ROOM] = boundNanos;
  }

  /// [Sample#UNBOUNDED] where most had none.
  synchronized long nanos() {
    if (count == 0) {
      return Sample.UNBOUNDED;
    }
    long[] sorted = Arrays.copyOf(bounds, Math.min(count, ROOM));
    Arrays.sort(sorted);
    // What has no bound sorts last.
    return sorted[sorted.length / 2];
  }
}
