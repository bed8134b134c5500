package dev.handloom.device.clock;

import java.util.List;

/// How what is known of a device's clock went since the device was opened; small enough to draw.
///
/// @param points the oldest first, at most [#MOST_POINTS]; their distance doubles as time goes on
/// @param jitter of all samples
public record ClockHistory(List<Point> points, JitterHistogram jitter) {
  public static final int MOST_POINTS = 256;

  /// Of nothing yet.
  public static final ClockHistory EMPTY = new ClockHistory(List.of(), JitterHistogram.EMPTY);

  public ClockHistory {
    points = List.copyOf(points);
  }

  /// What was known at one moment.
  ///
  /// @param studioNanos arrival of the sample that it is about
  /// @param offsetNanos studio time minus device time; 0 without device time
  /// @param boundNanos or [dev.handloom.device.stream.Sample#UNBOUNDED]
  /// @param jumps until then
  public record Point(
      long studioNanos,
      ClockState state,
      long offsetNanos,
      double driftPpm,
      long boundNanos,
      long jumps) {}
}
