package dev.handloom.device.delay;

import java.util.Arrays;

/// How much moved over time: of a picture or of a device's channels. Fed in order of time.
public final class MotionTrace {
  private static final long FEW_STEPS = 6_000;

  /// So many steps a sample, no more.
  private static final long MOST_STEPS = 100;

  private long[] nanos = new long[1024];
  private double[] amount = new double[1024];
  private int size;

  /// At a moment so much moved, in any unit.
  public void add(long atNanos, double moved) {
    if (!Double.isFinite(moved) || (size > 0 && atNanos <= nanos[size - 1])) {
      return;
    }
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
      amount = Arrays.copyOf(amount, 2 * size);
    }
    nanos[size] = atNanos;
    amount[size++] = moved;
  }

  public int size() {
    return size;
  }

  /// From the first to the last.
  public double seconds() {
    return (lastNanos() - firstNanos()) / 1e9;
  }

  double latest() {
    return size == 0 ? 0 : amount[size - 1];
  }

  long nanos(int index) {
    return nanos[index];
  }

  double[] amounts() {
    return Arrays.copyOf(amount, size);
  }

  /// When the first of it was; 0 without any.
  public long firstNanos() {
    return size == 0 ? 0 : nanos[0];
  }

  /// When the last of it was; 0 without any.
  public long lastNanos() {
    return size == 0 ? 0 : nanos[size - 1];
  }

  /// How many even steps lie between two moments; none where so few samples would be spread over so
  /// long a time that their times must be wrong.
  public static int steps(long fromNanos, long toNanos, long stepNanos, int samples) {
    long steps = (toNanos - fromNanos) / stepNanos;
    return fromNanos >= toNanos || steps < 0 || steps > FEW_STEPS + MOST_STEPS * samples
        ? 0
        : (int) Math.min(steps, Integer.MAX_VALUE);
  }

  /// Means over even steps; a step without any goes on from the one before to the one after.
  public double[] grid(long fromNanos, long stepNanos, int steps) {
    double[] sums = new double[steps];
    int[] counts = new int[steps];
    for (int i = 0; i < size; i++) {
      long step = Math.floorDiv(nanos[i] - fromNanos, stepNanos);
      if (step >= 0 && step < steps) {
        sums[(int) step] += amount[i];
        counts[(int) step]++;
      }
    }
    int next = 0;
    for (int i = 0; i < steps; i++) {
      if (counts[i] > 0) {
        sums[i] /= counts[i];
        continue;
      }
      long at = fromNanos + i * stepNanos + stepNanos / 2;
      while (next < size && nanos[next] < at) {
        next++;
      }
      if (next == 0 || next == size) {
        sums[i] = size == 0 ? 0 : amount[Math.min(next, size - 1)];
      } else {
        double share = (double) (at - nanos[next - 1]) / (nanos[next] - nanos[next - 1]);
        sums[i] = amount[next - 1] + share * (amount[next] - amount[next - 1]);
      }
    }
    return sums;
  }
}
