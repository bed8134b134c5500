package dev.handloom.app.preview;

import dev.handloom.preview.model.Prediction;

/// Which time lies where in the fan, and when a step of a plan is due.
///
/// @param atNanos of the line for now
/// @param back seconds shown before it
/// @param ahead seconds shown after it
/// @param left where it begins, pixels
/// @param width of all of it
record FanTime(long atNanos, double back, double ahead, double left, double width) {
  private static final double SECOND = 1e9;

  double x(long nanos) {
    return x((nanos - atNanos) / SECOND);
  }

  /// @param seconds after now
  double x(double seconds) {
    return left + (seconds + back) / (back + ahead) * width;
  }

  double seconds(double x) {
    return (x - left) / width * (back + ahead) - back;
  }

  /// The row at index 0 is what is wanted one step after the observation.
  static long due(Prediction plan, int row) {
    return plan.capturedNanos() + Math.round((row + 1) * plan.stepSeconds() * SECOND);
  }
}
