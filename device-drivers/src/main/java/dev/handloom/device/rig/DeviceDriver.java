package dev.handloom.device.rig;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.link.Link;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;

/// Knows one family of devices. Found by `ServiceLoader`; has no state of its own.
public interface DeviceDriver {
  /// As a rig file names it.
  String id();

  /// What it speaks to, for a person.
  String title();

  /// The streams that a device set up like this yields, in the order in which its session publishes
  /// them.
  List<StreamSpec> streams(DeviceConfig config) throws RigFileException;

  /// The clock that such a device needs: one per device.
  ClockModel clock(DeviceConfig config) throws RigFileException;

  /// Begins to speak to a device over an open link.
  DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException;
}
