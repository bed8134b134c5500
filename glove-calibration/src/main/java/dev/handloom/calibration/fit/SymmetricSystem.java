package dev.handloom.calibration.fit;

/// A symmetric, positive set of equations, built up row by row.
final class SymmetricSystem {
  /// Keeps a system solvable whose data say nothing of a direction.
  private static final double LEAST_PIVOT = 1e-12;

  private final int n;
  private final double[][] matrix;
  private final double[] right;

  SymmetricSystem(int n) {
    this.n = n;
    matrix = new double[n][n];
    right = new double[n];
  }

  /// A row of slopes that should take the weighted residual away.
  void add(int[] columns, double[] slopes, int count, double residual) {
    for (int a = 0; a < count; a++) {
      right[columns[a]] -= slopes[a] * residual;
      for (int b = 0; b < count; b++) {
        matrix[columns[a]][columns[b]] += slopes[a] * slopes[b];
      }
    }
  }

  void addPrior(int column, double precision, double residual) {
    matrix[column][column] += precision;
    right[column] -= precision * residual;
  }

  /// The step; the matrix becomes its Cholesky factor.
  double[] solve() {
    factor();
    double[] x = right.clone();
    forward(x, 0);
    backward(x);
    return x;
  }

  private void factor() {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, LEAST_PIVOT)) : sum / matrix[j][j];
      }
    }
  }

  private void forward(double[] x, int from) {
    for (int i = from; i < n; i++) {
      double sum = x[i];
      for (int k = from; k < i; k++) {
        sum -= matrix[i][k] * x[k];
      }
      x[i] = sum / matrix[i][i];
    }
  }

  private void backward(double[] x) {
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      for (int k = i + 1; k < n; k++) {
        sum -= matrix[k][i] * x[k];
      }
      x[i] = sum / matrix[i][i];
    }
  }

  /// After [#solve]: a block on the diagonal of the inverse.
  double[][] covariance(int from, int count) {
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
}
