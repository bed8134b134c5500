package dev.handloom.app.workspace.devices;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.device.delay.HandGesture;
import dev.handloom.device.delay.MeasuredDelay;
import dev.handloom.device.driver.DriverCard.Family;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.stream.StreamKind;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// How delays are measured: a camera by what it films on the screen, all else by a gesture.
final class DelaySheets {
  private final CurrentRig current;
  private final Supplier<SheetLayer> sheets;
  private final BooleanSupplier recording;
  private final Consumer<MeasuredDelay> keep;
  private @Nullable CameraDelaySheet filming;

  DelaySheets(
      CurrentRig current,
      Supplier<SheetLayer> sheets,
      BooleanSupplier recording,
      Consumer<MeasuredDelay> keep) {
    this.current = current;
    this.sheets = sheets;
    this.recording = recording;
    this.keep = keep;
  }

  /// @param cameras of the rig
  void measure(StreamTime line, List<StreamTime> cameras, Window owner) {
    Device device = line.device();
    Workplace workplace = current.workplaceProperty().get();
    SimulatedRig simulation =
        workplace == null || !device.config().simulated()
            ? null
            : workplace.simulation().orElse(null);
    String address = device.config().address();
    String name = address.substring(address.indexOf(':') + 1);
    if (line.stream().spec().kind() == StreamKind.VIDEO) {
      film(line, simulation, name, owner);
      return;
    }
    new GestureSheet(
            line,
            gesture(device),
            cameras,
            sheets.get(),
            recording,
            what -> {
              if (simulation != null) {
                simulation.gesture(name, what);
              }
            },
            keep)
        .open();
  }

  private void film(StreamTime line, @Nullable SimulatedRig simulation, String name, Window owner) {
    if (filming != null || recording.getAsBoolean()) {
      return;
    }
    CameraDelaySheet sheet =
        new CameraDelaySheet(
            owner,
            line.device(),
            line.stream(),
            keep,
            () -> {
              filming = null;
              if (simulation != null) {
                simulation.film(name, null);
              }
            });
    filming = sheet;
    if (simulation != null) {
      simulation.film(name, sheet.code());
    }
    sheet.show(simulation == null);
  }

  /// What the device feels and a camera sees.
  private static HandGesture gesture(Device device) {
    try {
      Family family = new Drivers().of(device.config()).card().family();
      return switch (family) {
        case GLOVE -> HandGesture.FIST;
        case GRIPPER -> HandGesture.SQUEEZE;
        default -> HandGesture.SHAKE;
      };
    } catch (RigFileException e) {
      throw new IllegalStateException("A device of the rig has no driver", e);
    }
  }
}
