package dev.handloom.device.clock;

/// What answered probes say of the offset, studio less device time.
///
/// Every probe proves that its stamp was made between sending and receiving: it sets a lowest and a
/// highest offset, whatever the way. The lowest of all have a hull and the highest of all another,
/// so that a probe need only be lucky one way to count. The estimate runs midway between the two.
/// Where between them the truth lies nothing can tell, and so the bound reaches to the farther one.
final class ProbeHull {
  /// By how much the drift may differ from the line's within the minutes kept.
  static final double DRIFT_DOUBT = 3e-6;

  /// The slope may be wrong by this share of the gap between the hulls over the time seen.
  private static final double GAP_SHARE = 0.25;

  /// Until this much has been seen, the slope is mostly noise.
  private static final long SLOPE_AFTER_NANOS = 5_000_000_000L;

  private final SwitchingHull highest = new SwitchingHull();

  /// Turned over, so that it is a lower hull as well.
  private final SwitchingHull lowest = new SwitchingHull();

  private final LowerHull.Line high = new LowerHull.Line();
  private final LowerHull.Line low = new LowerHull.Line();
  private boolean fitted;
  private long probes;
  private double slope;
  private double doubt = SwitchingHull.MOST_DRIFT;
  private long originNanos;
  private long originOffset;

  void clear() {
    highest.clear();
    lowest.clear();
    fitted = false;
    probes = 0;
    slope = 0;
    doubt = SwitchingHull.MOST_DRIFT;
  }

  long probes() {
    return probes;
  }

  /// At this device time the offset was at least the one and at most the other.
  void add(long deviceNanos, long lowestNanos, long highestNanos) {
    probes++;
    highest.add(deviceNanos, highestNanos);
    lowest.add(deviceNanos, -lowestNanos);
    fitted = highest.spanNanos() >= SLOPE_AFTER_NANOS && highest.fit(high) && lowest.fit(low);
    if (fitted) {
      double gap = high.valueAt(deviceNanos) + low.valueAt(deviceNanos);
      slope = (high.slope - low.slope) / 2;
      doubt = DRIFT_DOUBT + GAP_SHARE * Math.max(0, gap) / highest.spanNanos();
      originOffset = Math.round((high.valueAt(deviceNanos) - low.valueAt(deviceNanos)) / 2);
    } else {
      originOffset = lowestNanos;
    }
    originNanos = deviceNanos;
  }

  double slope() {
    return slope;
  }

  /// The offset at a device time.
  long offsetAt(long deviceNanos) {
    if (!fitted) {
      long least = lowestAt(deviceNanos);
      return least + (highestAt(deviceNanos) - least) / 2;
    }
    return originOffset + Math.round(slope * (deviceNanos - originNanos));
  }

  /// The lowest offset that every probe allows at a device time.
  long lowestAt(long deviceNanos) {
    return originOffset
        - (long) Math.ceil(lowest.leastAt(deviceNanos, -slope, doubt, -originOffset));
  }

  /// The highest.
  long highestAt(long deviceNanos) {
    return originOffset
        + (long) Math.ceil(highest.leastAt(deviceNanos, slope, doubt, originOffset));
  }
}
