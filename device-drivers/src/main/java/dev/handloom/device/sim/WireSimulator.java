package dev.handloom.device.sim;

import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.Map;

/// A kind of device that can be simulated down to its bytes.
///
/// @param name as `handloom sim NAME` and the address `sim:NAME` have it
/// @param title what it is, for a person
/// @param driver which driver speaks to it
/// @param settings what that driver must be told of it
/// @param plug what it is plugged in with
/// @param timing how it keeps time; its rate is the most it measures at
/// @param maker makes an individual
public record WireSimulator(
    String name,
    String title,
    String driver,
    Map<String, String> settings,
    Plug plug,
    Timing timing,
    Maker maker) {

  /// Makes an individual with its own faults.
  @FunctionalInterface
  public interface Maker {
    /// @param settings what the rig file says to its driver, so that both mean the same
    Instrument make(ScriptedPerson person, long seed, Map<String, String> settings);
  }

  public WireSimulator {
    settings = Map.copyOf(settings);
  }

  /// How a rig file sets it up.
  public DeviceConfig config(String id, String address) {
    return new DeviceConfig(id, driver, name.replace('-', ' '), address, settings, 0);
  }
}
