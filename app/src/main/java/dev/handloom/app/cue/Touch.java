package dev.handloom.app.cue;

import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.Drivers;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets the controllers of headsets buzz for what must not be missed while eyes and ears are
/// elsewhere: a take begins, is saved, went wrong, a device is silent.
public final class Touch {
  /// How a cue feels.
  ///
  /// @param strength from 0 to 1
  record Pulse(double strength, double seconds) {}

  private final Supplier<List<Device>> devices;
  private final Drivers drivers = new Drivers();

  /// @param devices those of the rig, as they are now
  public Touch(Supplier<List<Device>> devices) {
    this.devices = devices;
  }

  /// Buzzes, or does not: a controller that is away or busy misses it. Returns at once.
  void feel(Cue cue) {
    Pulse pulse = pulse(cue);
    if (pulse == null) {
      return;
    }
    for (Device device : devices.get()) {
      if (!headset(device)) {
        continue;
      }
      for (CommandSpec command : device.commands()) {
        if (command.effect() == CommandSpec.Effect.HAPTIC && command.parameters().size() == 2) {
          boolean ignored =
              device.give(new Command(command.id(), pulse.strength(), pulse.seconds()));
        }
      }
    }
  }

  /// Whether it has controllers: gloves that press fingers are no bells.
  private boolean headset(Device device) {
    var driver = drivers.all().get(device.config().driver());
    return driver != null && driver.card().family() == DriverCard.Family.HEADSET;
  }

  static @Nullable Pulse pulse(Cue cue) {
    return switch (cue) {
      case RECORDING -> new Pulse(0.6, 0.12);
      case SAVED -> new Pulse(0.4, 0.3);
      case FAILED, NOT_READY -> new Pulse(0.8, 0.6);
      case ALARM -> new Pulse(1, 1);
      default -> null;
    };
  }
}
