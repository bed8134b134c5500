package dev.handloom.device.driver.dualsense;

/// Makes radians a second and metres a second squared of the motion sensor's counts, by the
/// calibration that the controller holds in feature report 0x05.
final class MotionScale {
  static final int NUMBER = 0x05;
  static final int BYTES = 41;

  /// Somewhat more than 16 bits of a usual sensor can say, about 2000 °/s and 4 g.
  static final double MOST_RADIANS_PER_SECOND = 40;

  static final double MOST_METRES_PER_SECOND_SQUARED = 45;

  private static final double STANDARD_GRAVITY = 9.80665;

  /// Without a calibration: a sensor of ±2000 °/s and ±4 g in 16 bits.
  private static final double NOMINAL_DEGREES_PER_COUNT = 2000 / 32_768.0;

  private static final double NOMINAL_COUNTS_PER_G = 8192;

  private static final int AXES = 3;

  private final double[] offset = new double[2 * AXES];
  private final double[] scale = new double[2 * AXES];
  private final boolean measured;

  private MotionScale(boolean measured) {
    this.measured = measured;
  }

  /// Of the usual sensor, until the controller has said more.
  static MotionScale nominal() {
    MotionScale nominal = new MotionScale(false);
    for (int i = 0; i < AXES; i++) {
      nominal.scale[i] = Math.toRadians(NOMINAL_DEGREES_PER_COUNT);
      nominal.scale[AXES + i] = STANDARD_GRAVITY / NOMINAL_COUNTS_PER_G;
    }
    return nominal;
  }

  /// From a feature report; the nominal one if it makes no sense.
  static MotionScale of(byte[] report, int length) {
    if (length < BYTES || report[0] != NUMBER) {
      return nominal();
    }
    MotionScale made = new MotionScale(true);
    double speed = number(report, 19) + number(report, 21);
    for (int i = 0; i < AXES; i++) {
      double bias = number(report, 1 + 2 * i);
      double plus = number(report, 7 + 4 * i);
      double minus = number(report, 9 + 4 * i);
      double turned = Math.abs(plus - bias) + Math.abs(minus - bias);
      // The bias is that of the two turns on the maker's table, and not one of the counts we get;
      // so
      // the Linux driver holds it since 2023.
      made.scale[i] = Math.toRadians(speed / turned);
      double up = number(report, 23 + 4 * i);
      double down = number(report, 25 + 4 * i);
      made.offset[AXES + i] = (up + down) / 2;
      made.scale[AXES + i] = 2 * STANDARD_GRAVITY / (up - down);
    }
    return made.sensible() ? made : nominal();
  }

  /// Within a tenth of the usual sensor; a controller of another maker may send zeros.
  private boolean sensible() {
    MotionScale nominal = nominal();
    for (int i = 0; i < scale.length; i++) {
      double ratio = scale[i] / nominal.scale[i];
      if (!(ratio > 0.9 && ratio < 1.1)) {
        return false;
      }
    }
    return true;
  }

  private static double number(byte[] from, int at) {
    return (short) ((from[at] & 0xFF) | (from[at + 1] << 8));
  }

  /// Whether it came from the controller.
  boolean measured() {
    return measured;
  }

  /// A count of an axis in its unit.
  double apply(int axis, int count) {
    return (count - offset[axis]) * scale[axis];
  }
}
