package dev.handloom.device.clock;

/// What the best answered probes of the last minutes say: a line through them, and between which
/// offsets the truth must lie.
///
/// Every probe proves that its stamp was made between sending and receiving, whatever the way; the
/// line only says where between. So the bound is the distance from the line to the ends of what all
/// probes together allow, each end widened by the drift that may have happened since.
final class ProbeLine {
  private static final int MOST_WAVES = 128;

  /// A probe this old counts for 0.6 of a new one.
  private static final double KERNEL_NANOS = 40e9;

  /// Round trips longer than the shortest by its own length count for 0.6.
  private static final long LEAST_RTT_SCALE_NANOS = 50_000;

  private static final double MOST_DRIFT = 500e-6;

  /// By how much the drift may differ from the line's within the minutes kept.
  static final double DRIFT_DOUBT = 3e-6;

  private static final long LEAST_SPAN_NANOS = 100_000_000L;

  private final long[] at = new long[MOST_WAVES];
  private final long[] low = new long[MOST_WAVES];
  private final long[] high = new long[MOST_WAVES];
  private int next;
  private int size;

  private long originNanos;
  private long originOffset;
  private double value;
  private double slope;
  private double spread;

  /// What the slope may be wrong by: half the shortest round trip at each end of what was seen.
  private double doubt = MOST_DRIFT;

  void clear() {
    next = 0;
    size = 0;
    slope = 0;
  }

  int size() {
    return size;
  }

  /// The best probe of a wave: at this device time the offset (studio less device time) lay between
  /// these.
  void add(long deviceNanos, long lowest, long highest) {
    at[next] = deviceNanos;
    low[next] = lowest;
    high[next] = highest;
    next = (next + 1) % MOST_WAVES;
    size = Math.min(size + 1, MOST_WAVES);
    fit(deviceNanos, lowest);
  }

  private void fit(long now, long base) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      least = Math.min(least, high[i] - low[i]);
    }
    double scale = (double) Math.max(least, LEAST_RTT_SCALE_NANOS);
    double w = 0;
    double wx = 0;
    double wy = 0;
    double wxx = 0;
    double wxy = 0;
    for (int i = 0; i < size; i++) {
      double x = (double) (at[i] - now);
      double y = (low[i] - base + (high[i] - base)) / 2.0;
      double weight = weight(x, (double) (high[i] - low[i] - least), scale);
      w += weight;
      wx += weight * x;
      wy += weight * y;
      wxx += weight * x * x;
      wxy += weight * x * y;
    }
    originNanos = now;
    originOffset = base;
    double across = wxx - wx * wx / w;
    slope = across > 1e18 ? Math.clamp((wxy - wx * wy / w) / across, -MOST_DRIFT, MOST_DRIFT) : 0;
    value = (wy - slope * wx) / w;
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double x = (double) (at[i] - now);
      double y = (low[i] - base + (high[i] - base)) / 2.0 - value - slope * x;
      sum += weight(x, (double) (high[i] - low[i] - least), scale) * y * y;
    }
    spread = Math.sqrt(sum / w);
    long oldest = size < MOST_WAVES ? at[0] : at[next];
    double span = Math.max(LEAST_SPAN_NANOS, now - oldest);
    doubt = Math.min(MOST_DRIFT, DRIFT_DOUBT + least / span);
  }

  private static double weight(double age, double excess, double scale) {
    double a = age / KERNEL_NANOS;
    double b = excess / scale;
    return Math.exp(-(a * a + b * b) / 2);
  }

  double slope() {
    return slope;
  }

  /// How far the probes lie from the line.
  double spreadNanos() {
    return spread;
  }

  /// The offset at a device time.
  long offsetAt(long deviceNanos) {
    return originOffset + Math.round(value + slope * (deviceNanos - originNanos));
  }

  /// The lowest offset that every probe allows at a device time.
  long lowestAt(long deviceNanos) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      double age = (double) (deviceNanos - at[i]);
      most = Math.max(most, low[i] - originOffset + slope * age - doubt * Math.abs(age));
    }
    return originOffset + (long) Math.floor(most);
  }

  /// The highest.
  long highestAt(long deviceNanos) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      double age = (double) (deviceNanos - at[i]);
      least = Math.min(least, high[i] - originOffset + slope * age + doubt * Math.abs(age));
    }
    return originOffset + (long) Math.ceil(least);
  }
}
