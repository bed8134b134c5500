package dev.handloom.device.clock;

import dev.handloom.device.stream.Sample;
import java.util.Arrays;

/// What the live pass made of a span, a point a second.
final class LiveTrace {
  private static final long POINT_NANOS = 1_000_000_000L;

  private static final double MOST_BOUNDS = 1e18;

  private long[] at = new long[64];
  private long[] offset = new long[64];
  private long[] bound = new long[64];
  private int size;
  private long since = Long.MIN_VALUE;
  private int count;
  private double sum;
  private double bounds;
  private long last;

  /// @param offsetNanos live capture time less device time
  void add(long deviceNanos, long offsetNanos, long boundNanos) {
    if (since == Long.MIN_VALUE || deviceNanos - since >= POINT_NANOS) {
      point();
      since = deviceNanos;
      last = offsetNanos;
    }
    count++;
    // Relative to one of them, for precision.
    sum += offsetNanos - last;
    bounds += boundNanos == Sample.UNBOUNDED ? Double.POSITIVE_INFINITY : (double) boundNanos;
  }

  private void point() {
    if (count == 0) {
      return;
    }
    if (size == at.length) {
      at = Arrays.copyOf(at, 2 * size);
      offset = Arrays.copyOf(offset, 2 * size);
      bound = Arrays.copyOf(bound, 2 * size);
    }
    at[size] = since + POINT_NANOS / 2;
    offset[size] = last + Math.round(sum / count);
    // A mean is off by no more than the mean of what each may be off by.
    bound[size++] = bounds < MOST_BOUNDS ? Math.round(bounds / count) : Sample.UNBOUNDED;
    count = 0;
    sum = 0;
    bounds = 0;
  }

  /// No more samples will come.
  void finish() {
    point();
    since = Long.MIN_VALUE;
  }

  /// Infinite where something has no bound, or where there is nothing.
  double meanBound(long fromNanos, long toNanos) {
    double total = 0;
    int points = 0;
    for (int i = 0; i < size; i++) {
      if (within(i, fromNanos, toNanos)) {
        total += bound[i] == Sample.UNBOUNDED ? Double.POSITIVE_INFINITY : (double) bound[i];
        points++;
      }
    }
    return points == 0 ? Double.POSITIVE_INFINITY : total / points;
  }

  private boolean within(int point, long fromNanos, long toNanos) {
    return at[point] >= fromNanos - POINT_NANOS && at[point] <= toNanos + POINT_NANOS;
  }

  Knots knots(long fromNanos, long toNanos) {
    Knots knots = new Knots();
    for (int i = 0; i < size; i++) {
      if (within(i, fromNanos, toNanos)) {
        knots.add(at[i], offset[i], bound[i]);
      }
    }
    return knots;
  }
}
