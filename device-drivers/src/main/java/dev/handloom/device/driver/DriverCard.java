package dev.handloom.device.driver;

import java.util.List;

/// What a driver is good for.
///
/// @param family where a person looks for it
/// @param links the ways to reach its devices, the usual one first
/// @param settings what a rig file may say to it, in the order in which a person wants to read them
/// @param usb the USB devices that it may be speaking to
public record DriverCard(
    Family family, List<LinkUse> links, List<Setting> settings, List<UsbHint> usb) {
  /// What kind of thing it speaks to.
  public enum Family {
    GLOVE,
    EXOSKELETON,
    LEADER_ARM,
    GRIPPER,
    HANDS_FREE,
    CAMERA,
    HEADSET,
    GENERIC,
    OTHER
  }

  /// Says nothing: for drivers that only a test knows.
  public static final DriverCard BLANK =
      new DriverCard(Family.OTHER, List.of(), List.of(), List.of());

  public DriverCard {
    links = List.copyOf(links);
    settings = List.copyOf(settings);
    usb = List.copyOf(usb);
  }

  /// Whether its devices are reached over links of this scheme. One that says nothing takes any.
  public boolean reachedOver(String scheme) {
    return links.isEmpty() || links.stream().anyMatch(use -> use.scheme().equals(scheme));
  }
}
