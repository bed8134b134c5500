package dev.handloom.calibration.equations;

import java.util.Arrays;
import java.util.Comparator;

/// The eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's turns; smallest first.
///
/// @param values rising
/// @param vectors a row each
public record SymmetricEigen(double[] values, double[][] vectors) {
  private static final int MOST_SWEEPS = 60;

  /// @param matrix stays as it is
  public static SymmetricEigen of(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a) > 0; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          turn(a, v, p, q);
        }
      }
    }
    return sorted(a, v);
  }

  private static double offDiagonal(double[][] a) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        all += a[i][j] * a[i][j];
        sum += i == j ? 0 : a[i][j] * a[i][j];
      }
    }
    return sum > 1e-30 * all ? sum : 0;
  }

  private static void turn(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    int n = a.length;
    for (int k = 0; k < n; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < n; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
      double vp = v[p][k];
      double vq = v[q][k];
      v[p][k] = c * vp - s * vq;
      v[q][k] = s * vp + c * vq;
    }
  }

  private static SymmetricEigen sorted(double[][] a, double[][] v) {
    Integer[] order = new Integer[a.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    Arrays.sort(order, Comparator.comparingDouble(i -> a[i][i]));
    double[] values = new double[a.length];
    double[][] vectors = new double[a.length][];
    for (int i = 0; i < order.length; i++) {
      values[i] = a[order[i]][order[i]];
      vectors[i] = v[order[i]];
    }
    return new SymmetricEigen(values, vectors);
  }
}
