package dev.handloom.device.delay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a gesture that a device and a camera both saw says of the time between them.
///
/// @param said whether that says anything
/// @param movements that both saw clearly, each there or back
/// @param laterNanos by which the device's times are later than the camera's
/// @param spreadNanos between single movements: their scaled median deviation
/// @param uncertaintyNanos how far the first may be off, with the clocks as they are
/// @param runnerUp how alike the two are at the next best delay, or the hand's motion to itself, as
///   a share of the best
public record GestureMatch(
    Said said,
    int movements,
    long laterNanos,
    long spreadNanos,
    long uncertaintyNanos,
    double runnerUp) {
  /// Why there is an answer, or none.
  public enum Said {
    CLEAR(""),
    STILL_HAND("The device reports too little motion."),
    STILL_PICTURE("The camera sees too little motion: come nearer, to the middle of its picture."),
    UNLIKE("What the camera sees is not what the device reports. Nothing else may move."),
    AMBIGUOUS(
        "You move too evenly, so several delays fit. Go on, with pauses of different length."),
    WIDE("Single movements do not agree well enough. Go on, more briskly.");

    private final String words;

    Said(String words) {
      this.words = words;
    }

    /// What to do about it.
    public String words() {
      return words;
    }
  }

  /// So many there and back make a result.
  public static final int WANTED = 16;

  private static final long STEP_NANOS = 4_000_000L;

  /// Network cameras are late by a second and more.
  private static final int MOST_LAG = 375;

  /// How far single movements may lie beside what fits all together.
  private static final int NEAR = 30;

  private static final int LEAST_PICTURES = 20;
  private static final double LEAST_LIKENESS = 0.45;
  private static final double LEAST_LIKENESS_OF_ONE = 0.7;
  private static final double MOST_RUNNER_UP = 0.6;
  private static final long MOST_UNCERTAINTY_NANOS = 30_000_000L;

  /// A movement goes on while it is faster than this share of a fast one.
  private static final double MOVING = 0.25;

  /// Less than so much of its range, channel by channel added up, is no gesture.
  private static final double LEAST_WAY = 0.04;

  private static final double LEAST_CONTRAST = 2;

  /// Of a normal distribution, on both sides, 1 % lies farther out.
  private static final double QUANTILE = 2.6;

  /// So much less a median tells than a mean.
  private static final double MEDIAN_TO_MEAN = 1.2533;

  private static final double LEAST_LEFT = 0.1;
  private static final double SCALED = 1.4826;

  private record Movement(double lag, double taken, boolean there) {}

  private static GestureMatch none(Said why) {
    return new GestureMatch(why, 0, 0, 0, 0, 0);
  }

  /// Compares what was seen so far.
  ///
  /// @param picture from each picture to the next
  /// @param offMiddle how far from the picture's middle line the gesture was, as a share of its
  ///   height: a rolling shutter takes lines at different times
  public static GestureMatch of(MotionTrace picture, HandTrack hand, double offMiddle) {
    if (picture.size() < LEAST_PICTURES || hand.size() < LEAST_PICTURES) {
      return none(picture.size() < LEAST_PICTURES ? Said.STILL_PICTURE : Said.STILL_HAND);
    }
    long[] at = new long[picture.size()];
    long[] pauses = new long[at.length - 1];
    for (int i = 0; i < at.length; i++) {
      at[i] = picture.nanos(i);
      if (i > 0) {
        pauses[i - 1] = at[i] - at[i - 1];
      }
    }
    Arrays.sort(pauses);
    long window = pauses[pauses.length / 2];
    long from = hand.firstNanos();
    int steps = (int) ((hand.lastNanos() - from) / STEP_NANOS);
    if (steps < 2 * NEAR) {
      return none(Said.STILL_HAND);
    }
    double[] raw = hand.speed(from, STEP_NANOS, steps, window);
    double[] seen = shaped(picture.amounts());
    double[] felt = shaped(raw);
    if (felt.length == 0) {
      return none(Said.STILL_HAND);
    }
    if (seen.length == 0) {
      return none(Said.STILL_PICTURE);
    }
    Laid laid = new Laid(at, seen, felt, from);
    double[] like = laid.likeness(0, at.length, -MOST_LAG, MOST_LAG);
    int best = top(like);
    double next = 0;
    for (int i = 1; i < like.length - 1; i++) {
      boolean peak = like[i] >= like[i - 1] && like[i] >= like[i + 1];
      next = peak && Math.abs(i - best) > NEAR ? Math.max(next, like[i]) : next;
    }
    double runnerUp = Math.max(like[best] <= 0 ? 1 : next / like[best], evenness(felt));
    if (like[best] < LEAST_LIKENESS) {
      return new GestureMatch(Said.UNLIKE, 0, 0, 0, 0, runnerUp);
    }
    boolean edge = best == 0 || best == like.length - 1;
    List<Movement> movements = movements(laid, hand, best - MOST_LAG);
    return result(movements, window, offMiddle, edge || runnerUp > MOST_RUNNER_UP, runnerUp);
  }

  /// How alike the hand's motion is to itself a little later: 1 is a metronome.
  private static double evenness(double[] felt) {
    double mean = Arrays.stream(felt).average().orElse(0);
    double all = 0;
    for (double one : felt) {
      all += (one - mean) * (one - mean);
    }
    double most = 0;
    double before = 0;
    boolean fallen = false;
    for (int lag = NEAR; lag <= Math.min(2 * MOST_LAG, felt.length / 2); lag++) {
      double sum = 0;
      for (int i = 0; i + lag < felt.length; i++) {
        sum += (felt[i] - mean) * (felt[i + lag] - mean);
      }
      double like = sum / all * felt.length / (felt.length - lag);
      // Down from the likeness to itself first.
      fallen |= like > before && lag > NEAR;
      most = fallen ? Math.max(most, like) : most;
      before = like;
    }
    return most;
  }

  private static GestureMatch result(
      List<Movement> movements, long window, double offMiddle, boolean many, double runnerUp) {
    double[] there = lags(movements, true);
    double[] back = lags(movements, false);
    int count = movements.size();
    if (there.length < 2 || back.length < 2) {
      return new GestureMatch(Said.UNLIKE, count, 0, 0, 0, runnerUp);
    }
    // A hand that closes looks otherwise than one that opens; what the one adds the other takes.
    double lag = (median(there) + median(back)) / 2;
    double spread = Math.max(spread(there), spread(back));
    double own = Math.hypot(spread, window / 8.0 / STEP_NANOS);
    double doubt =
        QUANTILE * MEDIAN_TO_MEAN * own / Math.sqrt(count)
            + left(movements) * Math.abs(median(there) - median(back))
            + 1;
    long uncertainty = Math.round(doubt * STEP_NANOS) + Math.round(Math.abs(offMiddle) * window);
    Said said =
        many ? Said.AMBIGUOUS : uncertainty > MOST_UNCERTAINTY_NANOS ? Said.WIDE : Said.CLEAR;
    return new GestureMatch(
        said,
        count,
        Math.round(lag * STEP_NANOS),
        Math.round(spread * STEP_NANOS),
        uncertainty,
        runnerUp);
  }

  /// What is left of the difference between there and back, as a share: it grows with the time a
  /// movement takes, so what cancels is as much as both take the same.
  private static double left(List<Movement> movements) {
    double there = median(taken(movements, true));
    double back = median(taken(movements, false));
    return Math.max(LEAST_LEFT, Math.abs(there - back) / (2 * (there + back)));
  }

  private static double[] taken(List<Movement> movements, boolean there) {
    return movements.stream()
        .filter(m -> m.there() == there)
        .mapToDouble(Movement::taken)
        .sorted()
        .toArray();
  }

  /// Each movement of the hand that the picture shows, too.
  private static List<Movement> movements(Laid laid, HandTrack hand, int lag) {
    List<Movement> movements = new ArrayList<>();
    double[] first = null;
    int end;
    for (int begin = 0; begin < laid.felt.length; begin = end + 1) {
      end = begin;
      while (end < laid.felt.length && laid.felt[end] > MOVING) {
        end++;
      }
      if (end - begin < 10) {
        continue;
      }
      double[] way = hand.way(laid.from + begin * STEP_NANOS, laid.from + end * STEP_NANOS);
      double length = 0;
      for (double one : way) {
        length += Math.abs(one);
      }
      int low = laid.after(begin - lag - NEAR);
      int high = laid.after(end - lag + NEAR);
      if (length < LEAST_WAY || high - low < 6) {
        continue;
      }
      double[] like = laid.likeness(low, high, lag - NEAR, lag + NEAR);
      int best = top(like);
      if (like[best] < LEAST_LIKENESS_OF_ONE || best == 0 || best == like.length - 1) {
        continue;
      }
      first = first == null ? way : first;
      double along = 0;
      for (int i = 0; i < way.length; i++) {
        along += first[i] * way[i];
      }
      movements.add(new Movement(lag - NEAR + peak(like, best), end - begin, along > 0));
    }
    return movements;
  }

  /// Two motions, and how alike they are at a lag.
  ///
  /// @param at when what was seen was seen
  /// @param felt over even steps from a time
  private record Laid(long[] at, double[] seen, double[] felt, long from) {
    /// The first picture at or after a step.
    int after(int step) {
      int found = Arrays.binarySearch(at, from + step * STEP_NANOS);
      return found >= 0 ? found : -found - 1;
    }

    /// Of the pictures of a stretch, for each lag in steps.
    double[] likeness(int begin, int end, int least, int most) {
      double[] like = new double[most - least + 1];
      for (int lag = least; lag <= most; lag++) {
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        int count = 0;
        for (int i = begin; i < end; i++) {
          double step = (double) (at[i] - from) / STEP_NANOS + lag;
          int before = (int) Math.floor(step);
          if (before < 0 || before >= felt.length - 1) {
            continue;
          }
          double moved = felt[before] + (step - before) * (felt[before + 1] - felt[before]);
          a += seen[i];
          b += moved;
          aa += seen[i] * seen[i];
          bb += moved * moved;
          ab += seen[i] * moved;
          count++;
        }
        double squares = (aa - a * a / count) * (bb - b * b / count);
        like[lag - least] =
            count < (end - begin) / 2 || !(squares > 0)
                ? 0
                : (ab - a * b / count) / Math.sqrt(squares);
      }
      return like;
    }
  }

  /// From rest, 0, to fast, 1; empty where nothing stands out.
  private static double[] shaped(double[] raw) {
    double[] sorted = raw.clone();
    Arrays.sort(sorted);
    double rest = sorted[sorted.length / 5];
    double fast = sorted[sorted.length * 95 / 100];
    if (!(fast > LEAST_CONTRAST * rest)) {
      return new double[0];
    }
    double[] shaped = new double[raw.length];
    for (int i = 0; i < raw.length; i++) {
      shaped[i] = Math.clamp((raw[i] - rest) / (fast - rest), 0, 1.5);
    }
    return shaped;
  }

  private static double[] lags(List<Movement> movements, boolean there) {
    return movements.stream()
        .filter(m -> m.there() == there)
        .mapToDouble(Movement::lag)
        .sorted()
        .toArray();
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double spread(double[] sorted) {
    double middle = median(sorted);
    return SCALED * median(Arrays.stream(sorted).map(v -> Math.abs(v - middle)).sorted().toArray());
  }

  private static int top(double[] like) {
    int best = 0;
    for (int i = 0; i < like.length; i++) {
      best = like[i] > like[best] ? i : best;
    }
    return best;
  }

  /// The top between the lags.
  private static double peak(double[] like, int best) {
    double bend = like[best - 1] - 2 * like[best] + like[best + 1];
    return bend >= 0 ? best : best + (like[best - 1] - like[best + 1]) / (2 * bend);
  }
}
