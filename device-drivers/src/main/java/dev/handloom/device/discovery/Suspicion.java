package dev.handloom.device.discovery;

import dev.handloom.device.driver.Likeness;

/// What a device may be.
///
/// @param driver that would speak to it
/// @param title of the driver, for a person
/// @param score as in [Likeness]
/// @param reason what speaks for it
/// @param baud of a serial port, at which it was heard or usually speaks; 0 where there is none
public record Suspicion(String driver, String title, double score, String reason, int baud) {
  /// Whether it is said without "may".
  public boolean probable() {
    return score >= Likeness.PROBABLE;
  }

  /// The whole address that a rig file would have of it.
  public String address(Attached device) {
    return baud > 0 && device.kind() == Attached.Kind.SERIAL
        ? device.address() + "@" + baud
        : device.address();
  }
}
