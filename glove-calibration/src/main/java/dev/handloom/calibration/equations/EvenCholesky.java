package dev.handloom.calibration.equations;

/// The root of a symmetric matrix whose diagonal has been brought to one, so that unknowns may
/// differ in size by any power of ten.
public final class EvenCholesky {
  /// Relative to a diagonal of one: what the data say nothing of stays where it is.
  private static final double LEAST_PIVOT = 1e-13;

  private final double[] scale;
  private final Cholesky root;

  public EvenCholesky(double[][] matrix) {
    int n = matrix.length;
    scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = matrix[i][i] > 0 ? 1 / Math.sqrt(matrix[i][i]) : 0;
    }
    double[][] even = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        even[i][j] = scale[i] == 0 || scale[j] == 0 ? 0 : matrix[i][j] * scale[i] * scale[j];
      }
      even[i][i] = 1;
    }
    root = new Cholesky(even, LEAST_PIVOT);
  }

  public double[] solve(double[] right) {
    double[] scaled = new double[right.length];
    for (int i = 0; i < right.length; i++) {
      scaled[i] = right[i] * scale[i];
    }
    double[] x = root.solve(scaled);
    for (int i = 0; i < x.length; i++) {
      x[i] *= scale[i];
    }
    return x;
  }

  public double[][] inverse() {
    double[][] inverse = root.inverse();
    for (int i = 0; i < inverse.length; i++) {
      for (int j = 0; j < inverse.length; j++) {
        inverse[i][j] *= scale[i] * scale[j];
      }
    }
    return inverse;
  }
}
