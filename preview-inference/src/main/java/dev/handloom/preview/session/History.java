package dev.handloom.preview.session;

/// The last seconds of a stream of numbers. Belongs to one thread.
final class History {
  private final int channels;
  private final int capacity;
  private final long oldestNanos;
  private final long[] nanos;
  private final double[] values;
  private long count;

  /// @param oldestNanos how old a sample may be that stands for now
  History(int channels, int capacity, long oldestNanos) {
    this.channels = channels;
    this.capacity = capacity;
    this.oldestNanos = oldestNanos;
    nanos = new long[capacity];
    values = new double[capacity * channels];
  }

  /// One whose time is not after the one before is left out, as after a jump of a clock.
  void add(long captureNanos, double[] sample) {
    if (count > 0 && captureNanos <= newest()) {
      return;
    }
    int slot = (int) (count % capacity);
    nanos[slot] = captureNanos;
    System.arraycopy(sample, 0, values, slot * channels, channels);
    count++;
  }

  boolean empty() {
    return count == 0;
  }

  /// The time of the newest sample.
  long newest() {
    return nanos[(int) ((count - 1) % capacity)];
  }

  /// Between the samples before and after; the one before where there is no other; NaN where it is
  /// too old, or before all.
  float value(int channel, long at) {
    long low = Math.max(0, count - capacity);
    long high = count;
    long first = low;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (nanos[(int) (middle % capacity)] <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    long before = low - 1;
    if (before < first) {
      return Float.NaN;
    }
    int slot = (int) (before % capacity);
    if (at - nanos[slot] > oldestNanos) {
      return Float.NaN;
    }
    double value = values[slot * channels + channel];
    int next = (int) (low % capacity);
    if (low < count && nanos[next] - nanos[slot] <= oldestNanos) {
      double share = (at - nanos[slot]) / (double) (nanos[next] - nanos[slot]);
      value += share * (values[next * channels + channel] - value);
    }
    return (float) value;
  }
}
