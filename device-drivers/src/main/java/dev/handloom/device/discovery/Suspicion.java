package dev.handloom.device.discovery;

import dev.handloom.device.driver.Likeness;

/// What a device may be.
///
/// @param driver that would speak to it
/// @param title of the driver, for a person
/// @param score as in [Likeness]
/// @param reason what speaks for it
public record Suspicion(String driver, String title, double score, String reason) {
  /// Whether it is said without "may".
  public boolean probable() {
    return score >= Likeness.PROBABLE;
  }
}
