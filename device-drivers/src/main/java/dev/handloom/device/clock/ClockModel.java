package dev.handloom.device.clock;

import dev.handloom.device.stream.Sample;

/// Finds out when samples were captured. Fed by one thread.
public interface ClockModel {
  /// Fills the capture time and bound of a sample whose device ticks and arrival are set.
  void stamp(Sample sample);

  /// The link came back: what was known of the path may be wrong.
  void reconnected();

  /// What is known now; from any thread.
  ClockReport report(long nowNanos);

  /// What was known since the device was opened; from any thread.
  default ClockHistory history() {
    return ClockHistory.EMPTY;
  }
}
