package dev.handloom.device.timecode;

/// When what a strip shows was on the screen: the middle of an exposure over which the bits average
/// to what is seen. Belongs to one thread; its answer is in its fields.
final class ShownTime {
  private static final long STEP_NANOS = 500_000L;
  private static final long[] EXPOSURES_MICROS = {
    1000, 3000, 6000, 10_000, 15_000, 20_000, 27_000, 33_000, 50_000
  };

  /// In the mean square of bits from −1 to 1: half a grey level more may be noise.
  private static final double NOISE = 0.004;

  private static final double MOST_MISFIT = 0.08;
  private static final double SURELY_WORSE = 0.10;

  /// Times that are nearer than this are the same answer.
  private static final long NEAR_NANOS = 60_000_000L;

  private final double[] misfits = new double[EXPOSURES_MICROS.length];
  private double[][] sums = new double[CodeLayout.BITS][0];
  private double[] least = new double[0];

  long earliestNanos;
  long latestNanos;
  double misfit;

  int exposures() {
    return EXPOSURES_MICROS.length;
  }

  static long exposureNanos(int which) {
    return EXPOSURES_MICROS[which] * 1000;
  }

  /// How well each exposure fits the last picture.
  double[] misfits() {
    return misfits;
  }

  /// Looks for the time between two others.
  ///
  /// @param exposure the one to go by; −1 if it is not known
  /// @return false where nothing fits, or too much
  boolean find(StripReading strip, PulseLog pulses, long fromNanos, long toNanos, int exposure) {
    long longest = exposureNanos(EXPOSURES_MICROS.length - 1);
    long begin = fromNanos - longest;
    int steps = (int) ((toNanos + longest - begin) / STEP_NANOS);
    if (steps < 4 || !sum(pulses, begin, steps)) {
      return false;
    }
    int first = (int) ((fromNanos - begin) / STEP_NANOS);
    int last = (int) ((toNanos - begin) / STEP_NANOS);
    if (least.length < steps) {
      least = new double[steps];
    }
    java.util.Arrays.fill(least, 0, steps, Double.MAX_VALUE);
    for (int e = 0; e < EXPOSURES_MICROS.length; e++) {
      misfits[e] = Double.MAX_VALUE;
      if (exposure < 0 || e == exposure) {
        misfits[e] = fit(strip, e, first, last);
      }
    }
    return answer(begin, first, last);
  }

  /// Of each bit, how long it was white less how long it was black, up to each step.
  private boolean sum(PulseLog pulses, long begin, int steps) {
    long pulse = pulses.count() - 1;
    long oldest = pulses.oldest();
    while (pulse > oldest && pulses.nanosOf(pulse) > begin) {
      pulse--;
    }
    if (pulse < 0 || pulses.nanosOf(pulse) > begin) {
      return false;
    }
    if (sums[0].length <= steps) {
      sums = new double[CodeLayout.BITS][steps + 1];
    }
    long end = pulses.count();
    int gray = CodeLayout.gray(pulse);
    for (int i = 0; i < steps; i++) {
      long at = begin + i * STEP_NANOS;
      while (pulse + 1 < end && pulses.nanosOf(pulse + 1) <= at) {
        pulse++;
        gray = CodeLayout.gray(pulse);
      }
      for (int bit = 0; bit < CodeLayout.BITS; bit++) {
        sums[bit][i + 1] = sums[bit][i] + (CodeLayout.white(bit + 1, gray) ? 1 : -1);
      }
    }
    return true;
  }

  private double fit(StripReading strip, int exposure, int first, int last) {
    int half = (int) (exposureNanos(exposure) / STEP_NANOS / 2);
    int wide = Math.max(1, 2 * half);
    int known = strip.known();
    double best = Double.MAX_VALUE;
    for (int at = first; at < last; at++) {
      double sum = 0;
      for (int bit = 0; bit < CodeLayout.BITS; bit++) {
        double seen = strip.bits[bit];
        if (!Double.isNaN(seen)) {
          double off = seen - (sums[bit][at - half + wide] - sums[bit][at - half]) / wide;
          sum += off * off;
        }
      }
      double mean = sum / known;
      best = Math.min(best, mean);
      least[at] = Math.min(least[at], mean);
    }
    return best;
  }

  private boolean answer(long begin, int first, int last) {
    int best = first;
    for (int at = first; at < last; at++) {
      best = least[at] < least[best] ? at : best;
    }
    misfit = least[best];
    if (misfit > MOST_MISFIT) {
      return false;
    }
    int near = (int) (NEAR_NANOS / STEP_NANOS);
    double good = misfit + NOISE;
    int from = best;
    int to = best;
    for (int at = first; at < last; at++) {
      if (Math.abs(at - best) > near) {
        if (least[at] < misfit + SURELY_WORSE) {
          return false;
        }
      } else if (least[at] <= good) {
        from = Math.min(from, at);
        to = Math.max(to, at);
      }
    }
    earliestNanos = begin + from * STEP_NANOS;
    latestNanos = begin + (to + 1) * STEP_NANOS;
    return true;
  }
}
