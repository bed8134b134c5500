package dev.handloom.device.rig;

import dev.handloom.device.clock.KnownDelay;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One device as the rig file sets it up.
///
/// @param id unique in the rig; the first part of its streams' names
/// @param driver the id of the driver that speaks to it
/// @param role what it is to the person: left glove, head camera
/// @param address the link, as [dev.handloom.device.link.Links] reads it
/// @param settings what its driver wants to know, by name
/// @param line where it stands in the rig file, from 1; 0 if it came from elsewhere
/// @param delay what measurements say of its delay; null where there are none
public record DeviceConfig(
    String id,
    String driver,
    String role,
    String address,
    Map<String, String> settings,
    int line,
    @Nullable KnownDelay delay) {

  private static final String PATH = "path_ms";
  private static final String PATH_UNCERTAINTY = "path_uncertainty_ms";
  private static final double LONGEST_PATH = 10_000;

  public DeviceConfig {
    settings = Map.copyOf(settings);
  }

  /// Nothing is known of its delay.
  public DeviceConfig(
      String id,
      String driver,
      String role,
      String address,
      Map<String, String> settings,
      int line) {
    this(id, driver, role, address, settings, line, null);
  }

  /// The same device, its delay known.
  public DeviceConfig with(@Nullable KnownDelay known) {
    return new DeviceConfig(id, driver, role, address, settings, line, known);
  }

  /// The same device with other settings.
  public DeviceConfig with(Map<String, String> others) {
    return new DeviceConfig(id, driver, role, address, others, line, delay);
  }

  /// Whether it is one of ours, in software.
  public boolean simulated() {
    return address.startsWith("sim:");
  }

  /// The address without its password: for the screen, the log, and every message.
  public String shownAddress() {
    return Links.shown(address);
  }

  @Override
  public String toString() {
    return id + " (" + driver + ", " + shownAddress() + ")";
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

  /// A setting as text: a word, a name.
  public String text(Setting setting) throws RigFileException {
    return good(setting, setting.name());
  }

  /// A setting as text that stands for one channel: `width.unit` for `*.unit`.
  public String text(Setting setting, String channel) throws RigFileException {
    return good(setting, setting.name().replace("*", channel));
  }

  public boolean flag(Setting.Flag setting) throws RigFileException {
    return Boolean.parseBoolean(text(setting));
  }

  public int whole(Setting.Whole setting) throws RigFileException {
    return Integer.parseInt(text(setting));
  }

  public double number(Setting.Decimal setting) throws RigFileException {
    return Double.parseDouble(text(setting));
  }

  /// A number that stands for one channel: `width.scale` for `*.scale`.
  public double number(Setting.Decimal setting, String channel) throws RigFileException {
    return Double.parseDouble(text(setting, channel));
  }

  /// A rate in samples a second.
  public double rateHz(Setting.Rate setting) throws RigFileException {
    return Double.parseDouble(text(setting));
  }

  /// Whether the rig file says anything about it.
  public boolean says(Setting setting) {
    return settings.containsKey(setting.name());
  }

  private String good(Setting setting, String name) throws RigFileException {
    String text = settings.get(name);
    if (text == null) {
      return setting.otherwise();
    }
    String complaint = setting.complaint(text);
    if (complaint != null) {
      throw wrong(name, complaint);
    }
    return text;
  }

  /// The least delay of the path from the device: as the rig file states it (settings `path_ms` and
  /// `path_uncertainty_ms`), else as measured, else as its driver assumes it.
  public PathDelay path(double assumedMillis, double assumedUncertaintyMillis)
      throws RigFileException {
    if (!settings.containsKey(PATH) && !settings.containsKey(PATH_UNCERTAINTY)) {
      PathDelay assumed = PathDelay.assumed(assumedMillis, assumedUncertaintyMillis);
      return delay == null ? assumed : delay.path(assumed);
    }
    double least = limited(PATH, assumedMillis);
    double doubt = limited(PATH_UNCERTAINTY, assumedUncertaintyMillis);
    return new PathDelay((long) (least * 1e6), (long) (doubt * 1e6), PathDelay.RIG_FILE);
  }

  private double limited(String name, double otherwise) throws RigFileException {
    double millis = number(name, otherwise);
    if (!(millis >= 0 && millis < LONGEST_PATH)) {
      throw wrong(
          name, "must lie between 0 and " + (int) LONGEST_PATH + " ms, not " + settings.get(name));
    }
    return millis;
  }

  /// The delay of the path, which every driver understands.
  public static final List<Setting> PATH_SETTINGS =
      List.of(
          new Setting.Decimal(
              "path_ms", 0, 0, LONGEST_PATH, "ms", "Least delay from measuring to arrival."),
          new Setting.Decimal(
              "path_uncertainty_ms", 0, 0, LONGEST_PATH, "ms", "How far that may be off."));

  /// Which robot follows the hand of a device, and how; no driver looks at them.
  public static final List<Setting> ROBOT_SETTINGS =
      List.of(
          new Setting.Text(
              "retarget", "", "", "", "The robot hand that follows: one of ours, or a URDF file."),
          new Setting.Choice(
              "retarget_objective",
              "pinch",
              List.of("position", "vector", "pinch"),
              "What the robot takes over from the hand."),
          new Setting.Decimal(
              "retarget_scale", 1, 0.2, 5, "", "How far the robot moves for the hand's motion."),
          new Setting.Decimal(
              "retarget_smoothness",
              0.004,
              0,
              1,
              "m/rad",
              "Fingertip error that is taken for a radian less of motion."));

  /// What says where the wrist of a glove is; no driver looks at them.
  public static final List<Setting> WRIST_SETTINGS =
      List.of(
          new Setting.Text(
              "wrist",
              "",
              "",
              "",
              "What sees where the glove's wrist is: a headset, a tracker or a controller, as a"
                  + " device, a stream, or a stream and the name that its channels begin with, as"
                  + " headset, base-station/pose:left."),
          new Setting.Decimal(
              "wrist_age_ms",
              100,
              10,
              2000,
              "ms",
              "How old a sight of the wrist may be that is still used."),
          new Setting.Text(
              "wrist_place",
              "",
              "",
              "",
              "Where the wrist is on what is tracked, as x y z qx qy qz qw; nothing for a headset,"
                  + " which sees the wrist itself."));

  /// What every device may say, whatever its driver.
  private static final List<Setting> COMMON =
      Stream.of(PATH_SETTINGS, ROBOT_SETTINGS, WRIST_SETTINGS).flatMap(List::stream).toList();

  /// Complains about settings that the driver does not have, and about those that are wrong. What
  /// every driver understands needs not be listed.
  public void check(List<Setting> known) throws RigFileException {
    for (String name : new TreeSet<>(settings.keySet())) {
      Setting meant = meant(name, known);
      if (meant == null) {
        meant = meant(name, COMMON);
      }
      if (meant == null) {
        List<String> names = new ArrayList<>();
        known.forEach(setting -> names.add(setting.name()));
        COMMON.forEach(setting -> names.add(setting.name()));
        throw wrong(
            name, "is unknown to driver " + driver + "; it has: " + String.join(", ", names));
      }
      good(meant, name);
    }
  }

  private static @Nullable Setting meant(String name, List<Setting> known) {
    for (Setting setting : known) {
      if (setting.named(name)) {
        return setting;
      }
    }
    return null;
  }

  /// The link as the kind that the driver speaks over.
  public <T extends Link> T needs(Class<T> kind, Link link) throws RigFileException {
    if (kind.isInstance(link)) {
      return kind.cast(link);
    }
    throw new RigFileException(
        line,
        "Device "
            + id
            + " cannot be reached over "
            + shownAddress()
            + "; driver "
            + driver
            + " needs another kind of address");
  }

  /// The complaint about a setting, with the line of the device.
  public RigFileException wrong(String setting, String what) {
    return new RigFileException(line, "Setting \"" + setting + "\" of device " + id + " " + what);
  }
}
