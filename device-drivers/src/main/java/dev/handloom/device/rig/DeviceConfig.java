package dev.handloom.device.rig;

import java.util.Map;

/// One device as the rig file sets it up.
///
/// @param id unique in the rig; the first part of its streams' names
/// @param driver the id of the driver that speaks to it
/// @param role what it is to the person: left glove, head camera
/// @param address the link, as [dev.handloom.device.link.Links] reads it
/// @param settings what its driver wants to know, by name
/// @param line where it stands in the rig file, from 1; 0 if it came from elsewhere
public record DeviceConfig(
    String id, String driver, String role, String address, Map<String, String> settings, int line) {

  public DeviceConfig {
    settings = Map.copyOf(settings);
  }

  /// Whether it is one of ours, in software.
  public boolean simulated() {
    return address.startsWith("sim:");
  }

  /// A setting, or what holds without it.
  public String setting(String name, String otherwise) {
    return settings.getOrDefault(name, otherwise);
  }

  /// A setting that is a number.
  public double number(String name, double otherwise) throws RigFileException {
    String text = settings.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw wrong(name, "is not a number: " + text);
    }
  }

  /// The complaint about a setting, with the line of the device.
  public RigFileException wrong(String setting, String what) {
    return new RigFileException(line, "Setting \"" + setting + "\" of device " + id + " " + what);
  }
}
