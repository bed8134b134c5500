package dev.handloom.calibration.quality;

import java.util.List;

/// What a run measured of itself.
///
/// @param repeatability degrees by which the same pose came out differently, root mean square over
///   joints and poses
/// @param bound degrees within which the joints lie 19 times in 20, root mean square over the run
/// @param pinches millimetres left between thumb and index, middle, ring and little fingertip in
///   their pinch; NaN where it was not made
/// @param rangeUsed per channel, of its whole range for raw channels, of the joint's for angles
/// @param noise per channel while the hand rested, degrees; NaN where nothing gives a scale
/// @param drift degrees between the first and the last flat hand, root mean square over the joints
/// @param seconds how long the run took
/// @param reasons why the grade is what it is, worst first
/// @param advice what would make it better
public record Quality(
    Grade grade,
    double repeatability,
    double bound,
    double[] pinches,
    double[] rangeUsed,
    double[] noise,
    double drift,
    double seconds,
    List<GloveFault> faults,
    List<String> reasons,
    List<String> advice) {
  public Quality {
    faults = List.copyOf(faults);
    reasons = List.copyOf(reasons);
    advice = List.copyOf(advice);
  }

  /// The widest of the pinches that were made, in millimetres; 0 without any.
  public double widestPinch() {
    double most = 0;
    for (double pinch : pinches) {
      most = pinch > most ? pinch : most;
    }
    return most;
  }
}
