package dev.handloom.device.stream;

import org.jspecify.annotations.Nullable;

/// What a stream has been through, counted by its device's thread and read by anyone.
@SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes: the device's.
public final class StreamHealth {
  /// Half-life of the running rate, in samples.
  private static final double RATE_SMOOTHING = 0.05;

  private volatile long received;
  private volatile long lost;
  private volatile long bad;
  private volatile long reconnects;
  private volatile long lastArrivalNanos = Long.MIN_VALUE;
  private volatile double periodNanos;
  private volatile double jitterNanos;
  private volatile long longestGapNanos;
  private volatile @Nullable StampSource stampedBy;

  private final PictureSpells pictures = new PictureSpells();

  /// What is wrong with the pictures of a camera.
  public PictureSpells pictures() {
    return pictures;
  }

  /// A good sample came.
  public void arrived(long arrivalNanos) {
    long last = lastArrivalNanos;
    if (last != Long.MIN_VALUE) {
      long gap = arrivalNanos - last;
      double period = periodNanos;
      periodNanos = period == 0 ? gap : period + RATE_SMOOTHING * (gap - period);
      jitterNanos += RATE_SMOOTHING * (Math.abs(gap - periodNanos) - jitterNanos);
      longestGapNanos = Math.max(longestGapNanos, gap);
    }
    lastArrivalNanos = arrivalNanos;
    received++;
  }

  /// So many samples are known to be missing.
  public void lost(long count) {
    lost += count;
  }

  /// Bytes came that were no sample.
  public void bad() {
    bad++;
  }

  /// The link came back. The gap until now is no measure of the stream's pace.
  public void reconnected() {
    reconnects++;
    lastArrivalNanos = Long.MIN_VALUE;
  }

  /// The device that is connected now stamps otherwise than its stream's description has it.
  public void stampedBy(StampSource source) {
    stampedBy = source;
  }

  /// Where the raw stamps come from, if the device that is connected said so; else null.
  public @Nullable StampSource stampedBy() {
    return stampedBy;
  }

  public long received() {
    return received;
  }

  public long lost() {
    return lost;
  }

  public long badFrames() {
    return bad;
  }

  public long reconnects() {
    return reconnects;
  }

  /// Mean distance of an arrival from the running pace.
  public long jitterNanos() {
    return (long) jitterNanos;
  }

  public long longestGapNanos() {
    return longestGapNanos;
  }

  /// Samples a second of late; zero once the stream has been silent for a second.
  public double rateHz(long nowNanos) {
    double period = periodNanos;
    return period <= 0 || silentNanos(nowNanos) > 1_000_000_000L ? 0 : 1e9 / period;
  }

  /// Time since the last sample; very long if none ever came.
  public long silentNanos(long nowNanos) {
    long last = lastArrivalNanos;
    return last == Long.MIN_VALUE ? Long.MAX_VALUE : nowNanos - last;
  }
}
