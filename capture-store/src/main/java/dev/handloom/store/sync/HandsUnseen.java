package dev.handloom.store.sync;

import dev.handloom.device.delay.MotionTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where hands moved and no camera saw anything move: they were out of view, or covered. A camera
/// that is carried about sees everything move all the time, so it never says so.
final class HandsUnseen {
  private static final long STEP_NANOS = 100_000_000L;

  /// What is smoothed away is shorter than a move.
  private static final int AROUND_STEPS = 2;

  /// A move of the hands, as a share of how briskly they move in this take.
  private static final double MOVING = 0.3;

  /// A picture that changes less, as a share of how much it changes in this take, is still.
  private static final double STILL = 0.02;

  /// The share of the time of such a stretch in which the hands move.
  private static final double LEAST_MOVING = 0.5;

  private static final long LEAST_NANOS = 2_000_000_000L;

  private HandsUnseen() {}

  /// From one moment to another, studio time.
  record Stretch(long fromNanos, long toNanos) {}

  static List<Stretch> of(List<MotionTrace> hands, List<MotionTrace> pictures) {
    List<MotionTrace> all = new ArrayList<>(hands);
    all.addAll(pictures);
    if (hands.isEmpty() || pictures.isEmpty() || all.stream().anyMatch(t -> t.size() < 2)) {
      return List.of();
    }
    long from = all.stream().mapToLong(MotionTrace::firstNanos).max().orElseThrow();
    long to = all.stream().mapToLong(MotionTrace::lastNanos).min().orElseThrow();
    int samples = all.stream().mapToInt(MotionTrace::size).max().orElseThrow();
    int steps = MotionTrace.steps(from, to, STEP_NANOS, samples);
    if (steps * STEP_NANOS < LEAST_NANOS) {
      return List.of();
    }
    double[] moved = most(hands, from, steps);
    double[] seen = most(pictures, from, steps);
    List<Stretch> found = new ArrayList<>();
    int begun = -1;
    int moving = 0;
    for (int i = 0; i <= steps; i++) {
      boolean still = i < steps && seen[i] < STILL;
      if (still && begun < 0) {
        begun = i;
        moving = 0;
      }
      if (still) {
        moving += moved[i] > MOVING ? 1 : 0;
      } else if (begun >= 0) {
        int length = i - begun;
        if (length * STEP_NANOS >= LEAST_NANOS && moving >= LEAST_MOVING * length) {
          found.add(new Stretch(from + begun * STEP_NANOS, from + i * STEP_NANOS));
        }
        begun = -1;
      }
    }
    return found;
  }

  /// The most of all at each step, each as a share of its own brisk motion.
  private static double[] most(List<MotionTrace> traces, long from, int steps) {
    double[] most = new double[steps];
    for (MotionTrace trace : traces) {
      double[] smooth = smooth(trace.grid(from, STEP_NANOS, steps));
      double[] sorted = smooth.clone();
      Arrays.sort(sorted);
      double brisk = sorted[(int) (0.9 * (steps - 1))];
      for (int i = 0; i < steps && brisk > 0; i++) {
        most[i] = Math.max(most[i], smooth[i] / brisk);
      }
    }
    return most;
  }

  private static double[] smooth(double[] raw) {
    double[] smooth = new double[raw.length];
    for (int i = 0; i < raw.length; i++) {
      int first = Math.max(0, i - AROUND_STEPS);
      int last = Math.min(raw.length - 1, i + AROUND_STEPS);
      double sum = 0;
      for (int j = first; j <= last; j++) {
        sum += raw[j];
      }
      smooth[i] = sum / (last - first + 1);
    }
    return smooth;
  }
}
