package dev.handloom.calibration.arm;

/// Says when an arm has been still for long enough. All joints have to be: one that creeps would be
/// taken in the middle of its way.
final class ArmStill {
  private static final int PARTS = 5;

  /// Allowed between the parts of the window, in radians …
  private static final double STILL = Math.toRadians(1.2);

  /// … or as many standard errors of a part's mean as five of them seldom lie apart.
  private static final double ERRORS = 5;

  private final double[] scale;
  private final int partSamples;
  private final double[][] sums;
  private final int[][] counts;
  private final double[][] rough;
  private final double[] last;
  private long seen;

  /// @param scale radians a unit, per track
  ArmStill(double[] scale, double hz, double seconds) {
    this.scale = scale;
    partSamples = Math.max(3, (int) Math.round(seconds * hz / PARTS));
    sums = new double[PARTS][scale.length];
    counts = new int[PARTS][scale.length];
    rough = new double[PARTS][scale.length];
    last = new double[scale.length];
  }

  void restart() {
    seen = 0;
  }

  /// @return whether the arm has been still for the whole window that ends here; looked at anew at
  ///   the end of each part
  boolean see(double[] values) {
    int part = (int) (seen / partSamples % PARTS);
    if (seen % partSamples == 0) {
      java.util.Arrays.fill(sums[part], 0);
      java.util.Arrays.fill(counts[part], 0);
      java.util.Arrays.fill(rough[part], 0);
    }
    for (int t = 0; t < scale.length; t++) {
      double value = values[t];
      if (!Double.isNaN(value)) {
        sums[part][t] += value;
        // What it differs by from one sample to the next is noise, not movement.
        rough[part][t] += counts[part][t]++ > 0 ? (value - last[t]) * (value - last[t]) / 2 : 0;
        last[t] = value;
      }
    }
    seen++;
    return judged() && seen >= (long) PARTS * partSamples && still();
  }

  boolean judged() {
    return seen > 0 && seen % partSamples == 0;
  }

  private boolean still() {
    for (int t = 0; t < scale.length; t++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      double noise = 0;
      for (int p = 0; p < PARTS; p++) {
        int n = counts[p][t];
        if (n > 1) {
          least = Math.min(least, sums[p][t] / n);
          most = Math.max(most, sums[p][t] / n);
          noise += rough[p][t] / (n - 1) / PARTS;
        }
      }
      double allowed = Math.max(STILL, ERRORS * scale[t] * Math.sqrt(noise / partSamples));
      if (most >= least && scale[t] * (most - least) > allowed) {
        return false;
      }
    }
    return true;
  }
}
