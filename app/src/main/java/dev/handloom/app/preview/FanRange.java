package dev.handloom.app.preview;

/// The values that a lane of the fan shows: wider at once, narrower only slowly, so that nothing
/// jumps.
final class FanRange {
  private static final double ROOM = 0.12;
  private static final double SHRINK = 0.02;
  private static final double LEAST = 1e-4;

  private double low = Double.NaN;
  private double high = Double.NaN;

  void see(double lowest, double highest) {
    if (!(highest >= lowest)) {
      return;
    }
    double room = Math.max(LEAST, (highest - lowest) * ROOM);
    double toLow = lowest - room;
    double toHigh = highest + room;
    if (Double.isNaN(low)) {
      low = toLow;
      high = toHigh;
      return;
    }
    low = toLow < low ? toLow : low + (toLow - low) * SHRINK;
    high = toHigh > high ? toHigh : high + (toHigh - high) * SHRINK;
  }

  /// How far up a value is, 0 at the bottom and 1 at the top.
  double share(double value) {
    return (value - low) / (high - low);
  }

  double value(double share) {
    return low + share * (high - low);
  }

  double span() {
    return high - low;
  }
}
