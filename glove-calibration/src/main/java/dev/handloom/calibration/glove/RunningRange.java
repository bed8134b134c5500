package dev.handloom.calibration.glove;

/// The range that a channel has shown so far. Follows new extremes quickly but not at once, so that
/// one wild count does not stretch it, and never shrinks while the glove is worn.
final class RunningRange {
  /// The share of the way to a new extreme that one sample may move the range.
  private static final double FOLLOW = 0.25;

  /// Less than this share of the channel's whole range is noise, not movement.
  private static final double LEAST_SHARE = 0.06;

  private final double leastSpan;
  private double low = Double.NaN;
  private double high = Double.NaN;

  RunningRange(double channelLow, double channelHigh) {
    leastSpan = LEAST_SHARE * (channelHigh - channelLow);
  }

  void see(double value) {
    if (Double.isNaN(low)) {
      low = value;
      high = value;
      return;
    }
    if (value < low) {
      low += FOLLOW * (value - low);
    } else if (value > high) {
      high += FOLLOW * (value - high);
    }
  }

  /// Whether it has moved enough for a share of the range to mean anything.
  boolean known() {
    return high - low >= leastSpan;
  }

  /// Where a value lies in the range: 0 at the low end, 1 at the high end.
  double share(double value) {
    return known() ? Math.clamp((value - low) / (high - low), 0, 1) : 0;
  }
}
