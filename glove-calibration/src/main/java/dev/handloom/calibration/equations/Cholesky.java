package dev.handloom.calibration.equations;

/// The triangular root of a symmetric, positive matrix.
public final class Cholesky {
  private final int n;
  private final double[][] lower;

  /// @param matrix stays as it is; its lower half is read
  /// @param leastPivot keeps a matrix solvable that says nothing of a direction
  public Cholesky(double[][] matrix, double leastPivot) {
    n = matrix.length;
    lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(Math.max(sum, leastPivot)) : sum / lower[j][j];
      }
    }
  }

  public double[] solve(double[] right) {
    double[] x = right.clone();
    forward(x, 0);
    backward(x);
    return x;
  }

  public double[][] inverse() {
    return inverse(0, n);
  }

  /// A block on the diagonal of the inverse.
  public double[][] inverse(int from, int count) {
    double[][] block = new double[count][count];
    for (int c = 0; c < count; c++) {
      double[] x = new double[n];
      x[from + c] = 1;
      forward(x, from + c);
      backward(x);
      for (int r = 0; r < count; r++) {
        block[r][c] = x[from + r];
      }
    }
    return block;
  }

  private void forward(double[] x, int from) {
    for (int i = from; i < n; i++) {
      double sum = x[i];
      for (int k = from; k < i; k++) {
        sum -= lower[i][k] * x[k];
      }
      x[i] = sum / lower[i][i];
    }
  }

  private void backward(double[] x) {
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      for (int k = i + 1; k < n; k++) {
        sum -= lower[k][i] * x[k];
      }
      x[i] = sum / lower[i][i];
    }
  }
}
