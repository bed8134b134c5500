package dev.handloom.calibration.urdf;

/// How a joint moves.
public enum JointKind {
  FIXED,
  REVOLUTE,
  /// Turns without an end.
  CONTINUOUS,
  PRISMATIC;

  public boolean turns() {
    return this == REVOLUTE || this == CONTINUOUS;
  }

  public boolean moves() {
    return this != FIXED;
  }
}
