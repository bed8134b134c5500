package dev.handloom.device.rig;

import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport;
import java.io.IOException;

/// A conversation with one device over one open link. Belongs to the device's thread.
public interface DriverSession {
  /// Waits a little for bytes and publishes every sample they complete. Called over and over; comes
  /// back within a fifth of a second even if the device is silent.
  ///
  /// @throws IOException when the link is gone
  void pump() throws IOException;

  /// Does what the device was told; the command is one of the driver's and within its limits.
  default void obey(Command command) throws IOException {
    throw new IOException("The device knows no command " + command.id());
  }

  /// What the device says of itself. Looked at after every pump: make a new one only when something
  /// has changed.
  default DeviceReport report() {
    return DeviceReport.NOTHING;
  }

  /// The last words before the link is closed on purpose or because the session failed: forces are
  /// released, vibrations end. Not called when the link is gone.
  default void end() throws IOException {}
}
