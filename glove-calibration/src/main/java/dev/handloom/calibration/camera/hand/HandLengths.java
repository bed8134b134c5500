package dev.handloom.calibration.camera.hand;

import java.util.Locale;

/// The size of a hand as a ruler would tell it, in millimetres, each with its doubt: in at least 95
/// cases of 100 the truth is nearer.
///
/// @param length from the wrist to the tip of the middle finger
/// @param breadth between the knuckles of index and little finger
public record HandLengths(double length, double lengthDoubt, double breadth, double breadthDoubt) {
  public String words() {
    return String.format(
        Locale.ROOT,
        "%.0f ± %.0f mm long, %.0f ± %.0f mm across the knuckles",
        length,
        lengthDoubt,
        breadth,
        breadthDoubt);
  }
}
