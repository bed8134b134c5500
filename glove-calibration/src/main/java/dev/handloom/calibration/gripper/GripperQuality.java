package dev.handloom.calibration.gripper;

import dev.handloom.calibration.quality.Grade;
import java.util.List;

/// How far a gripper's calibration can be trusted.
///
/// @param bothSeen share of pictures with both tags
/// @param holds ends that were held still
/// @param repeatMm by how much the ends differ from one time to the next (standard deviation)
/// @param noiseMm how much the width flickers while nothing moves (standard deviation)
/// @param reasons what lowers the grade, for a person to read
public record GripperQuality(
    Grade grade,
    double bothSeen,
    int holds,
    double repeatMm,
    double noiseMm,
    List<String> reasons) {
  public GripperQuality {
    reasons = List.copyOf(reasons);
  }
}
