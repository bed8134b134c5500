package dev.handloom.calibration.camera.rig;

import dev.handloom.calibration.equations.SymmetricEigen;

/// How far a pose may be off: in at least 95 cases of 100 it is nearer to the truth.
public record PoseBound(double metres, double radians) {
  /// In three directions at once, 95 cases of 100 lie within 2.8 standard deviations of the widest;
  /// a little more, because errors are not as even as that asks.
  private static final double SIGMAS = 3.1;

  /// @param covariance three of rotation, three of place
  static PoseBound of(double[][] covariance) {
    return new PoseBound(SIGMAS * widest(covariance, 3), SIGMAS * widest(covariance, 0));
  }

  private static double widest(double[][] covariance, int from) {
    double[][] block = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        block[i][j] = covariance[from + i][from + j];
      }
    }
    return Math.sqrt(Math.max(0, SymmetricEigen.of(block).values()[2]));
  }
}
