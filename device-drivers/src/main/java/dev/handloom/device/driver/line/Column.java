package dev.handloom.device.driver.line;

/// What a column of the line is for.
sealed interface Column {
  /// The device's own time.
  record Time() implements Column {}

  /// The device's own count of its samples.
  record Sequence() implements Column {}

  /// Not wanted.
  record Skipped() implements Column {}

  /// A channel: the number on the line times the scale.
  record Value(int channel, double scale) implements Column {}
}
