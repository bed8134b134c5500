package dev.handloom.device.clock;

import org.jspecify.annotations.Nullable;

/// What is known of a device's clock at one moment.
///
/// @param method how capture times are found, in words a person can read
/// @param offsetNanos studio time minus device time, at the last sample; 0 without device time
/// @param driftPpm how much faster the studio's clock runs than the device's, in parts per million
/// @param boundNanos the bound of the last capture time, or
///   [dev.handloom.device.stream.Sample#UNBOUNDED]
/// @param jumps how often the device's time leapt
/// @param path what was taken off for the way of the samples; null where it was not assumed but
///   measured, or where nobody wrote it down
public record ClockReport(
    ClockState state,
    String method,
    long offsetNanos,
    double driftPpm,
    long boundNanos,
    long samples,
    long jumps,
    @Nullable PathDelay path) {
  /// Without word of the path.
  public ClockReport(
      ClockState state,
      String method,
      long offsetNanos,
      double driftPpm,
      long boundNanos,
      long samples,
      long jumps) {
    this(state, method, offsetNanos, driftPpm, boundNanos, samples, jumps, null);
  }
}
