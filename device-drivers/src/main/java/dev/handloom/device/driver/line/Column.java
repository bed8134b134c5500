package dev.handloom.device.driver.line;

/// What a column of the line is for.
sealed interface Column {
  /// The device's own time.
  ///
  /// @param decimals digits after the point that are part of the ticks: 6 for seconds, else 0
  record Time(int decimals) implements Column {}

  /// The device's own count of its samples.
  record Sequence() implements Column {}

  /// Not wanted.
  record Skipped() implements Column {}

  /// A channel: the number on the line times the scale, plus the offset.
  record Value(int channel, double scale, double offset) implements Column {}
}
