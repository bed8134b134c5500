package dev.handloom.device.link;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// A human interface device, or one interface of it.
///
/// @param path as the system names it now
/// @param vendor USB vendor
/// @param product USB product
/// @param serialNumber empty if it has none
/// @param interfaceNumber -1 if it has only one
/// @param usagePage what it says that it is
/// @param usage what it says that it is
/// @param title for a person
public record HidPort(
    String path,
    int vendor,
    int product,
    String serialNumber,
    int interfaceNumber,
    int usagePage,
    int usage,
    String title) {

  /// The address under which it is found again in any order of plugging.
  public String stableAddress() {
    return "hid:%04x:%04x".formatted(vendor, product)
        + (serialNumber.isEmpty() ? "" : ":" + serialNumber)
        + (interfaceNumber < 0 ? "" : "#" + interfaceNumber);
  }

  /// Picks the one that an address names: `VENDOR:PRODUCT[:SERIALNUMBER][#INTERFACE]` in
  /// hexadecimal digits, or a path.
  static HidPort pick(String rest, List<HidPort> ports) throws IOException {
    List<HidPort> found = ports.stream().filter(p -> p.path().equals(rest)).toList();
    if (found.isEmpty()) {
      found = byNumbers(rest, ports);
    }
    if (found.isEmpty()) {
      throw new IOException("No such device is there; is it plugged in? hid:" + rest);
    }
    if (found.size() > 1) {
      throw new IOException(
          "There are "
              + found.size()
              + " such devices; name one by its serial number, its interface or its path: "
              + String.join(
                  ", ", found.stream().map(p -> p.stableAddress() + " (" + p.path + ")").toList()));
    }
    return found.getFirst();
  }

  private static List<HidPort> byNumbers(String rest, List<HidPort> ports) throws IOException {
    int hash = rest.lastIndexOf('#');
    String[] parts = (hash < 0 ? rest : rest.substring(0, hash)).split(":", 3);
    if (parts.length < 2 || rest.startsWith("/")) {
      return List.of();
    }
    int vendor;
    int product;
    int wantedInterface;
    try {
      vendor = Integer.parseInt(parts[0].toLowerCase(Locale.ROOT), 16);
      product = Integer.parseInt(parts[1].toLowerCase(Locale.ROOT), 16);
      wantedInterface = hash < 0 ? -1 : Integer.parseInt(rest.substring(hash + 1));
    } catch (NumberFormatException e) {
      throw new IOException(
          "The address of such a device is hid:VENDOR:PRODUCT with four hexadecimal digits each,"
              + " not hid:"
              + rest,
          e);
    }
    return ports.stream()
        .filter(p -> p.vendor == vendor && p.product == product)
        .filter(p -> parts.length < 3 || p.serialNumber.equals(parts[2]))
        .filter(p -> hash < 0 || p.interfaceNumber == wantedInterface)
        .toList();
  }
}
