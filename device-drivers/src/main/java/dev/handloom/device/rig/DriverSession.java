package dev.handloom.device.rig;

import java.io.IOException;

/// A conversation with one device over one open link. Belongs to the device's thread.
public interface DriverSession {
  /// Waits a little for bytes and publishes every sample they complete. Called over and over; comes
  /// back within a fifth of a second even if the device is silent.
  ///
  /// @throws IOException when the link is gone
  void pump() throws IOException;
}
