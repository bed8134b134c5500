package dev.handloom.app.cli;

import dev.handloom.app.Workplace;
import dev.handloom.device.rig.Device;

/// The device of a rig that somebody named.
final class DeviceChoice {
  private DeviceChoice() {}

  static Device named(Workplace workplace, String id) {
    return workplace
        .rig()
        .device(id)
        .orElseThrow(() ->
            new CommandFailed(
                CommandFailed.UNUSABLE,
                "The rig has no device "
                    + id
                    + "; it has: "
                    + String.join(
                        ", ",
                        workplace.rig().devices().stream()
                            .map(each -> each.config().id())
                            .toList())));
  }
}
