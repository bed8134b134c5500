package dev.handloom.calibration.mark;

import org.jspecify.annotations.Nullable;

/// Where two black and two white squares meet, between pixels: every slope of brightness around a
/// corner stands at a right angle to the way from the corner (Förstner 1987).
final class CrossingFit {
  private static final int ROUNDS = 12;
  private static final double SETTLED = 0.005;

  private CrossingFit() {}

  /// @param reach how far around the corner nothing else is to be seen, in pixels
  /// @param drift how far the corner may lie from where it is expected
  /// @return x and y, or null if there is no such corner
  static double @Nullable [] find(
      GreyPicture picture, double expectedX, double expectedY, double reach, double drift) {
    int r = Math.clamp(Math.round(reach), 2, 12);
    double x = expectedX;
    double y = expectedY;
    for (int round = 0; round < ROUNDS; round++) {
      if (!picture.holds(x, y, r + 1.5)) {
        return null;
      }
      double xx = 0;
      double xy = 0;
      double yy = 0;
      double bx = 0;
      double by = 0;
      double narrow = 1.0 / (0.5 * r * r);
      for (int j = -r; j <= r; j++) {
        for (int i = -r; i <= r; i++) {
          double weight = Math.exp(-(i * i + j * j) * narrow);
          if (weight < 0.02) {
            continue;
          }
          double gx = picture.at(x + i + 1, y + j) - picture.at(x + i - 1, y + j);
          double gy = picture.at(x + i, y + j + 1) - picture.at(x + i, y + j - 1);
          xx += weight * gx * gx;
          xy += weight * gx * gy;
          yy += weight * gy * gy;
          bx += weight * (gx * gx * i + gx * gy * j);
          by += weight * (gx * gy * i + gy * gy * j);
        }
      }
      double determinant = xx * yy - xy * xy;
      double trace = xx + yy;
      // An edge without a corner leaves one direction open.
      if (!(determinant > 0.01 * trace * trace)) {
        return null;
      }
      double stepX = (yy * bx - xy * by) / determinant;
      double stepY = (xx * by - xy * bx) / determinant;
      x += stepX;
      y += stepY;
      if (Math.hypot(x - expectedX, y - expectedY) > drift) {
        return null;
      }
      if (Math.hypot(stepX, stepY) < SETTLED) {
        break;
      }
    }
    return new double[] {x, y};
  }
}
