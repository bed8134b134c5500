package dev.handloom.app.calibrate;

import java.util.Arrays;

/// What each channel says now, and between what it has been so far. One thread.
final class ChannelRange {
  private final double[] now;
  private final double[] low;
  private final double[] high;

  ChannelRange(int channels) {
    now = new double[channels];
    low = new double[channels];
    high = new double[channels];
    Arrays.fill(now, Double.NaN);
    Arrays.fill(low, Double.NaN);
    Arrays.fill(high, Double.NaN);
  }

  /// What is infinite was no measurement.
  static void leaveOutInfinite(double[] values) {
    for (int c = 0; c < values.length; c++) {
      if (Double.isInfinite(values[c])) {
        values[c] = Double.NaN;
      }
    }
  }

  void see(double[] values) {
    for (int c = 0; c < values.length; c++) {
      if (!Double.isNaN(values[c])) {
        low[c] = low[c] <= values[c] ? low[c] : values[c];
        high[c] = high[c] >= values[c] ? high[c] : values[c];
      }
    }
  }

  /// To be filled by whoever reads.
  double[] now() {
    return now;
  }

  double[] low() {
    return low.clone();
  }

  double[] high() {
    return high.clone();
  }
}
