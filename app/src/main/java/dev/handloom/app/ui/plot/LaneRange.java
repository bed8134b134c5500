package dev.handloom.app.ui.plot;

/// The values a lane shows. It follows the data: wider at once, narrower only when the line has
/// become small in it for a while, so that nothing jumps.
final class LaneRange {

  /// Below this share of the lane the line counts as small.
  private static final double SMALL = 0.35;

  /// Draws in a row with a small line before the lane narrows: two seconds at 60 Hz.
  private static final int PATIENCE = 120;

  private static final double HEADROOM = 0.1;

  private double low = Double.NaN;
  private double high = Double.NaN;
  private int smallDraws;

  LaneRange() {}

  static LaneRange fixed(double low, double high) {
    LaneRange range = new LaneRange();
    range.low = low;
    range.high = high;
    return range;
  }

  /// Takes in what is seen now; NaN when nothing is.
  void see(double seenLow, double seenHigh) {
    if (Double.isNaN(seenLow) || Double.isNaN(seenHigh)) {
      return;
    }
    if (Double.isNaN(low) || seenLow < low || seenHigh > high) {
      fit(
          Double.isNaN(low) ? seenLow : Math.min(low, seenLow),
          Double.isNaN(high) ? seenHigh : Math.max(high, seenHigh));
      smallDraws = 0;
    } else if (seenHigh - seenLow < SMALL * (high - low) && seenHigh > seenLow) {
      smallDraws++;
      if (smallDraws >= PATIENCE) {
        fit(seenLow, seenHigh);
        smallDraws = 0;
      }
    } else {
      smallDraws = 0;
    }
  }

  private void fit(double from, double to) {
    double span = to - from;
    double room = span > 0 ? span * HEADROOM : Math.max(Math.abs(from) * HEADROOM, 1e-3);
    double step = niceStep((span + 2 * room) / 8);
    low = Math.floor((from - room) / step) * step;
    high = Math.ceil((to + room) / step) * step;
  }

  /// The next 1, 2 or 5 times a power of ten, not below the argument.
  static double niceStep(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= atLeast * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  double low() {
    return Double.isNaN(low) ? 0 : low;
  }

  double high() {
    return Double.isNaN(high) ? 1 : high;
  }
}
