package dev.handloom.app.ui.plot;

import java.util.Arrays;

/// The newest samples of a stream, in arrays of fixed size; the oldest give way.
///
/// One thread appends, the FX thread reads, neither waits. A reader keeps clear of the oldest slots
/// by a margin, so that it would take the writer that many samples within one read to touch what is
/// being read; the line would then be wrong for one pulse at its oldest end, and nothing else.
public final class TimeSeriesBuffer implements SeriesSource {

  private static final int MIN_MARGIN = 16;
  private static final int MARGIN_SHARE = 16;

  private final int channels;
  private final int capacity;
  private final int margin;
  private final long[] times;
  private final double[] values;
  // Samples ever appended. Written after the slot, read before it: a release and an acquire.
  private volatile long count;
  private volatile long cleared;

  /// @param capacity samples kept for drawing
  public TimeSeriesBuffer(int channels, int capacity) {
    if (channels < 1 || capacity < 1) {
      throw new IllegalArgumentException(
          "A series needs channels and room, not %d × %d".formatted(channels, capacity));
    }
    this.channels = channels;
    this.margin = Math.max(MIN_MARGIN, capacity / MARGIN_SHARE);
    this.capacity = Math.addExact(capacity, margin);
    this.times = new long[this.capacity];
    this.values = new double[Math.multiplyExact(this.capacity, channels)];
  }

  /// A series that holds a whole recording.
  ///
  /// @param times ascending
  /// @param values one row per time, one column per channel
  public static TimeSeriesBuffer of(long[] times, double[][] values) {
    int width = values.length == 0 ? 1 : values[0].length;
    TimeSeriesBuffer buffer = new TimeSeriesBuffer(width, Math.max(1, times.length));
    for (int i = 0; i < times.length; i++) {
      buffer.append(times[i], values[i]);
    }
    return buffer;
  }

  /// Adds a sample. From one thread; allocates nothing, waits for nobody. Time must not go back.
  public void append(long timeNanos, double[] sample) {
    if (sample.length != channels) {
      throw new IllegalArgumentException(
          "Expected %d values, not %d".formatted(channels, sample.length));
    }
    long index = count;
    int slot = (int) (index % capacity);
    times[slot] = timeNanos;
    System.arraycopy(sample, 0, values, slot * channels, channels);
    publish(index + 1);
  }

  private void publish(long newCount) {
    count = newCount;
  }

  /// Forgets all samples. From the thread that appends.
  public void clear() {
    cleared = count;
  }

  @Override
  public int channelCount() {
    return channels;
  }

  @Override
  public boolean isEmpty() {
    return count == cleared;
  }

  @Override
  public long firstNanos() {
    long end = count;
    long start = start(end);
    return start == end ? 0 : times[slot(start)];
  }

  @Override
  public long lastNanos() {
    long end = count;
    return start(end) == end ? 0 : times[slot(end - 1)];
  }

  @Override
  public double latest(int channel) {
    long end = count;
    return start(end) == end ? Double.NaN : value(end - 1, channel);
  }

  @Override
  public double valueAt(int channel, long timeNanos) {
    long end = count;
    long start = start(end);
    long after = firstAfter(start, end, timeNanos);
    return after == start ? Double.NaN : value(after - 1, channel);
  }

  @Override
  public long version() {
    return count + cleared;
  }

  @Override
  public void reduce(
      int channel, long fromNanos, double columnNanos, long gapNanos, double[] low, double[] high) {
    Arrays.fill(low, Double.NaN);
    Arrays.fill(high, Double.NaN);
    long end = count;
    long start = start(end);
    long toNanos = fromNanos + (long) (columnNanos * low.length);
    // One sample before the window, so that the line comes in from the left.
    long first = Math.max(start, firstAfter(start, end, fromNanos) - 1);
    double previousColumn = Double.NaN;
    double previousValue = Double.NaN;
    long previousTime = 0;
    for (long i = first; i < end; i++) {
      long time = times[slot(i)];
      double value = value(i, channel);
      if (Double.isNaN(value)) {
        previousValue = Double.NaN;
        continue;
      }
      double column = (time - fromNanos) / columnNanos;
      if (!Double.isNaN(previousValue) && time - previousTime <= gapNanos) {
        Columns.line(previousColumn, previousValue, column, value, low, high);
      } else {
        Columns.point(column, value, low, high);
      }
      if (time > toNanos) {
        break;
      }
      previousColumn = column;
      previousValue = value;
      previousTime = time;
    }
  }

  private long start(long end) {
    return Math.max(cleared, end - (capacity - margin));
  }

  private int slot(long index) {
    return (int) (index % capacity);
  }

  private double value(long index, int channel) {
    return values[slot(index) * channels + channel];
  }

  // Index of the first sample later than the time; `end` when none is.
  private long firstAfter(long start, long end, long timeNanos) {
    long low = start;
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (times[slot(middle)] > timeNanos) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
