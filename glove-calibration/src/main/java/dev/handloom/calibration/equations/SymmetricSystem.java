package dev.handloom.calibration.equations;

/// A symmetric, positive set of equations, built up row by row.
public final class SymmetricSystem {
  /// Keeps a system solvable whose data say nothing of a direction.
  private static final double LEAST_PIVOT = 1e-12;

  private final double[][] matrix;
  private final double[] right;
  private Cholesky root = new Cholesky(new double[0][0], LEAST_PIVOT);

  public SymmetricSystem(int n) {
    matrix = new double[n][n];
    right = new double[n];
  }

  /// A row of slopes that should take the weighted residual away.
  public void add(int[] columns, double[] slopes, int count, double residual) {
    for (int a = 0; a < count; a++) {
      right[columns[a]] -= slopes[a] * residual;
      for (int b = 0; b < count; b++) {
        matrix[columns[a]][columns[b]] += slopes[a] * slopes[b];
      }
    }
  }

  public void addPrior(int column, double precision, double residual) {
    matrix[column][column] += precision;
    right[column] -= precision * residual;
  }

  /// The step.
  public double[] solve() {
    root = new Cholesky(matrix, LEAST_PIVOT);
    return root.solve(right);
  }

  /// After [#solve]: a block on the diagonal of the inverse.
  public double[][] covariance(int from, int count) {
    return root.inverse(from, count);
  }
}
