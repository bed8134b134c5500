package dev.handloom.device.clock;

import dev.handloom.device.stream.Sample;

/// For devices without a clock that are asked for every sample: it was measured some time between
/// question and answer. The middle is said, and half of the round trip is the bound.
public final class PolledClock implements ClockModel {
  /// No samples for this long and the report says so.
  private static final long SILENCE_NANOS = 2_000_000_000L;

  /// Reading the studio's clock and waking the reader cannot be timed more closely.
  private static final long FLOOR_NANOS = 50_000L;

  private long sentNanos;
  private volatile long samples;
  private volatile long boundNanos = Sample.UNBOUNDED;
  private volatile long seenNanos;

  /// The question for the next samples was sent then: to be said before they are published.
  public void asked(long nanos) {
    sentNanos = nanos;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  public void stamp(Sample sample) {
    long half = Math.max(0, sample.arrivalNanos - sentNanos) / 2;
    sample.captureNanos = sample.arrivalNanos - half;
    sample.boundNanos = half + FLOOR_NANOS;
    boundNanos = sample.boundNanos;
    seenNanos = sample.arrivalNanos;
    samples++;
  }

  @Override
  public void reconnected() {
    // Every sample stands for itself.
  }

  @Override
  public ClockReport report(long nowNanos) {
    long n = samples;
    ClockState state =
        n == 0
            ? ClockState.ACQUIRING
            : nowNanos - seenNanos > SILENCE_NANOS ? ClockState.HOLDOVER : ClockState.LOCKED;
    return new ClockReport(state, "middle of question and answer", 0, 0, boundNanos, n, 0);
  }
}
