package dev.handloom.calibration.profile;

import dev.handloom.calibration.fit.GloveModel;
import dev.handloom.calibration.hand.AngleName;
import dev.handloom.calibration.run.Hold;
import dev.handloom.device.hand.HandAngles;

/// Two profiles of one glove, on the same readings: how differently they see the hand.
///
/// @param degrees root mean square over the joints that are felt and the poses of the newer run
/// @param joint in which they differ most, and by how many degrees root mean square
/// @param repeatability the newer's less the older's, degrees
/// @param bound the newer's less the older's, degrees
public record ProfileComparison(
    double degrees, String joint, double jointDegrees, double repeatability, double bound) {

  /// @throws IllegalArgumentException where they are not of one kind of glove
  public static ProfileComparison of(Profile older, Profile newer) {
    if (!older.fits(newer.channels())) {
      throw new IllegalArgumentException(
          older.id() + " and " + newer.id() + " are not of one kind of glove");
    }
    PoseMemory memory = new PoseMemory(newer);
    GloveModel.Predictor before = older.model().predictor();
    GloveModel.Predictor after = newer.model().predictor();
    double[] a = new double[HandAngles.COUNT];
    double[] b = new double[HandAngles.COUNT];
    double[] squares = new double[HandAngles.COUNT];
    double sum = 0;
    for (Hold hold : newer.holds()) {
      before.angles(hold.mean(), a);
      after.angles(hold.mean(), b);
      double apart = memory.apart(a, b);
      sum += apart * apart;
      for (int i = 0; i < squares.length; i++) {
        squares[i] += (a[i] - b[i]) * (a[i] - b[i]);
      }
    }
    int holds = Math.max(1, newer.holds().size());
    int joint = memory.farthest(squares, new double[HandAngles.COUNT]);
    return new ProfileComparison(
        Math.toDegrees(Math.sqrt(sum / holds)),
        AngleName.of(joint),
        Math.toDegrees(Math.sqrt(squares[joint] / holds)),
        newer.quality().repeatability() - older.quality().repeatability(),
        newer.quality().bound() - older.quality().bound());
  }
}
