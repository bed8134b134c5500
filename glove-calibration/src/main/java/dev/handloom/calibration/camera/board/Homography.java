package dev.handloom.calibration.camera.board;

import dev.handloom.calibration.equations.SymmetricEigen;

/// The map from a plane to a plane that best takes points to points.
public final class Homography {
  private Homography() {}

  /// At least four points, no three on a line.
  ///
  /// @param from x, y of each point
  /// @param to x, y of each point
  /// @return three rows of three
  public static double[] of(double[][] from, double[][] to) {
    double[] a = evening(from);
    double[] b = evening(to);
    double[][] rows = new double[2 * from.length][];
    for (int i = 0; i < from.length; i++) {
      double x = (from[i][0] - a[0]) * a[2];
      double y = (from[i][1] - a[1]) * a[2];
      double u = (to[i][0] - b[0]) * b[2];
      double v = (to[i][1] - b[1]) * b[2];
      rows[2 * i] = new double[] {x, y, 1, 0, 0, 0, -u * x, -u * y, -u};
      rows[2 * i + 1] = new double[] {0, 0, 0, x, y, 1, -v * x, -v * y, -v};
    }
    double[] h = SymmetricEigen.least(rows);
    // Back from even coordinates: H = B⁻¹ h A.
    double[] right = new double[9];
    for (int r = 0; r < 3; r++) {
      right[3 * r] = h[3 * r] * a[2];
      right[3 * r + 1] = h[3 * r + 1] * a[2];
      right[3 * r + 2] = h[3 * r + 2] - a[2] * (h[3 * r] * a[0] + h[3 * r + 1] * a[1]);
    }
    double[] all = new double[9];
    for (int c = 0; c < 3; c++) {
      all[c] = right[c] / b[2] + b[0] * right[6 + c];
      all[3 + c] = right[3 + c] / b[2] + b[1] * right[6 + c];
      all[6 + c] = right[6 + c];
    }
    return all;
  }

  /// The mean, and what brings the points to a distance of about one from it.
  private static double[] evening(double[][] points) {
    double x = 0;
    double y = 0;
    for (double[] p : points) {
      x += p[0] / points.length;
      y += p[1] / points.length;
    }
    double far = 0;
    for (double[] p : points) {
      far += Math.hypot(p[0] - x, p[1] - y) / points.length;
    }
    return new double[] {x, y, far > 0 ? Math.sqrt(2) / far : 1};
  }
}
