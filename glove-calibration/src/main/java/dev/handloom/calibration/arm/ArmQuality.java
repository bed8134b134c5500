package dev.handloom.calibration.arm;

import dev.handloom.calibration.quality.Grade;
import java.util.List;

/// What a run measured of itself; per joint unless said otherwise.
///
/// @param repeatability degrees by which the zero pose came out differently, one standard deviation
/// @param rangeUsed degrees between the ends of the sweep
/// @param residual of the ellipse, as a share of its radius; NaN for encoders without
/// @param heldOut error in degrees of what the calibration was not told: each zero pose by the
///   others, each half of a sweep by the ellipse of the other half
/// @param bound degrees within which the angle lies 19 times in 20, in the zero pose
/// @param seconds how long the run took
/// @param reasons why the grade is what it is
/// @param advice what would make it better
public record ArmQuality(
    Grade grade,
    double[] repeatability,
    double[] rangeUsed,
    double[] residual,
    double[] heldOut,
    double[] bound,
    double seconds,
    List<ArmFault> faults,
    List<String> reasons,
    List<String> advice) {
  public ArmQuality {
    faults = List.copyOf(faults);
    reasons = List.copyOf(reasons);
    advice = List.copyOf(advice);
  }
}
