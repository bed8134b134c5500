package dev.handloom.device.timecode;

import org.jspecify.annotations.Nullable;

/// How a plane is seen: takes its points to points of a picture (a homography).
public final class Plane {
  private static final int UNKNOWNS = 8;
  private static final double SINGULAR = 1e-12;

  private final double[] h;

  private Plane(double[] h) {
    this.h = h;
  }

  /// The best one through pairs of points, at least four, no three on a line.
  ///
  /// @param from x and y of each
  /// @param to x and y of each
  /// @return null where they do not determine one
  public static @Nullable Plane through(double[][] from, double[][] to, int points) {
    // Centred and scaled, so that the sums below keep their digits.
    double[] a = frame(from, points);
    double[] b = frame(to, points);
    double[][] sums = new double[UNKNOWNS][UNKNOWNS + 1];
    double[] row = new double[UNKNOWNS + 1];
    for (int i = 0; i < points; i++) {
      double x = (from[i][0] - a[0]) / a[2];
      double y = (from[i][1] - a[1]) / a[2];
      double u = (to[i][0] - b[0]) / b[2];
      double v = (to[i][1] - b[1]) / b[2];
      add(sums, row, new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, u});
      add(sums, row, new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, v});
    }
    double[] h = solve(sums);
    if (h == null) {
      return null;
    }
    double[] scaled = {h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], 1};
    double[] back = {b[2], 0, b[0], 0, b[2], b[1], 0, 0, 1};
    double[] there = {1 / a[2], 0, -a[0] / a[2], 0, 1 / a[2], -a[1] / a[2], 0, 0, 1};
    return new Plane(times(back, times(scaled, there)));
  }

  private static double[] frame(double[][] points, int count) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < count; i++) {
      x += points[i][0] / count;
      y += points[i][1] / count;
    }
    double size = 0;
    for (int i = 0; i < count; i++) {
      size += Math.hypot(points[i][0] - x, points[i][1] - y) / count;
    }
    return new double[] {x, y, Math.max(size, SINGULAR)};
  }

  private static void add(double[][] sums, double[] row, double[] equation) {
    System.arraycopy(equation, 0, row, 0, row.length);
    for (int i = 0; i < UNKNOWNS; i++) {
      for (int j = 0; j <= UNKNOWNS; j++) {
        sums[i][j] += row[i] * row[j];
      }
    }
  }

  private static double @Nullable [] solve(double[][] m) {
    for (int i = 0; i < UNKNOWNS; i++) {
      int best = i;
      for (int k = i + 1; k < UNKNOWNS; k++) {
        best = Math.abs(m[k][i]) > Math.abs(m[best][i]) ? k : best;
      }
      double[] swap = m[i];
      m[i] = m[best];
      m[best] = swap;
      if (Math.abs(m[i][i]) < SINGULAR) {
        return null;
      }
      for (int k = 0; k < UNKNOWNS; k++) {
        if (k != i) {
          double share = m[k][i] / m[i][i];
          for (int j = i; j <= UNKNOWNS; j++) {
            m[k][j] -= share * m[i][j];
          }
        }
      }
    }
    double[] out = new double[UNKNOWNS];
    for (int i = 0; i < UNKNOWNS; i++) {
      out[i] = m[i][UNKNOWNS] / m[i][i];
    }
    return out;
  }

  private static double[] times(double[] a, double[] b) {
    double[] out = new double[9];
    for (int i = 0; i < 9; i++) {
      int r = i / 3 * 3;
      int c = i % 3;
      out[i] = a[r] * b[c] + a[r + 1] * b[3 + c] + a[r + 2] * b[6 + c];
    }
    return out;
  }

  /// Where a point of the plane is in the picture.
  public void apply(double x, double y, double[] out) {
    double w = h[6] * x + h[7] * y + h[8];
    out[0] = (h[0] * x + h[1] * y + h[2]) / w;
    out[1] = (h[3] * x + h[4] * y + h[5]) / w;
  }
}
