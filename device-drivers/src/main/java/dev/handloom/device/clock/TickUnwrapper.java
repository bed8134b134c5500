package dev.handloom.device.clock;

import dev.handloom.device.stream.DeviceTicks;

/// Makes a device's wrapping counter into nanoseconds that only wrap in centuries.
///
/// Of the counts that a stamp may stand for, that one is chosen by which the sample was delayed no
/// less than the luckiest of the last seconds, give or take a quarter of a wrap. A sample may so be
/// late by three quarters of a wrap before it is misread; rounding to the nearest would allow half.
final class TickUnwrapper {
  /// The luckiest sample is looked for anew so often.
  private static final long REFERENCE_NANOS = 5_000_000_000L;

  /// No two clocks run farther apart.
  private static final double MOST_DRIFT = 500e-6;

  private static final double EARLY_SHARE = 0.25;

  private final DeviceTicks ticks;

  /// Zero for a counter that does not wrap.
  private final double wrapTicks;

  private final double nanosPerTick;
  private boolean started;
  private long lastTicks;
  private long lastArrivalNanos;
  private long total;

  /// The arrival and the count of the luckiest sample of the time before, and of the time running.
  private long referenceArrival;

  private long referenceTotal;
  private long candidateArrival;
  private long candidateTotal;
  private long candidateSince;

  TickUnwrapper(DeviceTicks ticks) {
    this.ticks = ticks;
    wrapTicks = ticks.bits() >= 63 ? 0 : (double) (1L << ticks.bits());
    nanosPerTick = 1e9 / ticks.perSecond();
  }

  /// Device time in nanoseconds since the first stamp.
  long nanos(long rawTicks, long arrivalNanos) {
    if (!started) {
      started = true;
      referenceArrival = candidateArrival = candidateSince = arrivalNanos;
      referenceTotal = candidateTotal = total;
    } else {
      long step = rawTicks - lastTicks;
      if (wrapTicks > 0) {
        // Delay of the unwrapped stamp beyond that of the luckiest, in ticks.
        double late =
            (arrivalNanos - referenceArrival) / nanosPerTick - (total + step - referenceTotal);
        step += (long) (Math.floor(late / wrapTicks + EARLY_SHARE) * wrapTicks);
      }
      total += step;
      refer(arrivalNanos);
    }
    lastTicks = rawTicks;
    lastArrivalNanos = arrivalNanos;
    return nanosOf(total);
  }

  private void refer(long arrivalNanos) {
    if (luckier(arrivalNanos, referenceArrival, referenceTotal)) {
      referenceArrival = arrivalNanos;
      referenceTotal = total;
    }
    if (luckier(arrivalNanos, candidateArrival, candidateTotal)) {
      candidateArrival = arrivalNanos;
      candidateTotal = total;
    }
    if (arrivalNanos - candidateSince > REFERENCE_NANOS) {
      referenceArrival = candidateArrival;
      referenceTotal = candidateTotal;
      candidateArrival = arrivalNanos;
      candidateTotal = total;
      candidateSince = arrivalNanos;
    }
  }

  private boolean luckier(long arrival, long thanArrival, long thanTotal) {
    return arrival - thanArrival < nanosOf(total - thanTotal);
  }

  /// Whole seconds apart, so that a counter of nanoseconds keeps its last digit for months.
  private long nanosOf(long count) {
    long seconds = count / ticks.perSecond();
    return seconds * 1_000_000_000L
        + Math.round((count - seconds * ticks.perSecond()) * nanosPerTick);
  }

  /// Whether so long a silence hides how often the counter has wrapped.
  boolean ambiguousAfter(long arrivalNanos) {
    return started
        && wrapTicks > 0
        && (arrivalNanos - lastArrivalNanos) * MOST_DRIFT > EARLY_SHARE * wrapTicks * nanosPerTick;
  }

  void reset() {
    started = false;
    total = 0;
  }
}
