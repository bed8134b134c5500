package dev.handloom.calibration.fit;

import dev.handloom.calibration.glove.Sense;
import dev.handloom.calibration.hand.JointSource;

/// By how much the bounds that follow from beliefs are wider or narrower than errors prove to be.
/// Beliefs are put down carefully one by one, and all of them together say too much: a person
/// differs from the mean in some of them, never in all.
///
/// Each number is what holds 97.5 % of a kind of angle's errors over 60 simulated people (seeds
/// 20261121 to 20261180), knuckles and the thumb's last joint some per cent more; `handloom bench
/// calibration` shows on people that were not among them how often the bounds hold. They stand for
/// simulated hands until real ones have been measured.
final class ProvedBounds {
  private static final double[] RAW_FINGER = {0.69, 0.64, 0.60, 1};
  private static final double[] RAW_THUMB = {0.54, 0.71, 0.91, 0.84};
  private static final double[] ANGLE_FINGER = {0.62, 0.52, 0.55, 0.65};
  private static final double[] ANGLE_THUMB = {0.50, 0.69, 0.82, 0.77};

  /// A string along a finger, or along the thumb.
  private static final double[] STRING_FINGER = {0.82, 1, 0.57, 0.66};

  private static final double[] STRING_THUMB = {1.19, 1, 0.80, 0.79};

  private ProvedBounds() {}

  /// @param sense of the channels that show the angle
  /// @param raw whether they speak in counts
  static double of(JointSource source, Sense sense, boolean raw, boolean thumb, int angle) {
    return switch (source) {
      case MEASURED ->
          (raw ? (thumb ? RAW_THUMB : RAW_FINGER) : thumb ? ANGLE_THUMB : ANGLE_FINGER)[angle];
      case INFERRED -> inferred(sense, raw, thumb, angle);
      case ASSUMED -> thumb || angle != 1 ? 1.01 : 1.04;
      case MISSING -> 1;
    };
  }

  private static double inferred(Sense sense, boolean raw, boolean thumb, int angle) {
    if (raw && sense == Sense.CURL) {
      return (thumb ? STRING_THUMB : STRING_FINGER)[angle];
    }
    // The last joint goes with the middle one; other joints stand in only where a channel is dead.
    return raw && !thumb && angle == 3 ? STRING_FINGER[3] : 1;
  }
}
