package dev.handloom.calibration.mark;

import dev.handloom.calibration.equations.Equations;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How one plane is seen as another: straight lines stay straight. Nine numbers, rows first, the
/// last is 1.
public final class Homography {
  private static final int UNKNOWNS = 8;

  private final double[] h;

  private Homography(double[] h) {
    this.h = h;
  }

  /// The one that takes each point nearest to its partner; four pairs are met exactly.
  ///
  /// @return null if the points do not settle it
  public static @Nullable Homography between(
      double[] fromX, double[] fromY, double[] toX, double[] toY, int count) {
    if (count < 4) {
      return null;
    }
    double[] from = frame(fromX, fromY, count);
    double[] to = frame(toX, toY, count);
    double[][] normal = new double[UNKNOWNS][UNKNOWNS + 1];
    double[] row = new double[UNKNOWNS];
    for (int i = 0; i < count; i++) {
      double x = (fromX[i] - from[0]) * from[2];
      double y = (fromY[i] - from[1]) * from[2];
      double u = (toX[i] - to[0]) * to[2];
      double v = (toY[i] - to[1]) * to[2];
      fill(row, x, y, 1, 0, 0, 0, -u * x, -u * y);
      add(normal, row, u);
      fill(row, 0, 0, 0, x, y, 1, -v * x, -v * y);
      add(normal, row, v);
    }
    double[] inner;
    try {
      inner = Arrays.copyOf(Equations.solve(normal), 9);
    } catch (IllegalArgumentException lineUp) {
      return null;
    }
    inner[8] = 1;
    // What was moved and scaled for the sake of exactness is moved and scaled back.
    double[] before = {from[2], 0, -from[2] * from[0], 0, from[2], -from[2] * from[1], 0, 0, 1};
    double[] after = {1 / to[2], 0, to[0], 0, 1 / to[2], to[1], 0, 0, 1};
    double[] all = times(after, times(inner, before));
    if (!(Math.abs(all[8]) > 1e-12)) {
      return null;
    }
    for (int i = 0; i < 9; i++) {
      all[i] /= all[8];
      if (!Double.isFinite(all[i])) {
        return null;
      }
    }
    return new Homography(all);
  }

  /// The same of points that are pairs of x and y.
  public static @Nullable Homography between(double[][] from, double[][] to) {
    double[][] columns = new double[4][from.length];
    for (int i = 0; i < from.length; i++) {
      columns[0][i] = from[i][0];
      columns[1][i] = from[i][1];
      columns[2][i] = to[i][0];
      columns[3][i] = to[i][1];
    }
    return between(columns[0], columns[1], columns[2], columns[3], from.length);
  }

  public double x(double x, double y) {
    return (h[0] * x + h[1] * y + h[2]) / (h[6] * x + h[7] * y + 1);
  }

  public double y(double x, double y) {
    return (h[3] * x + h[4] * y + h[5]) / (h[6] * x + h[7] * y + 1);
  }

  /// The nine numbers, rows first.
  public double[] numbers() {
    return h.clone();
  }

  /// The way back.
  public @Nullable Homography inverse() {
    double a = h[4] - h[5] * h[7];
    double b = h[5] * h[6] - h[3];
    double c = h[3] * h[7] - h[4] * h[6];
    double[] back = {
      a, h[2] * h[7] - h[1], h[1] * h[5] - h[2] * h[4],
      b, h[0] - h[2] * h[6], h[2] * h[3] - h[0] * h[5],
      c, h[1] * h[6] - h[0] * h[7], h[0] * h[4] - h[1] * h[3]
    };
    double last = back[8];
    for (int i = 0; i < 9; i++) {
      back[i] /= last;
      if (!Double.isFinite(back[i])) {
        return null;
      }
    }
    return new Homography(back);
  }

  /// Where the middle is, and by what distances shrink so that the mean one is near 1.
  private static double[] frame(double[] x, double[] y, int count) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < count; i++) {
      meanX += x[i] / count;
      meanY += y[i] / count;
    }
    double far = 0;
    for (int i = 0; i < count; i++) {
      far += Math.hypot(x[i] - meanX, y[i] - meanY) / count;
    }
    return new double[] {meanX, meanY, far > 0 ? 1 / far : 1};
  }

  private static void fill(double[] row, double... values) {
    System.arraycopy(values, 0, row, 0, values.length);
  }

  private static void add(double[][] normal, double[] row, double value) {
    for (int i = 0; i < UNKNOWNS; i++) {
      if (row[i] == 0) {
        continue;
      }
      for (int j = 0; j < UNKNOWNS; j++) {
        normal[i][j] += row[i] * row[j];
      }
      normal[i][UNKNOWNS] += row[i] * value;
    }
  }

  private static double[] times(double[] a, double[] b) {
    double[] product = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        for (int k = 0; k < 3; k++) {
          product[row * 3 + column] += a[row * 3 + k] * b[k * 3 + column];
        }
      }
    }
    return product;
  }
}
