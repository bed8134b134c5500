package dev.handloom.calibration.urdf;

/// Sine and cosine out of plain additions and multiplications: the same bits on every computer,
/// which those of [Math] do not promise, and without the garbage of [StrictMath]'s. Good to about
/// the last bit for angles of a few turns.
final class Turn {
  /// π/2 in two parts, of which the first has so few bits that small multiples of it are exact.
  private static final double QUARTER = 0x1.921fb544p0;

  private static final double QUARTER_REST = 0x1.0b4611a626331p-34;

  private static final double QUARTERS = 2 / Math.PI;

  /// Terms of the series: enough for an eighth of a turn.
  private static final int LAST = 19;

  /// 1 / (n (n − 1)).
  private static final double[] PARTS = new double[LAST + 1];

  static {
    for (int n = 2; n <= LAST; n++) {
      PARTS[n] = 1.0 / (n * (n - 1));
    }
  }

  private Turn() {}

  static double sin(double angle) {
    double quarters = Math.rint(angle * QUARTERS);
    double rest = (angle - quarters * QUARTER) - quarters * QUARTER_REST;
    return at((int) quarters & 3, rest);
  }

  static double cos(double angle) {
    double quarters = Math.rint(angle * QUARTERS);
    double rest = (angle - quarters * QUARTER) - quarters * QUARTER_REST;
    return at((int) quarters + 1 & 3, rest);
  }

  private static double at(int quarter, double rest) {
    return switch (quarter) {
      case 0 -> odd(rest);
      case 1 -> even(rest);
      case 2 -> -odd(rest);
      default -> -even(rest);
    };
  }

  private static double odd(double x) {
    double square = x * x;
    double sum = 1;
    for (int n = LAST; n > 1; n -= 2) {
      sum = 1 - square * PARTS[n] * sum;
    }
    return x * sum;
  }

  private static double even(double x) {
    double square = x * x;
    double sum = 1;
    for (int n = LAST - 1; n > 0; n -= 2) {
      sum = 1 - square * PARTS[n] * sum;
    }
    return sum;
  }
}
