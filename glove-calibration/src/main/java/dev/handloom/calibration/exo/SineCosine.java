package dev.handloom.calibration.exo;

import dev.handloom.calibration.equations.Equations;

/// An encoder that gives a sine and a cosine in counts: the ellipse that its readings lie on, and
/// with it the angle.
///
/// @param sineMiddle counts
/// @param cosineMiddle counts
/// @param sineOfSine the matrix that turns the ellipse into the unit circle: a share of the sine's
///   distance from its middle …
/// @param sineOfCosine … and of the cosine's, for channels that are not a quarter turn apart
/// @param cosine a share of the cosine's distance
/// @param residual how far readings lie from the ellipse, root mean square, as a share of its
///   radius
/// @param covered radians of the circle that the readings cover
public record SineCosine(
    double sineMiddle,
    double cosineMiddle,
    double sineOfSine,
    double sineOfCosine,
    double cosine,
    double residual,
    double covered) {
  /// A fit needs at least so many readings …
  public static final int LEAST_READINGS = 60;

  /// … over at least this much of the circle, in radians: less, and the middle is a guess.
  public static final double LEAST_COVERED = Math.PI / 2;

  /// Readings that lie farther from their ellipse than this share of its radius lie on none.
  public static final double MOST_RESIDUAL = 0.05;

  private static final int PARTS = 36;
  private static final int TERMS = 5;

  /// The angle of a reading, −π to π.
  public double angle(double sine, double cosineReading) {
    double s = sine - sineMiddle;
    double c = cosineReading - cosineMiddle;
    return Math.atan2(sineOfSine * s + sineOfCosine * c, cosine * c);
  }

  /// Whether enough of the circle was seen, and what was seen was an ellipse.
  public boolean sound() {
    return covered >= LEAST_COVERED && residual < MOST_RESIDUAL;
  }

  /// Fits the ellipse to the readings of a sweep.
  ///
  /// @throws IllegalArgumentException where the readings are too few or lie on no ellipse
  public static SineCosine fit(double[] sines, double[] cosines) {
    if (sines.length < LEAST_READINGS || sines.length != cosines.length) {
      throw new IllegalArgumentException(
          "An ellipse needs " + LEAST_READINGS + " readings, not " + sines.length);
    }
    double s0 = mean(sines);
    double c0 = mean(cosines);
    double scale = Math.sqrt(meanSquare(sines, s0) + meanSquare(cosines, c0));
    double[][] equations = new double[TERMS][TERMS + 1];
    for (int i = 0; i < sines.length; i++) {
      double x = (sines[i] - s0) / scale;
      double y = (cosines[i] - c0) / scale;
      double[] row = {x * x, x * y, y * y, x, y};
      for (int a = 0; a < TERMS; a++) {
        for (int b = 0; b < TERMS; b++) {
          equations[a][b] += row[a] * row[b];
        }
        equations[a][TERMS] += row[a];
      }
    }
    double[] k = Equations.solve(equations);
    // The conic k0 x² + k1 xy + k2 y² + k3 x + k4 y = 1: its middle, then its size about the
    // middle.
    double det = 4 * k[0] * k[2] - k[1] * k[1];
    if (!(det > 0) || !(k[0] > 0)) {
      throw new IllegalArgumentException(
          "The readings lie on no ellipse: turn the joint farther, both ways");
    }
    double x = (k[1] * k[4] - 2 * k[2] * k[3]) / det;
    double y = (k[1] * k[3] - 2 * k[0] * k[4]) / det;
    double size = 1 + k[0] * x * x + k[1] * x * y + k[2] * y * y;
    double a = k[0] / size;
    double b = k[1] / 2 / size;
    double c = k[2] / size;
    double sineOfSine = Math.sqrt(a);
    double sineOfCosine = b / sineOfSine;
    double cosine = Math.sqrt(Math.max(0, c - sineOfCosine * sineOfCosine));
    SineCosine fitted =
        new SineCosine(
            s0 + scale * x,
            c0 + scale * y,
            sineOfSine / scale,
            sineOfCosine / scale,
            cosine / scale,
            0,
            0);
    return fitted.measured(sines, cosines);
  }

  private SineCosine measured(double[] sines, double[] cosines) {
    boolean[] seen = new boolean[PARTS];
    double squares = 0;
    for (int i = 0; i < sines.length; i++) {
      double s = sines[i] - sineMiddle;
      double c = cosines[i] - cosineMiddle;
      double off = Math.hypot(sineOfSine * s + sineOfCosine * c, cosine * c) - 1;
      squares += off * off;
      double turn = (angle(sines[i], cosines[i]) + Math.PI) / (2 * Math.PI);
      seen[Math.min(PARTS - 1, (int) (turn * PARTS))] = true;
    }
    int parts = 0;
    for (boolean part : seen) {
      parts += part ? 1 : 0;
    }
    return new SineCosine(
        sineMiddle,
        cosineMiddle,
        sineOfSine,
        sineOfCosine,
        cosine,
        Math.sqrt(squares / sines.length),
        parts * 2 * Math.PI / PARTS);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double meanSquare(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / values.length;
  }
}
