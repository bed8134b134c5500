package dev.handloom.app.cli;

import dev.handloom.app.Workplace;
import dev.handloom.app.gripper.GripperDesk;
import dev.handloom.app.gripper.GripperInUse;
import dev.handloom.app.gripper.LiveWidth;
import dev.handloom.calibration.gripper.GripperException;
import dev.handloom.store.library.Library;
import java.util.ArrayList;
import java.util.List;

/// The live widths of the rig's grippers while takes are recorded at the terminal.
final class GripperWidths implements AutoCloseable {
  private final List<LiveWidth> live = new ArrayList<>();

  private GripperWidths() {}

  /// Of every wrist camera whose gripper was calibrated.
  static GripperWidths start(Terminal terminal, Workplace workplace, Library library) {
    GripperWidths all = new GripperWidths();
    for (GripperInUse one : GripperInUse.choose(workplace, GripperDesk.shelf(library))) {
      String device = one.camera().spec().device();
      if (!one.trouble().isEmpty()) {
        terminal.tell(device + ": " + one.trouble());
      }
      try {
        LiveWidth started = one.start(workplace);
        if (started != null) {
          all.live.add(started);
        }
      } catch (GripperException e) {
        terminal.tell(device + ": " + e.getMessage());
      }
    }
    return all;
  }

  List<LiveWidth> live() {
    return live;
  }

  @Override
  public void close() {
    live.forEach(LiveWidth::close);
  }
}
