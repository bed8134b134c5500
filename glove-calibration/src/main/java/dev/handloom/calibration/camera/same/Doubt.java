package dev.handloom.calibration.camera.same;

import dev.handloom.calibration.camera.CameraModel;

/// How far a picture's pixels are known, given how far its camera's numbers are.
public final class Doubt {
  /// As for single numbers: 95 cases of 100 and some more.
  private static final double SIGMAS = 2.5;

  private Doubt() {}

  /// The largest over a grid of places, in pixels: for a direction that is known, where it lies.
  /// The part that turning the camera a little would undo counts, too.
  ///
  /// @param covariance of the camera's numbers
  public static double pixels(CameraModel camera, double[][] covariance) {
    double worst = 0;
    int n = covariance.length;
    double[] ray = new double[3];
    double[] pixel = new double[2];
    double[] byPoint = new double[6];
    double[] by = new double[2 * n];
    for (int i = 0; i <= 8; i++) {
      for (int j = 0; j <= 6; j++) {
        double u = i * (camera.width() - 1) / 8.0;
        double v = j * (camera.height() - 1) / 6.0;
        if (!camera.unproject(u, v, ray) || !camera.project(ray, pixel, byPoint, by)) {
          continue;
        }
        double sum = 0;
        for (int row = 0; row < 2; row++) {
          for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
              sum += by[row * n + a] * covariance[a][b] * by[row * n + b];
            }
          }
        }
        worst = Math.max(worst, Math.sqrt(Math.max(0, sum)));
      }
    }
    return SIGMAS * worst;
  }
}
