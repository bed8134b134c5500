package dev.handloom.calibration.retarget;

import java.util.Locale;

/// How a hand is retargeted.
///
/// @param scale by how much larger or smaller the robot moves than its size against the person's
///   asks for; 1 for a full fist from a full fist
/// @param smoothness metres of fingertip error that are taken for a radian less of motion
public record RetargetSettings(Objective objective, double scale, double smoothness) {
  /// Strong enough against flicker, weak enough that a pinch follows in two or three samples.
  public static final RetargetSettings USUAL = new RetargetSettings(Objective.PINCH, 1, 0.004);

  /// A metre of travel of a prismatic joint counts as so many radians.
  static final double RADIANS_PER_METRE = 20;

  private static final double LEAST_SCALE = 0.2;
  private static final double MOST_SCALE = 5;
  private static final double MOST_SMOOTHNESS = 1;

  public RetargetSettings {
    if (!(scale >= LEAST_SCALE && scale <= MOST_SCALE)) {
      throw new IllegalArgumentException(
          "The scale must lie between " + LEAST_SCALE + " and " + MOST_SCALE + ", not " + scale);
    }
    if (!(smoothness >= 0 && smoothness <= MOST_SMOOTHNESS)) {
      throw new IllegalArgumentException(
          "The smoothness must lie between 0 and " + MOST_SMOOTHNESS + ", not " + smoothness);
    }
  }

  public RetargetSettings with(Objective other) {
    return new RetargetSettings(other, scale, smoothness);
  }

  /// As it stands in the maker of a derived stream: `pinch scale 1.0 smooth 0.004`.
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s scale %s smooth %s",
        objective.word(),
        Double.toString(scale),
        Double.toString(smoothness));
  }
}
