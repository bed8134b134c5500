package dev.handloom.device.rig;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.Question;
import dev.handloom.device.link.Link;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;

/// Knows one family of devices. Found by `ServiceLoader`; has no state of its own.
public interface DeviceDriver {
  /// As a rig file names it.
  String id();

  /// What it speaks to, for a person.
  String title();

  /// Whether it can work on this computer: some speak to what only one system has.
  default boolean worksHere() {
    return true;
  }

  /// What it is good for, over which links, with which settings.
  default DriverCard card() {
    return DriverCard.BLANK;
  }

  /// The streams that a device set up like this yields, in the order in which its session publishes
  /// them.
  List<StreamSpec> streams(DeviceConfig config) throws RigFileException;

  /// The clock that such a device needs: one per device.
  ClockModel clock(DeviceConfig config) throws RigFileException;

  /// Begins to speak to a device over an open link.
  DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException;

  /// How much what was heard is like what its devices say without being asked. Must be fast, and
  /// must come to the same end for the same bytes.
  default Likeness recognise(Heard heard) {
    return Likeness.NONE;
  }

  /// What an unknown device may be asked to find out whether it is one of these.
  default List<Question> questions() {
    return List.of();
  }

  /// What such a device can be told to do.
  default List<CommandSpec> commands(DeviceConfig config) throws RigFileException {
    return List.of();
  }
}
