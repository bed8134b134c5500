package dev.handloom.device.clock;

import dev.handloom.device.stream.Sample;
import java.util.function.LongUnaryOperator;

/// For cameras whose pictures the kernel stamps, and programs on this machine that say their times:
/// the stamp is a time of this machine, and capture lies a stated lag before it, and never behind
/// the moment at which the picture was had. A stamp that cannot be of this clock is not believed;
/// that picture's time is its arrival's, with the bound that takes.
public final class KernelClock implements ClockModel {
  /// A picture may have waited so long for a reader that was held up; no longer.
  private static final long LONGEST_WAIT_NANOS = 60_000_000_000L;

  /// The clocks are read one after the other, by two processors.
  private static final long FUTURE_NANOS = 1_000_000L;

  /// No samples for this long and the report says so.
  private static final long SILENCE_NANOS = 2_000_000_000L;

  private final ClockFace face = new ClockFace();
  private final boolean causal;
  private PathDelay stated;

  /// As stated, less what the quickest picture rules out.
  private volatile PathDelay lag;

  private volatile String method = "the kernel's stamp";
  private LongUnaryOperator studio = micros -> micros * 1000;
  private long doubtNanos;
  private volatile long disbelieved;
  private boolean believed = true;

  /// From stamp to arrival of the quickest picture. What was had by then had been captured, and the
  /// lag is the same for all.
  private long leastWayNanos = Long.MAX_VALUE;

  /// @param lag from capture to stamp, until [#means] says better
  public KernelClock(PathDelay lag) {
    this(lag, true);
  }

  private KernelClock(PathDelay lag, boolean causal) {
    stated = lag;
    this.lag = lag;
    this.causal = causal;
  }

  /// For what a program foretells or remembers for the moment it is asked for: that it was had by
  /// then rules nothing out.
  public static KernelClock ofMoments(PathDelay lag) {
    return new KernelClock(lag, false);
  }

  /// What the stamps of a camera mean that has just been opened.
  ///
  /// @param how times come about, for a person, as "the kernel's stamp of the first bytes of a
  ///   picture"
  /// @param lag from the middle of the exposure to the stamp; less than zero where the stamp is
  ///   first
  /// @param toStudioNanos from the kernel's microseconds
  /// @param clockDoubtNanos how far that may be off
  public void means(
      String how, PathDelay lag, LongUnaryOperator toStudioNanos, long clockDoubtNanos) {
    stated = lag;
    this.lag = possible();
    method = how;
    studio = toStudioNanos;
    doubtNanos = clockDoubtNanos;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  public void stamp(Sample sample) {
    long arrival = sample.arrivalNanos;
    long stamped =
        sample.deviceTicks == Sample.NO_TICKS
            ? Long.MIN_VALUE
            : studio.applyAsLong(sample.deviceTicks);
    boolean believe = stamped <= arrival + FUTURE_NANOS && stamped >= arrival - LONGEST_WAIT_NANOS;
    if (believe != believed) {
      believed = believe;
      face.jumped();
    }
    if (believe && Math.max(0, arrival - stamped) < leastWayNanos) {
      leastWayNanos = Math.max(0, arrival - stamped);
      lag = possible();
    }
    PathDelay now = lag;
    if (believe) {
      sample.captureNanos = stamped - now.leastNanos();
      sample.boundNanos = now.uncertaintyNanos() + doubtNanos;
      face.stamped(
          ClockState.LOCKED, sample, 0, 0, Math.max(0, arrival - Math.min(stamped, arrival)));
    } else {
      disbelieved++;
      sample.captureNanos = arrival - now.leastNanos();
      sample.boundNanos = Sample.UNBOUNDED;
      face.stamped(ClockState.ACQUIRING, sample, 0, 0, 0);
    }
  }

  private PathDelay possible() {
    long least = stated.leastNanos() - stated.uncertaintyNanos();
    long most = stated.leastNanos() + stated.uncertaintyNanos();
    if (!causal || leastWayNanos == Long.MAX_VALUE || least >= -leastWayNanos) {
      return stated;
    }
    if (most < -leastWayNanos) {
      // What was stated cannot be: as near to it as can.
      return new PathDelay(-leastWayNanos, stated.uncertaintyNanos(), stated.origin());
    }
    long middle = Math.floorDiv(most - leastWayNanos, 2);
    return new PathDelay(middle, most - middle, stated.origin());
  }

  /// How many stamps were not of this machine's monotonic clock.
  public long disbelieved() {
    return disbelieved;
  }

  @Override
  public void reconnected() {
    // The kernel's clock goes on; the camera may be another.
    leastWayNanos = Long.MAX_VALUE;
    lag = stated;
  }

  @Override
  public ClockReport report(long nowNanos) {
    return face.report(method, lag, nowNanos - face.seenNanos(), SILENCE_NANOS, 0);
  }

  @Override
  public ClockHistory history() {
    return face.history();
  }
}
