package dev.handloom.calibration.exo;

import dev.handloom.calibration.equations.Equations;
import java.util.Arrays;

/// From an exoskeleton's joint to a robot's: a polynomial through poses that were matched by eye,
/// of the degree that foretells poses best which it has not seen.
///
/// @param low readings below are taken as this one: beyond the matched poses a polynomial says
///   nothing
/// @param high readings above likewise
/// @param coefficients of the reading laid over −1 to 1, lowest power first
/// @param heldOut error on poses left out one at a time, root mean square, in the robot's unit
/// @param rises whether the curve never turns back between low and high
public record JointCurve(
    double low, double high, double[] coefficients, double heldOut, boolean rises) {
  /// Matched poses below this number tell a curve from nothing.
  public static final int LEAST_POSES = 5;

  private static final int MOST_DEGREE = 10;

  /// Keeps high powers small where poses leave them open.
  private static final double SMOOTH = 1e-6;

  /// A higher degree must foretell this much better.
  private static final double BETTER = 0.95;

  private static final int LOOKS = 200;

  public double at(double reading) {
    double x = 2 * (Math.clamp(reading, low, high) - low) / (high - low) - 1;
    double sum = 0;
    for (int k = coefficients.length - 1; k >= 0; k--) {
      sum = sum * x + coefficients[k];
    }
    return sum;
  }

  /// @param readings of the exoskeleton's joint in each matched pose
  /// @param targets of the robot's joint in the same
  /// @throws IllegalArgumentException where the poses are too few or all alike
  public static JointCurve fit(double[] readings, double[] targets) {
    int n = readings.length;
    if (n < LEAST_POSES || targets.length != n) {
      throw new IllegalArgumentException("A curve needs " + LEAST_POSES + " poses, not " + n);
    }
    double low = Arrays.stream(readings).min().orElseThrow();
    double high = Arrays.stream(readings).max().orElseThrow();
    if (!(high > low)) {
      throw new IllegalArgumentException("The joint stood in one place in every pose");
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = 2 * (readings[i] - low) / (high - low) - 1;
    }
    int degree = 1;
    double best = heldOut(x, targets, 1);
    for (int d = 2; d <= Math.min(MOST_DEGREE, n - 2); d++) {
      double error = heldOut(x, targets, d);
      if (error < BETTER * best) {
        best = error;
        degree = d;
      }
    }
    double[] coefficients = polynomial(x, targets, degree, -1);
    JointCurve curve = new JointCurve(low, high, coefficients, best, true);
    return new JointCurve(low, high, coefficients, best, curve.oneWay());
  }

  private boolean oneWay() {
    double way = Math.signum(at(high) - at(low));
    double last = at(low);
    for (int i = 1; i <= LOOKS; i++) {
      double here = at(low + (high - low) * i / LOOKS);
      if (way * (here - last) < 0) {
        return false;
      }
      last = here;
    }
    return way != 0;
  }

  private static double heldOut(double[] x, double[] y, int degree) {
    double sum = 0;
    for (int left = 0; left < x.length; left++) {
      double[] k = polynomial(x, y, degree, left);
      double value = 0;
      for (int p = degree; p >= 0; p--) {
        value = value * x[left] + k[p];
      }
      sum += (value - y[left]) * (value - y[left]);
    }
    return Math.sqrt(sum / x.length);
  }

  /// @param without a pose that is not looked at, or −1
  private static double[] polynomial(double[] x, double[] y, int degree, int without) {
    double[][] rows = new double[degree + 1][degree + 2];
    for (int i = 0; i < x.length; i++) {
      if (i == without) {
        continue;
      }
      for (int a = 0; a <= degree; a++) {
        for (int b = 0; b <= degree; b++) {
          rows[a][b] += Math.pow(x[i], a + b);
        }
        rows[a][degree + 1] += Math.pow(x[i], a) * y[i];
      }
    }
    for (int a = 0; a <= degree; a++) {
      rows[a][a] += a < 2 ? 0 : SMOOTH * x.length;
    }
    return Equations.solve(rows);
  }
}
