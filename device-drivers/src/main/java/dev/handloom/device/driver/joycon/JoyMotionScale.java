package dev.handloom.device.driver.joycon;

/// Makes metres a second squared and radians a second of the motion sensor's counts, by the
/// calibration in the controller's memory: four groups of three signed 16-bit numbers
/// (accelerometer's origin and coefficient, gyroscope's origin and coefficient).
final class JoyMotionScale {
  static final int BYTES = 24;
  static final double MOST_METRES_PER_SECOND_SQUARED = 100;
  static final double MOST_RADIANS_PER_SECOND = 50;

  private static final double STANDARD_GRAVITY = 9.80665;
  private static final int AXES = 3;

  /// The coefficients of all that were looked at.
  private static final int USUAL_ACCELERATION = 16_384;

  private static final int USUAL_TURN = 13_371;

  /// What the coefficients stand for: 4 g, and 936 °/s at 70 thousandths of a degree a count as the
  /// sensor's data sheet (LSM6DS3, ±2000 °/s) has it. Other programs reckon with 816 °/s, 61 a
  /// count.
  private static final double GRAVITIES = 4;

  private static final double DEGREES = 936;

  private final double[] offset = new double[2 * AXES];
  private final double[] scale = new double[2 * AXES];
  private final boolean measured;

  private JoyMotionScale(int[] numbers, boolean measured) {
    this.measured = measured;
    for (int i = 0; i < AXES; i++) {
      double origin = numbers[i];
      scale[i] = GRAVITIES * STANDARD_GRAVITY / (numbers[AXES + i] - origin);
      offset[AXES + i] = numbers[2 * AXES + i];
      scale[AXES + i] =
          Math.toRadians(DEGREES) / (numbers[3 * AXES + i] - (double) numbers[2 * AXES + i]);
    }
  }

  static JoyMotionScale usual() {
    int[] numbers = new int[4 * AXES];
    for (int i = 0; i < AXES; i++) {
      numbers[AXES + i] = USUAL_ACCELERATION;
      numbers[3 * AXES + i] = USUAL_TURN;
    }
    return new JoyMotionScale(numbers, false);
  }

  /// From memory; the usual one if that makes no sense.
  static JoyMotionScale of(byte[] memory) {
    int[] numbers = new int[4 * AXES];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = JoyReport.number(memory, 2 * i);
    }
    JoyMotionScale made = new JoyMotionScale(numbers, true);
    JoyMotionScale usual = usual();
    for (int i = 0; i < made.scale.length; i++) {
      double ratio = made.scale[i] / usual.scale[i];
      if (!(ratio > 0.8 && ratio < 1.25)) {
        return usual;
      }
    }
    return made;
  }

  boolean measured() {
    return measured;
  }

  double apply(int axis, int count) {
    return (count - offset[axis]) * scale[axis];
  }
}
