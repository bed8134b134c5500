package dev.handloom.calibration.gripper;

/// How far a gripper is open at one moment.
///
/// @param widthMm 0 is closed; NaN if it is not known
/// @param doubtMm the truth is within so much of it nineteen times out of twenty; NaN if unknown
public record GripperWidth(long nanos, double widthMm, WidthSource source, double doubtMm) {}
