package dev.handloom.calibration.equations;

/// A handful of linear equations.
public final class Equations {
  private Equations() {}

  /// Solves rows of coefficients with the right side last, by elimination; the rows are used up.
  ///
  /// @throws IllegalArgumentException where they say too little
  public static double[] solve(double[][] rows) {
    int n = rows.length;
    for (int column = 0; column < n; column++) {
      int best = column;
      for (int r = column + 1; r < n; r++) {
        best = Math.abs(rows[r][column]) > Math.abs(rows[best][column]) ? r : best;
      }
      double[] pivot = rows[best];
      rows[best] = rows[column];
      rows[column] = pivot;
      if (Math.abs(pivot[column]) < 1e-14) {
        throw new IllegalArgumentException("The readings do not differ enough to tell anything");
      }
      for (int r = 0; r < n; r++) {
        double share = r == column ? 0 : rows[r][column] / pivot[column];
        for (int c = column; c <= n && share != 0; c++) {
          rows[r][c] -= share * pivot[c];
        }
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = rows[i][n] / rows[i][i];
    }
    return x;
  }
}
