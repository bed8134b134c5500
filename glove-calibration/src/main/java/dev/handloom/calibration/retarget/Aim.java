package dev.handloom.calibration.retarget;

import java.util.List;

/// What a robot's fingertips should reach: places of single tips, and ways from one tip to another.
/// Filled for each hand anew.
abstract sealed class Aim permits FingerAim, JawAim {
  /// Per tip where it should be in the root's frame, and how much that counts; 0 where nothing is
  /// wanted of it.
  final double[] places;

  final double[] weights;

  /// Per pair the two tips, the way from the first to the second, and how much that counts.
  final int[] first;

  final int[] second;
  final double[] ways;
  final double[] pairWeights;

  Aim(int tips, int pairs) {
    places = new double[3 * tips];
    weights = new double[tips];
    first = new int[pairs];
    second = new int[pairs];
    ways = new double[3 * pairs];
    pairWeights = new double[pairs];
  }

  /// Takes aim from a hand of 26 joints.
  ///
  /// @return false where the hand shows nothing to aim at
  abstract boolean take(double[] hand);

  /// What its errors are called.
  abstract List<String> errorNames();

  /// How far each is off, in metres; NaN where nothing was wanted.
  ///
  /// @param tips where the tips are in the root's frame
  abstract void errors(double[] tips, double[] out, int at);
}
