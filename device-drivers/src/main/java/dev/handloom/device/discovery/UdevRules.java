package dev.handloom.device.discovery;

import dev.handloom.device.driver.UsbHint;
import dev.handloom.device.rig.DeviceDriver;
import java.util.Collection;
import java.util.TreeMap;

/// The rule file that gives the person at the screen permission for the devices of the drivers.
public final class UdevRules {
  /// The number must be below 73, where the system hands out what is tagged.
  public static final String FILE = "/etc/udev/rules.d/70-handloom.rules";

  private static final String UACCESS = ", TAG+=\"uaccess\"";

  private UdevRules() {}

  /// The whole file, with how to install it in its head.
  public static String of(Collection<DeviceDriver> drivers) {
    TreeMap<String, String> rules = new TreeMap<>();
    for (DeviceDriver driver : drivers) {
      if (!driver.card().links().isEmpty() && driver.card().reachedOver("video")) {
        rules.putIfAbsent("SUBSYSTEM==\"video4linux\"", "cameras");
      }
      for (UsbHint hint : driver.card().usb()) {
        if (driver.card().reachedOver("serial")) {
          rules.putIfAbsent("SUBSYSTEM==\"tty\"" + usb(hint), hint.what());
        }
        if (driver.card().reachedOver("hid")) {
          rules.putIfAbsent("KERNEL==\"hidraw*\"" + usb(hint), hint.what());
          // Over Bluetooth there is no USB parent; the name of the HID device has the numbers.
          rules.putIfAbsent("KERNEL==\"hidraw*\", KERNELS==\"" + bluetooth(hint), hint.what());
        }
      }
    }
    StringBuilder text = new StringBuilder();
    text.append("# Lets the person at the screen open Handloom's devices. To install:\n")
        .append("#   handloom devices --udev-rules | sudo tee ")
        .append(FILE)
        .append("\n#   sudo udevadm control --reload && sudo udevadm trigger\n")
        .append("# Then unplug the devices and plug them in again.\n");
    rules.forEach((match, what) ->
        text.append("\n# ").append(what).append('\n').append(match).append(UACCESS).append('\n'));
    return text.toString();
  }

  /// The one line that gives permission for a device; empty if none of the drivers knows its
  /// numbers, or if it has none.
  public static String ruleFor(Attached device, Collection<DeviceDriver> drivers) {
    for (DeviceDriver driver : drivers) {
      for (UsbHint hint : driver.card().usb()) {
        if (hint.matches(device.vendor(), device.product())
            && driver.card().reachedOver(device.kind().scheme())) {
          return switch (device.kind()) {
            case SERIAL -> "SUBSYSTEM==\"tty\"" + usb(hint) + UACCESS;
            case HID -> "KERNEL==\"hidraw*\"" + usb(hint) + UACCESS;
            case CAMERA, NETWORK -> "";
          };
        }
      }
    }
    return "";
  }

  /// What a person does who may not open a device.
  public static String remedy(Attached device, Collection<DeviceDriver> drivers) {
    String rule = ruleFor(device, drivers);
    return rule.isEmpty()
        ? "Add yourself to the group that owns it (often dialout or video) and log in again."
        : "Install the rules: handloom devices --udev-rules | sudo tee "
            + FILE
            + " && sudo udevadm control --reload && sudo udevadm trigger; then unplug it and plug"
            + " it in again. The one for this device: "
            + rule;
  }

  private static String usb(UsbHint hint) {
    return ", ATTRS{idVendor}==\"%04x\"".formatted(hint.vendor())
        + (hint.product() < 0 ? "" : ", ATTRS{idProduct}==\"%04x\"".formatted(hint.product()));
  }

  private static String bluetooth(UsbHint hint) {
    String product = hint.product() < 0 ? "*" : "%04X".formatted(hint.product());
    return "0005:%04X:".formatted(hint.vendor()) + product + ".*\"";
  }
}
