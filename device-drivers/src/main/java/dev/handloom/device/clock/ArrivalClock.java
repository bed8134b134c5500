package dev.handloom.device.clock;

import dev.handloom.device.stream.Sample;

/// For devices that send no time: capture is arrival less the usual delay.
///
/// A sample that comes after a longer pause than usual may have waited on the way, and those that
/// come close behind it have waited in the same queue. The bound grows by that wait, reckoned as a
/// queue that is emptied by one usual pause a sample (Lindley's recursion).
public final class ArrivalClock implements ClockModel {
  private static final double SMOOTHING = 0.02;
  private static final double QUARTILE = 0.25;

  /// A pause counts for the pace with at most so many usual ones: a stalled device is not slow.
  private static final double LONGEST_FOR_PACE = 2;

  /// Samples this close together are a queue being emptied; at a steadier pace the pause was more
  /// likely the device's own, and the suspicion fades.
  private static final double CATCHING_UP = 0.7;

  private static final double FADE = 0.7;

  private static final int FIRST = 12;

  /// No samples for this long and the report says so.
  private static final long SILENCE_NANOS = 2_000_000_000L;

  private final PathDelay delay;
  private long lastArrivalNanos = Long.MIN_VALUE;
  private double periodNanos;
  private double paceNanos;
  private final long[] first = new long[FIRST];
  private int pauses;
  private long waitNanos;
  private final ClockFace face = new ClockFace();

  public ArrivalClock(PathDelay delay) {
    this.delay = delay;
  }

  @Override
  public void stamp(Sample sample) {
    long arrival = sample.arrivalNanos;
    if (lastArrivalNanos != Long.MIN_VALUE) {
      long gap = arrival - lastArrivalNanos;
      pace(gap);
      double usual = Math.max(paceNanos, periodNanos / 2);
      boolean catchingUp = gap < CATCHING_UP * usual;
      double late = (catchingUp ? 1 : FADE) * waitNanos + gap - usual;
      waitNanos = Math.max(0, (long) late);
    }
    lastArrivalNanos = arrival;
    long bound = delay.uncertaintyNanos() + waitNanos;
    sample.captureNanos = arrival - delay.leastNanos();
    sample.boundNanos = bound;
    face.stamped(ClockState.LOCKED, sample, 0, 0, waitNanos);
  }

  /// Follows the mean pause and the pause that three of four exceed. The latter is the device's
  /// pace, because what delays samples now and then makes the mean too long to be one.
  private void pace(long gap) {
    if (pauses < first.length || periodNanos == 0) {
      learn(gap);
      return;
    }
    double counted = Math.min((double) gap, LONGEST_FOR_PACE * periodNanos);
    paceNanos += SMOOTHING * periodNanos * (gap < paceNanos ? QUARTILE - 1 : QUARTILE);
    periodNanos += SMOOTHING * (counted - periodNanos);
  }

  /// The first pauses are looked at together: one that was long by chance would hide as long a wait
  /// for many samples.
  private void learn(long gap) {
    int at = Math.min(pauses, first.length - 1);
    while (at > 0 && first[at - 1] > gap) {
      first[at] = first[at - 1];
      at--;
    }
    first[at] = gap;
    pauses = Math.min(pauses + 1, first.length);
    paceNanos = first[(int) (QUARTILE * pauses)];
    periodNanos = first[pauses / 2];
  }

  @Override
  public void reconnected() {
    lastArrivalNanos = Long.MIN_VALUE;
    waitNanos = 0;
  }

  @Override
  public ClockReport report(long nowNanos) {
    return face.report(
        "arrival time less " + delay.leastNanos() / 1e6 + " ms (" + delay.origin() + ")",
        delay,
        nowNanos - face.seenNanos(),
        SILENCE_NANOS,
        0);
  }

  @Override
  public ClockHistory history() {
    return face.history();
  }
}
