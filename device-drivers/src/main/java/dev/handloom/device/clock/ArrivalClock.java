package dev.handloom.device.clock;

import dev.handloom.device.stream.Sample;

/// For devices that send no time: capture is arrival less the usual delay.
///
/// A sample that comes after a longer pause than usual, or in one read with others, may have waited
/// on the way; its bound grows by that wait.
public final class ArrivalClock implements ClockModel {
  private static final double SMOOTHING = 0.02;

  /// No samples for this long and the report says so.
  private static final long SILENCE_NANOS = 2_000_000_000L;

  private final PathDelay delay;
  private long lastArrivalNanos = Long.MIN_VALUE;
  private double periodNanos;
  private long waitNanos;
  private volatile long samples;
  private volatile long boundNanos = Sample.UNBOUNDED;
  private volatile long seenNanos;

  public ArrivalClock(PathDelay delay) {
    this.delay = delay;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  public void stamp(Sample sample) {
    long arrival = sample.arrivalNanos;
    if (lastArrivalNanos != Long.MIN_VALUE) {
      long gap = arrival - lastArrivalNanos;
      if (gap > 0) {
        periodNanos = periodNanos == 0 ? gap : periodNanos + SMOOTHING * (gap - periodNanos);
        waitNanos = Math.max(0, gap - (long) periodNanos);
      } else {
        // Several in one read: all of them waited for as long as the reader was away.
        waitNanos = Math.max(waitNanos, (long) periodNanos);
      }
    }
    lastArrivalNanos = arrival;
    long bound = delay.uncertaintyNanos() + waitNanos;
    sample.captureNanos = arrival - delay.leastNanos();
    sample.boundNanos = bound;
    boundNanos = bound;
    seenNanos = arrival;
    samples++;
  }

  @Override
  public void reconnected() {
    lastArrivalNanos = Long.MIN_VALUE;
    waitNanos = 0;
  }

  @Override
  public ClockReport report(long nowNanos) {
    long n = samples;
    ClockState state =
        n == 0
            ? ClockState.ACQUIRING
            : nowNanos - seenNanos > SILENCE_NANOS ? ClockState.HOLDOVER : ClockState.LOCKED;
    return new ClockReport(
        state,
        "arrival time less " + delay.leastNanos() / 1e6 + " ms (" + delay.origin() + ")",
        0,
        0,
        boundNanos,
        n,
        0);
  }
}
