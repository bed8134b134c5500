package dev.handloom.device.timecode;

import java.util.Arrays;

/// When what a strip shows was on the screen: how well each time within a stretch, as the middle of
/// an exposure of each length, explains it. Belongs to one thread; its answer is in its fields.
final class ShownTime {
  static final long STEP_NANOS = 500_000L;

  private static final long[] EXPOSURES_NANOS = {
    1_000_000,
    2_000_000,
    4_000_000,
    6_000_000,
    8_000_000,
    10_000_000,
    13_000_000,
    16_000_000,
    20_000_000,
    25_000_000,
    30_000_000,
    36_000_000,
    45_000_000
  };

  /// How many exposures are tried.
  static final int EXPOSURES = EXPOSURES_NANOS.length;

  /// In the mean square of bits from −1 to 1: a tenth of a bit may be noise.
  private static final double NOISE = 0.004;

  private static final double MOST_MISFIT = 0.08;
  private static final double SURELY_WORSE = 0.10;

  /// Times that are nearer than this are the same answer.
  private static final long NEAR_NANOS = 60_000_000L;

  private double[][] sums = new double[CodeLayout.BITS][0];
  private final double[][] misfits = new double[EXPOSURES][0];
  private double[] least = new double[0];

  /// The middle of the times that explain it; by any exposure.
  double middleNanos;

  static long exposureNanos(int which) {
    return EXPOSURES_NANOS[which];
  }

  /// The misfit of each step, if it was exposed so long; after [#find].
  double[] misfits(int exposure) {
    return misfits[exposure];
  }

  /// Looks at the times of a stretch.
  ///
  /// @return false where nothing fits, or too much
  boolean find(StripReading strip, PulseLog pulses, long fromNanos, int steps) {
    long longest = exposureNanos(EXPOSURES - 1);
    int ahead = (int) (longest / STEP_NANOS);
    if (!sum(pulses, fromNanos - longest, steps + 2 * ahead)) {
      return false;
    }
    if (least.length < steps) {
      least = new double[steps];
      for (int e = 0; e < EXPOSURES; e++) {
        misfits[e] = new double[steps];
      }
    }
    Arrays.fill(least, 0, steps, Double.MAX_VALUE);
    for (int e = 0; e < EXPOSURES; e++) {
      fit(strip, e, ahead, steps);
    }
    return answer(fromNanos, steps);
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

  private void fit(StripReading strip, int exposure, int ahead, int steps) {
    int wide = (int) (exposureNanos(exposure) / STEP_NANOS);
    int known = strip.known();
    double[] out = misfits[exposure];
    for (int i = 0; i < steps; i++) {
      int from = ahead + i - wide / 2;
      double sum = 0;
      for (int bit = 0; bit < CodeLayout.BITS; bit++) {
        double seen = strip.bits[bit];
        if (!Double.isNaN(seen)) {
          double off = seen - (sums[bit][from + wide] - sums[bit][from]) / wide;
          sum += off * off;
        }
      }
      out[i] = sum / known;
      least[i] = Math.min(least[i], out[i]);
    }
  }

  private boolean answer(long begin, int steps) {
    int best = 0;
    for (int i = 0; i < steps; i++) {
      best = least[i] < least[best] ? i : best;
    }
    double misfit = least[best];
    if (misfit > MOST_MISFIT) {
      return false;
    }
    int near = (int) (NEAR_NANOS / STEP_NANOS);
    double good = misfit + NOISE;
    int from = best;
    int to = best;
    for (int i = 0; i < steps; i++) {
      if (Math.abs(i - best) > near) {
        if (least[i] < misfit + SURELY_WORSE) {
          return false;
        }
      } else if (least[i] <= good) {
        from = Math.min(from, i);
        to = Math.max(to, i);
      }
    }
    middleNanos = begin + (from + to) / 2.0 * STEP_NANOS;
    return true;
  }
}
