package dev.handloom.calibration.urdf;

/// A joint that follows another one: multiplier × the other's value + offset.
public record Mimic(String joint, double multiplier, double offset) {}
