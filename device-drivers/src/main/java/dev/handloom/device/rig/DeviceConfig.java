package dev.handloom.device.rig;

import dev.handloom.device.clock.PathDelay;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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

  /// A setting that is a whole number within limits.
  public int whole(String name, int otherwise, int low, int high) throws RigFileException {
    String text = settings.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= low && value <= high) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same complaint.
    }
    throw wrong(name, "must be a whole number from " + low + " to " + high + ", not " + text);
  }

  /// A setting that is true or false.
  public boolean flag(String name, boolean otherwise) throws RigFileException {
    return switch (setting(name, String.valueOf(otherwise))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, "must be true or false, not " + settings.get(name));
    };
  }

  /// A setting that is a rate in samples a second.
  public double rateHz(String name, double otherwise) throws RigFileException {
    double hz = number(name, otherwise);
    if (!(hz > 0) || hz > 100_000) {
      throw wrong(name, "must be a rate above 0 and at most 100000, not " + settings.get(name));
    }
    return hz;
  }

  /// The least delay of the path from the device, as measured (settings `path_ms` and
  /// `path_uncertainty_ms`), or as its driver assumes it.
  public PathDelay path(double assumedMillis, double assumedUncertaintyMillis)
      throws RigFileException {
    if (!settings.containsKey(PATH) && !settings.containsKey(PATH_UNCERTAINTY)) {
      return PathDelay.assumed(assumedMillis, assumedUncertaintyMillis);
    }
    double least = number(PATH, assumedMillis);
    double doubt = number(PATH_UNCERTAINTY, assumedUncertaintyMillis);
    if (!(least >= 0 && least < 10_000)) {
      throw wrong(PATH, "must lie between 0 and 10000 ms, not " + settings.get(PATH));
    }
    if (!(doubt >= 0 && doubt < 10_000)) {
      throw wrong(
          PATH_UNCERTAINTY,
          "must lie between 0 and 10000 ms, not " + settings.get(PATH_UNCERTAINTY));
    }
    return new PathDelay((long) (least * 1e6), (long) (doubt * 1e6), "from the rig file");
  }

  /// Complains about a setting that the driver does not have; the path's are known to all.
  public void onlyKnows(Set<String> names) throws RigFileException {
    for (String name : new TreeSet<>(settings.keySet())) {
      if (!names.contains(name) && !name.equals(PATH) && !name.equals(PATH_UNCERTAINTY)) {
        Set<String> known = new TreeSet<>(names);
        known.add(PATH);
        known.add(PATH_UNCERTAINTY);
        throw wrong(
            name, "is unknown to driver " + driver + "; it has: " + String.join(", ", known));
      }
    }
  }

  private static final String PATH = "path_ms";
  private static final String PATH_UNCERTAINTY = "path_uncertainty_ms";

  /// The complaint about a setting, with the line of the device.
  public RigFileException wrong(String setting, String what) {
    return new RigFileException(line, "Setting \"" + setting + "\" of device " + id + " " + what);
  }
}
