package dev.handloom.calibration.retarget;

/// The lowest point of a bowl within a box: minimises ½ xᵀHx + gᵀx between bounds, by Newton steps
/// over the coordinates that no bound holds. Allocates nothing per call.
final class BoxStep {
  private static final int MOST_ROUNDS = 40;
  private static final double LEAST_PIVOT = 1e-14;

  /// A step that lowers the bowl by less than this share of its slope is halved.
  private static final double ENOUGH = 0.1;

  private final int n;
  private final double[] slope;
  private final double[] next;
  private final double[] step;
  private final int[] free;
  private final double[] factor;

  BoxStep(int n) {
    this.n = n;
    slope = new double[n];
    next = new double[n];
    step = new double[n];
    free = new int[n];
    factor = new double[n * n];
  }

  /// @param h symmetric and positive, row by row
  /// @param low at most 0
  /// @param high at least 0
  /// @param x comes in as a first guess within the box, goes out as the answer
  void solve(double[] h, double[] g, double[] low, double[] high, double[] x) {
    double value = value(h, g, x);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      int count = 0;
      for (int i = 0; i < n; i++) {
        double sum = g[i];
        for (int k = 0; k < n; k++) {
          sum += h[i * n + k] * x[k];
        }
        slope[i] = sum;
        boolean held = (x[i] <= low[i] && sum >= 0) || (x[i] >= high[i] && sum <= 0);
        if (!held) {
          free[count++] = i;
        }
      }
      if (count == 0) {
        return;
      }
      newton(h, count);
      double expected = 0;
      for (int a = 0; a < count; a++) {
        expected += slope[free[a]] * step[a];
      }
      if (expected > -1e-18) {
        return;
      }
      double share = 1;
      double reached = value;
      while (share > 1e-8) {
        System.arraycopy(x, 0, next, 0, n);
        for (int a = 0; a < count; a++) {
          int i = free[a];
          next[i] = Math.clamp(x[i] + share * step[a], low[i], high[i]);
        }
        reached = value(h, g, next);
        double along = 0;
        for (int i = 0; i < n; i++) {
          along += slope[i] * (next[i] - x[i]);
        }
        if (reached <= value + ENOUGH * along) {
          break;
        }
        share /= 2;
      }
      if (!(reached < value)) {
        return;
      }
      System.arraycopy(next, 0, x, 0, n);
      value = reached;
    }
  }

  private double value(double[] h, double[] g, double[] x) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double row = 0;
      for (int k = 0; k < n; k++) {
        row += h[i * n + k] * x[k];
      }
      sum += x[i] * (g[i] + row / 2);
    }
    return sum;
  }

  /// The step of the free coordinates to where their slope is zero.
  private void newton(double[] h, int count) {
    for (int a = 0; a < count; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = h[free[a] * n + free[b]];
        for (int k = 0; k < b; k++) {
          sum -= factor[a * n + k] * factor[b * n + k];
        }
        factor[a * n + b] =
            a == b ? Math.sqrt(Math.max(sum, LEAST_PIVOT)) : sum / factor[b * n + b];
      }
    }
    for (int a = 0; a < count; a++) {
      double sum = -slope[free[a]];
      for (int k = 0; k < a; k++) {
        sum -= factor[a * n + k] * step[k];
      }
      step[a] = sum / factor[a * n + a];
    }
    for (int a = count - 1; a >= 0; a--) {
      double sum = step[a];
      for (int k = a + 1; k < count; k++) {
        sum -= factor[k * n + a] * step[k];
      }
      step[a] = sum / factor[a * n + a];
    }
  }
}
