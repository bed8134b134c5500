package dev.handloom.device.delay;

import java.util.Arrays;
import java.util.List;

/// How two motions that may belong together lie over each other in time.
///
/// @param said whether that says anything
/// @param laterNanos by which the second one's times are too late (negative: too early)
/// @param spreadNanos of that, between stretches of the take
/// @param likeness at the best lag: 1 is the same up to scale
/// @param likenessAsTimed the best with the times as they are, give or take what was allowed
/// @param clearness how far the best stands above what comes of chance, in its deviations
/// @param clearnessAsTimed the same of the times as they are
public record MotionMatch(
    Said said,
    long laterNanos,
    long spreadNanos,
    double likeness,
    double likenessAsTimed,
    double clearness,
    double clearnessAsTimed) {
  /// Why there is an answer, or none.
  public enum Said {
    CLEAR(""),
    TOO_SHORT("too short"),
    TOO_LITTLE("too little motion"),
    UNLIKE("the motions are not alike"),
    AMBIGUOUS("the motion repeats itself, so several delays fit");

    private final String words;

    Said(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  private static final long STEP_NANOS = 10_000_000L;
  private static final int SMOOTH = 4;
  private static final int SLOW = 150;

  /// Lags from one second on have nothing to do with delays: what likeness they have is chance.
  private static final int FAR = 100;

  private static final int FARTHEST = 500;

  private static final double LEAST_SECONDS = 15;
  private static final int SEGMENTS = 5;

  /// Lags this near to the best belong to the same peak.
  private static final int PEAK = 18;

  private static final double CLEAR = 3.5;
  private static final double MOST_RUNNER_UP = 0.9;
  private static final double SCALED = 1.4826;

  private static MotionMatch silent(Said why) {
    return new MotionMatch(why, 0, 0, 0, 0, 0, 0);
  }

  /// Lays the second ones over the first.
  ///
  /// @param seconds all that move together, each weighed alike; those that rest say nothing
  /// @param mostNanos the greatest lag that is looked at; under a second
  /// @param allowedNanos lags up to this count as timed
  public static MotionMatch of(
      MotionTrace first, List<MotionTrace> seconds, long mostNanos, long allowedNanos) {
    long from = first.firstNanos();
    long to = first.lastNanos();
    for (MotionTrace second : seconds) {
      from = Math.max(from, second.firstNanos());
      to = Math.min(to, second.lastNanos());
    }
    int samples = first.size();
    for (MotionTrace second : seconds) {
      samples = Math.max(samples, second.size());
    }
    int steps = MotionTrace.steps(from, to, STEP_NANOS, samples);
    int most = (int) (mostNanos / STEP_NANOS);
    if (steps * (STEP_NANOS / 1e9) < LEAST_SECONDS) {
      return silent(Said.TOO_SHORT);
    }
    double[] a = prepared(first.grid(from, STEP_NANOS, steps));
    double[] b = together(seconds, from, steps);
    if (a.length == 0 || b.length == 0) {
      return silent(Said.TOO_LITTLE);
    }
    int far = Math.min(FARTHEST, steps / 3);
    double[] wide = likeness(a, b, far, 0, steps);
    double chance = 0;
    int lags = 0;
    for (int i = 0; i < wide.length; i++) {
      if (Math.abs(i - far) >= FAR) {
        chance += wide[i] * wide[i];
        lags++;
      }
    }
    chance = Math.max(0.02, Math.sqrt(chance / Math.max(1, lags)));
    double[] like = Arrays.copyOfRange(wide, far - most, far + most + 1);
    int best = 0;
    int timed = most;
    int allowed = (int) Math.min(most, allowedNanos / STEP_NANOS);
    for (int i = 0; i < like.length; i++) {
      best = like[i] > like[best] ? i : best;
      timed = Math.abs(i - most) <= allowed && like[i] > like[timed] ? i : timed;
    }
    double other = 0;
    for (int i = 1; i < like.length - 1; i++) {
      if (like[i] >= like[i - 1] && like[i] >= like[i + 1] && Math.abs(i - best) > PEAK) {
        other = Math.max(other, like[i]);
      }
    }
    double lag = peak(like, best) - most;
    double spread = spread(a, b, most, best, lag);
    double clearness = like[best] / chance;
    boolean edge = best == 0 || best == like.length - 1;
    Said said =
        clearness < CLEAR || edge
            ? Said.UNLIKE
            : other > MOST_RUNNER_UP * like[best] ? Said.AMBIGUOUS : Said.CLEAR;
    return new MotionMatch(
        said,
        Math.round(lag * STEP_NANOS),
        Math.round(spread * STEP_NANOS),
        like[best],
        like[timed],
        clearness,
        like[timed] / chance);
  }

  private static double[] together(List<MotionTrace> traces, long fromNanos, int steps) {
    double[] sum = new double[0];
    for (MotionTrace trace : traces) {
      double[] one = prepared(trace.grid(fromNanos, STEP_NANOS, steps));
      if (one.length == 0) {
        continue;
      }
      sum = sum.length == 0 ? new double[steps] : sum;
      double squares = 0;
      for (double value : one) {
        squares += value * value;
      }
      double scale = 1 / Math.sqrt(squares / steps + Double.MIN_NORMAL);
      for (int i = 0; i < steps; i++) {
        sum[i] += scale * one[i];
      }
    }
    return sum;
  }

  /// Between the tops of the stretches.
  private static double spread(double[] a, double[] b, int most, int best, double lag) {
    double[] apart = new double[SEGMENTS];
    for (int s = 0; s < SEGMENTS; s++) {
      double[] part = likeness(a, b, most, a.length * s / SEGMENTS, a.length * (s + 1) / SEGMENTS);
      int top = best;
      for (int i = Math.max(0, best - PEAK); i < Math.min(part.length, best + PEAK + 1); i++) {
        top = part[i] > part[top] ? i : top;
      }
      apart[s] = Math.abs(peak(part, top) - most - lag);
    }
    Arrays.sort(apart);
    return SCALED * apart[SEGMENTS / 2] + 0.5;
  }

  /// The top between the lags.
  private static double peak(double[] like, int best) {
    if (best == 0 || best == like.length - 1) {
      return best;
    }
    double bend = like[best - 1] - 2 * like[best] + like[best + 1];
    return bend >= 0 ? best : best + (like[best - 1] - like[best + 1]) / (2 * bend);
  }

  /// Its square root, smoothed, less what goes on slowly: large motions must not drown small ones.
  /// Empty where nearly nothing moves.
  private static double[] prepared(double[] raw) {
    double[] sorted = raw.clone();
    Arrays.sort(sorted);
    double rest = sorted[sorted.length / 10];
    double busy = sorted[sorted.length * 9 / 10];
    if (busy <= 0 || busy < 1.5 * rest) {
      return new double[0];
    }
    double[] out = new double[raw.length];
    for (int i = 0; i < raw.length; i++) {
      out[i] = Math.sqrt(Math.max(0, raw[i] - rest));
    }
    double[] smooth = mean(mean(out, SMOOTH), SMOOTH);
    double[] slow = mean(smooth, SLOW);
    for (int i = 0; i < out.length; i++) {
      out[i] = smooth[i] - slow[i];
    }
    return out;
  }

  private static double[] mean(double[] values, int reach) {
    double[] sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
    double[] out = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int from = Math.max(0, i - reach);
      int to = Math.min(values.length, i + reach + 1);
      out[i] = (sums[to] - sums[from]) / (to - from);
    }
    return out;
  }

  /// For each lag how alike the second, so much later, is to the first.
  private static double[] likeness(double[] a, double[] b, int most, int from, int to) {
    double[] like = new double[2 * most + 1];
    for (int lag = -most; lag <= most; lag++) {
      int begin = Math.max(from, Math.max(0, -lag));
      int end = Math.min(to, Math.min(a.length, b.length - lag));
      double ab = 0;
      double aa = 0;
      double bb = 0;
      for (int i = begin; i < end; i++) {
        ab += a[i] * b[i + lag];
        aa += a[i] * a[i];
        bb += b[i + lag] * b[i + lag];
      }
      like[lag + most] = aa * bb <= 0 ? 0 : ab / Math.sqrt(aa * bb);
    }
    return like;
  }
}
