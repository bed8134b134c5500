package dev.handloom.app.ui.plot;

/// Samples over time, as a plot reads them.
public interface SeriesSource {

  int channelCount();

  /// Whether there is no sample.
  boolean isEmpty();

  /// Time of the oldest sample that can be read; 0 when empty.
  long firstNanos();

  /// Time of the newest sample; 0 when empty.
  long lastNanos();

  /// The newest value of a channel; NaN when empty.
  double latest(int channel);

  /// The value of the last sample at or before a time; NaN when there is none.
  double valueAt(int channel, long timeNanos);

  /// Changes whenever there is something new to draw.
  long version();

  /// Reduces the polyline of a channel to the least and greatest value in each column of time.
  ///
  /// Column `i` spans from `fromNanos + i × columnNanos` for one `columnNanos`. A column that the
  /// line does not touch gets NaN. Samples further apart than `gapNanos` are not joined.
  ///
  /// @param low receives the least values; its length is the number of columns
  /// @param high receives the greatest values, of the same length
  void reduce(
      int channel, long fromNanos, double columnNanos, long gapNanos, double[] low, double[] high);
}
