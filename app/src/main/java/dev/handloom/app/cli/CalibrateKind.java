package dev.handloom.app.cli;

import dev.handloom.app.Workplace;
import dev.handloom.device.rig.Device;
import dev.handloom.store.library.Library;
import java.io.IOException;

/// How `calibrate` goes for one kind of device.
interface CalibrateKind {
  /// Whether a device is of this kind.
  boolean fits(Workplace workplace, Device device);

  /// Whether it is a person's: the same device is another on somebody else.
  default boolean worn() {
    return true;
  }

  /// Leads through it at the terminal.
  ///
  /// @return the exit code
  int run(Workplace workplace, Device device, Library library, CalibrateCommand wishes)
      throws IOException, InterruptedException;
}
