package dev.handloom.test.bench.calibration;

import dev.handloom.calibration.hand.AngleName;
import dev.handloom.device.hand.HandAngles;
import java.util.Arrays;
import java.util.Locale;

/// Errors gathered over poses and people.
final class Outcome {
  private double[] errors = new double[1 << 12];
  private int count;
  private final double[] byAngle = new double[HandAngles.COUNT];
  private final double[] boundByAngle = new double[HandAngles.COUNT];
  private final int[] withinByAngle = new int[HandAngles.COUNT];
  private int within;
  private int poses;
  private int posesWithin;

  void see(double[] truth, double[] found, double[] bounds) {
    double error = 0;
    double bound = 0;
    for (int i = 0; i < truth.length; i++) {
      double off = Math.abs(truth[i] - found[i]);
      if (count == errors.length) {
        errors = Arrays.copyOf(errors, 2 * count);
      }
      errors[count++] = off;
      byAngle[i] += off * off;
      boundByAngle[i] += bounds[i];
      within += off <= bounds[i] ? 1 : 0;
      withinByAngle[i] += off <= bounds[i] ? 1 : 0;
      error += off * off;
      bound += bounds[i] * bounds[i];
    }
    poses++;
    posesWithin += error <= bound ? 1 : 0;
  }

  void add(Outcome other) {
    for (int i = 0; i < other.count; i++) {
      if (count == errors.length) {
        errors = Arrays.copyOf(errors, 2 * count);
      }
      errors[count++] = other.errors[i];
    }
    for (int i = 0; i < byAngle.length; i++) {
      byAngle[i] += other.byAngle[i];
      boundByAngle[i] += other.boundByAngle[i];
      withinByAngle[i] += other.withinByAngle[i];
    }
    within += other.within;
    poses += other.poses;
    posesWithin += other.posesWithin;
  }

  double mean() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += errors[i];
    }
    return Math.toDegrees(sum / count);
  }

  double percentile(double share) {
    double[] sorted = Arrays.copyOf(errors, count);
    Arrays.sort(sorted);
    return Math.toDegrees(sorted[(int) Math.min(count - 1, share * count)]);
  }

  /// Of all joints in all poses, the share that lies within its bound.
  double covered() {
    return within / (double) count;
  }

  /// Of all poses, the share whose error over the joints, root mean square, is within the bounds'.
  double posesCovered() {
    return posesWithin / (double) poses;
  }

  /// The angle whose bounds hold least often: its error, root mean square, its mean bound, how
  /// often.
  String leastCovered() {
    int least = 0;
    for (int i = 1; i < withinByAngle.length; i++) {
      least = withinByAngle[i] < withinByAngle[least] ? i : least;
    }
    return String.format(
        Locale.ROOT,
        "%s: error %.1f°, bound ±%.1f°, %.1f %%",
        AngleName.of(least),
        Math.toDegrees(Math.sqrt(byAngle[least] / poses)),
        Math.toDegrees(boundByAngle[least] / poses),
        100.0 * withinByAngle[least] / poses);
  }
}
