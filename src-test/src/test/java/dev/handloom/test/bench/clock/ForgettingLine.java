package dev.handloom.test.bench.clock;

/// What Lab Streaming Layer does with the stamps of a regular stream: a least-squares line of
/// arrival over the count of samples that forgets by half every 90 seconds. Begun anew at gaps of a
/// second, as its importer does.
final class ForgettingLine {
  private static final double HALF_SECONDS = 90;
  private static final long GAP_NANOS = 1_000_000_000L;

  private final double keep;
  private final double periodNanos;
  private long count;
  private long lastArrival = Long.MIN_VALUE;
  private long origin;

  // Weighted sums; x counts back from the newest sample, y is arrival less the nominal pace.
  private double w;
  private double x;
  private double y;
  private double xx;
  private double xy;

  ForgettingLine(double hz) {
    keep = Math.pow(0.5, 1 / (hz * HALF_SECONDS));
    periodNanos = 1e9 / hz;
  }

  long smoothed(long arrival) {
    if (lastArrival == Long.MIN_VALUE || arrival - lastArrival > GAP_NANOS) {
      w = x = y = xx = xy = 0;
      count = 0;
      origin = arrival;
    }
    lastArrival = arrival;
    double late = arrival - origin - count * periodNanos;
    // The newest becomes the origin of x; the sums move along, and fade.
    xx = keep * (xx - 2 * x + w);
    xy = keep * (xy - y);
    x = keep * (x - w);
    y = keep * y + late;
    w = keep * w + 1;
    double across = w * xx - x * x;
    double slope = across > 1e-9 * w * w ? (w * xy - x * y) / across : 0;
    double value = (y - slope * x) / w;
    long smoothed = origin + Math.round(count * periodNanos + value);
    count++;
    return smoothed;
  }
}
