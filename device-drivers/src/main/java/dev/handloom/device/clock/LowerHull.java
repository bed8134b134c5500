package dev.handloom.device.clock;

/// The lower convex hull of (device time, arrival − device time): the samples that were delayed
/// least. Points come in the order of device time. Bounded: when full, every second point between
/// the ends is dropped, which can only loosen the hull.
final class LowerHull {
  private static final int MOST_POINTS = 512;

  private static final long UNSETTLED_NANOS = 1_000_000_000L;

  private final long[] at = new long[MOST_POINTS];
  private final long[] offset = new long[MOST_POINTS];
  private int size;
  private long first;
  private long last;

  void clear() {
    size = 0;
  }

  void add(long deviceNanos, long offsetNanos) {
    if (size == 0) {
      first = deviceNanos;
    }
    last = deviceNanos;
    if (size > 0 && deviceNanos <= at[size - 1]) {
      return;
    }
    while (size >= 2 && !below(size - 2, size - 1, deviceNanos, offsetNanos)) {
      size--;
    }
    if (size == MOST_POINTS) {
      thin();
    }
    at[size] = deviceNanos;
    offset[size] = offsetNanos;
    size++;
  }

  /// Whether point j lies under the line from point i to the new one, and so stays on the hull.
  private boolean below(int i, int j, long x, long y) {
    double dx1 = at[j] - at[i];
    double dx2 = x - at[i];
    double dy1 = offset[j] - offset[i];
    double dy2 = y - offset[i];
    return dy1 * dx2 < dy2 * dx1;
  }

  private void thin() {
    int kept = 1;
    for (int i = 2; i < size - 1; i += 2) {
      at[kept] = at[i];
      offset[kept++] = offset[i];
    }
    at[kept] = at[size - 1];
    offset[kept++] = offset[size - 1];
    size = kept;
  }

  /// Moves the hull: the path has become longer by so much.
  void raise(long nanos) {
    for (int i = 0; i < size; i++) {
      offset[i] += nanos;
    }
  }

  /// See [SwitchingHull#leastAt]; relative to a base, for precision.
  double leastAt(long deviceNanos, double slope, double doubt, long base) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      double age = (double) (deviceNanos - at[i]);
      least = Math.min(least, offset[i] - base + slope * age + doubt * Math.abs(age));
    }
    return least;
  }

  int supports() {
    return size;
  }

  long firstNanos() {
    return first;
  }

  /// Device time from the first point to the newest.
  long spanNanos() {
    return size == 0 ? 0 : last - first;
  }

  /// Fits the line along the hull's edge over the middle of the time seen. False while there is
  /// none.
  boolean fit(Line line) {
    if (size < 2) {
      return false;
    }
    return fit(line, first + (last - first) / 2);
  }

  /// Fits the line along the hull's edge over a moment.
  boolean fit(Line line, long moment) {
    if (size < 2) {
      return false;
    }
    int j = 1;
    while (j < size - 1 && at[j] < moment) {
      j++;
    }
    int i = j - 1;
    line.at = at[i];
    line.offset = offset[i];
    line.slope = (double) (offset[j] - offset[i]) / (at[j] - at[i]);
    double bend = 0;
    for (int k = 0; k < size; k++) {
      // At the ends stand samples that nothing has had the time to undercut; they say nothing.
      if (at[k] >= first + UNSETTLED_NANOS && at[k] <= last - UNSETTLED_NANOS) {
        bend = Math.max(bend, offset[k] - line.valueAt(at[k]));
      }
    }
    line.bend = bend;
    return true;
  }

  /// A straight piece of the relation between device time and offset.
  static final class Line {
    long at;
    long offset;
    double slope;

    /// How far the hull bends away from the line, in nanoseconds: what the clock did beside
    /// drifting.
    double bend;

    double valueAt(long deviceNanos) {
      return offset + slope * (deviceNanos - at);
    }
  }
}
