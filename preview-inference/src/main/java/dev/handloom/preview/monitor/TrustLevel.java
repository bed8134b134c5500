package dev.handloom.preview.monitor;

/// What is to be thought of a number, the later the worse.
public enum TrustLevel {
  /// It is not known.
  UNKNOWN,
  /// It is known, and not what is usual.
  UNCALIBRATED,
  /// As at nineteen of twenty moments of accepted episodes.
  USUAL,
  /// Not so, and yet no alarm.
  UNUSUAL,
  /// Farther off than accepted episodes ever go, but for the stated share of them.
  ALARM
}
