package dev.handloom.device.clock;

import dev.handloom.device.stream.Sample;

/// For devices that send no time: capture is arrival less the usual delay.
///
/// A sample that comes after a longer pause than usual may have waited on the way, and those that
/// come close behind it have waited in the same queue. The bound grows by that wait, reckoned as a
/// queue that is emptied by one usual pause a sample (Lindley's recursion).
public final class ArrivalClock implements ClockModel {
  private static final double SMOOTHING = 0.02;

  /// A pause counts for the pace with at most so many usual ones: a stalled device is not slow.
  private static final double LONGEST_FOR_PACE = 2;

  /// Samples this close together are a queue being emptied; at a steadier pace the pause was more
  /// likely the device's own, and the suspicion fades.
  private static final double CATCHING_UP = 0.7;

  private static final double FADE = 0.7;

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
      double usual = periodNanos == 0 ? (double) gap : periodNanos;
      double late = (double) (waitNanos + gap) - usual;
      if (gap > CATCHING_UP * usual) {
        late = Math.max((double) gap - usual, FADE * late);
      }
      waitNanos = Math.max(0, (long) late);
      periodNanos = usual + SMOOTHING * (Math.min((double) gap, LONGEST_FOR_PACE * usual) - usual);
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
