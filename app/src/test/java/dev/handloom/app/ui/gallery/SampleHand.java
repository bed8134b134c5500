package dev.handloom.app.ui.gallery;

/// A plausible hand for pictures and tests: relaxed, fingers bent by a share.
public final class SampleHand {

  private static final int STRIDE = 7;

  private SampleHand() {}

  /// 26 joints × 7 numbers.
  ///
  /// @param curl 0 open, 1 a fist
  public static double[] joints(boolean left, double curl) {
    double[] out = new double[26 * STRIDE];
    double mirror = left ? -1 : 1;
    put(out, 0, 0, 0, -0.05);
    put(out, 1, 0, 0, 0);
    // Right hand seen from its back, fingers ahead: the thumb is on the left, at −X.
    finger(
        out, 2, mirror * -0.018, -0.005, -0.025, mirror * -0.75, curl * 0.4, 0.042, 0.032, 0.026);
    finger(out, 6, mirror * -0.016, 0, -0.03, mirror * -0.16, curl, 0.062, 0.042, 0.025, 0.022);
    finger(out, 11, mirror * -0.003, 0.002, -0.03, mirror * -0.02, curl, 0.06, 0.046, 0.029, 0.023);
    finger(out, 16, mirror * 0.01, 0, -0.03, mirror * 0.1, curl, 0.055, 0.042, 0.028, 0.022);
    finger(out, 21, mirror * 0.021, -0.004, -0.028, mirror * 0.24, curl, 0.052, 0.033, 0.02, 0.02);
    return out;
  }

  private static void finger(
      double[] out,
      int start,
      double x,
      double y,
      double z,
      double spread,
      double curl,
      double... lengths) {
    double pitch = 0;
    double px = x;
    double py = y;
    double pz = z;
    put(out, start, px, py, pz);
    for (int i = 0; i < lengths.length; i++) {
      if (i > 0) {
        pitch += 0.12 + curl * 1.35;
      }
      px += lengths[i] * Math.sin(spread) * Math.cos(pitch);
      py -= lengths[i] * Math.sin(pitch);
      pz -= lengths[i] * Math.cos(spread) * Math.cos(pitch);
      put(out, start + i + 1, px, py, pz);
    }
  }

  private static void put(double[] out, int joint, double x, double y, double z) {
    out[joint * STRIDE] = x;
    out[joint * STRIDE + 1] = y;
    out[joint * STRIDE + 2] = z;
    out[joint * STRIDE + 6] = 1;
  }
}
