package dev.handloom.device.clock;

/// A lower hull over the last one to two spans of time. Two hulls are kept and swapped, so that
/// memory is bounded and old drift is forgotten.
final class SwitchingHull {
  /// No quartz is farther off; a steeper edge is an accident of few samples.
  static final double MOST_DRIFT = 500e-6;

  /// A hull serves from one such span of age until two.
  private static final long SWAP_NANOS = 60_000_000_000L;

  private LowerHull serving = new LowerHull();
  private LowerHull growing = new LowerHull();

  void add(long deviceNanos, long offsetNanos) {
    serving.add(deviceNanos, offsetNanos);
    growing.add(deviceNanos, offsetNanos);
    if (growing.spanNanos() > SWAP_NANOS) {
      LowerHull old = serving;
      serving = growing;
      growing = old;
      growing.clear();
    }
  }

  void clear() {
    serving.clear();
    growing.clear();
  }

  void raise(long nanos) {
    serving.raise(nanos);
    growing.raise(nanos);
  }

  /// Fits the line along the edge over the middle of the time seen. False while there is none.
  boolean fit(LowerHull.Line line) {
    boolean fitted = serving.fit(line);
    line.slope = Math.clamp(line.slope, -MOST_DRIFT, MOST_DRIFT);
    return fitted;
  }

  long spanNanos() {
    return serving.spanNanos();
  }

  /// Device time of the first point.
  long firstNanos() {
    return serving.firstNanos();
  }

  int supports() {
    return serving.supports();
  }

  /// The lowest value at a device time that the samples allow, if the drift is the slope or up to
  /// the doubt beside it.
  double leastAt(long deviceNanos, double slope, double doubt, long base) {
    return serving.leastAt(deviceNanos, slope, doubt, base);
  }
}
