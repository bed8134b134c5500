package dev.handloom.device.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A camera as Linux lists it, and which device it is.
///
/// @param path as the system names it now; another one may come after the next plug
/// @param vendor USB vendor, -1 if it does not hang on USB
/// @param product USB product, -1 if it does not hang on USB
/// @param serialNumber of the USB device; empty if it has none
/// @param interfaceNumber which part of a USB device, -1 if it does not hang on USB
/// @param location the way through hubs, as `1-2.3`; empty if it does not hang on USB
/// @param bus what the system calls the device of a camera that does not hang on USB; else empty
/// @param index 0 for the node that gives a camera's pictures; others describe them
/// @param title for a person
public record CameraPort(
    String path,
    int vendor,
    int product,
    String serialNumber,
    int interfaceNumber,
    String location,
    String bus,
    int index,
    String title) {
  /// Where Linux lists cameras.
  public static final Path SYSTEM = Path.of("/sys/class/video4linux");

  static final String BY_LOCATION = "usbport-";
  static final String BY_BUS = "bus-";

  /// All nodes that are there now, those that only describe pictures as well.
  ///
  /// @param sysfs usually [#SYSTEM]; a folder that is not there has no cameras
  public static List<CameraPort> nodes(Path sysfs) throws IOException {
    List<CameraPort> found = new ArrayList<>();
    if (Files.isDirectory(sysfs)) {
      try (DirectoryStream<Path> nodes = Files.newDirectoryStream(sysfs, "video*")) {
        for (Path node : nodes) {
          found.add(read(node));
        }
      }
    }
    return found;
  }

  /// The cameras among nodes.
  public static List<CameraPort> cameras(List<CameraPort> nodes) {
    return nodes.stream().filter(port -> port.index == 0).toList();
  }

  private static CameraPort read(Path node) {
    Path usb = node;
    String name = "";
    Path device = node;
    try {
      device = node.resolve("device").toRealPath();
      usb = Objects.requireNonNullElse(device.getParent(), node);
      name = String.valueOf(device.getFileName());
    } catch (IOException e) {
      // A camera that hangs on nothing: made by a program.
    }
    int vendor = hexadecimal(usb.resolve("idVendor"));
    boolean onUsb = vendor >= 0;
    String index = word(node.resolve("index"));
    return new CameraPort(
        "/dev/" + node.getFileName(),
        vendor,
        onUsb ? hexadecimal(usb.resolve("idProduct")) : -1,
        onUsb ? word(usb.resolve("serial")) : "",
        onUsb ? Math.max(0, number(word(device.resolve("bInterfaceNumber")), 16)) : -1,
        onUsb ? String.valueOf(usb.getFileName()) : "",
        onUsb ? "" : name,
        number(index, 10),
        word(node.resolve("name")));
  }

  private static String word(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      // Unplugged between listing and reading, or a camera that does not hang on USB.
      return "";
    }
  }

  private static int hexadecimal(Path file) {
    String digits = word(file);
    return digits.matches("[0-9a-fA-F]{4}") ? Integer.parseInt(digits, 16) : -1;
  }

  private static int number(String digits, int radix) {
    try {
      return Integer.parseInt(digits, radix);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private String numbers() {
    return "%04x:%04x".formatted(vendor, product);
  }

  /// The address under which it is found again in any order of plugging: by its numbers, and by its
  /// serial number or the socket it is plugged into where there are several of a kind.
  ///
  /// @param all the cameras among which it must be unique
  public String stableAddress(List<CameraPort> all) {
    if (vendor < 0) {
      boolean alone = all.stream().filter(p -> p.bus.equals(bus)).count() == 1;
      return "video:" + (alone && !bus.isEmpty() ? BY_BUS + bus : path);
    }
    List<CameraPort> alike =
        all.stream().filter(p -> p.vendor == vendor && p.product == product).toList();
    String address;
    if (!serialNumber.isEmpty()
        && sockets(alike.stream().filter(p -> p.serialNumber.equals(serialNumber)).toList()) == 1) {
      address = numbers() + ":" + serialNumber;
    } else if (sockets(alike) == 1) {
      address = numbers();
    } else {
      address = BY_LOCATION + location;
    }
    boolean parts = all.stream().filter(p -> p.location.equals(location)).count() > 1;
    return "video:" + address + (parts ? "#" + interfaceNumber : "");
  }

  private static long sockets(List<CameraPort> ports) {
    return ports.stream().map(CameraPort::location).distinct().count();
  }

  /// Picks the one that an address names: `VENDOR:PRODUCT[:SERIALNUMBER][#INTERFACE]` in
  /// hexadecimal digits, `usbport-LOCATION[#INTERFACE]`, `bus-NAME`, or a path, also one under
  /// `/dev/v4l`.
  ///
  /// @param rest the address after its scheme
  /// @throws IOException if there is none, or more than one
  public static CameraPort pick(String rest, List<CameraPort> nodes) throws IOException {
    List<CameraPort> all = cameras(nodes);
    List<CameraPort> found =
        rest.startsWith("/")
            ? byPath(rest, nodes)
            : all.stream().filter(port -> port.isMeantBy(rest)).toList();
    if (found.isEmpty()) {
      throw new IOException(
          "No such camera is there; is it plugged in? "
              + (all.isEmpty() ? "There is none. " : "There is " + list(all) + ". ")
              + "video:"
              + rest);
    }
    if (found.size() > 1) {
      throw new IOException(
          "There are "
              + found.size()
              + " such cameras; name one by its serial number, its socket or its interface: "
              + String.join(
                  ", ",
                  found.stream()
                      .map(p ->
                          p.stableAddress(all)
                              + " (in socket "
                              + BY_LOCATION
                              + p.location
                              + ", now "
                              + p.path
                              + ")")
                      .toList()));
    }
    return found.getFirst();
  }

  private static String list(List<CameraPort> all) {
    return String.join(
        ", ", all.stream().map(p -> p.stableAddress(all) + " (" + p.title + ")").toList());
  }

  private static List<CameraPort> byPath(String rest, List<CameraPort> nodes) {
    String real = rest;
    try {
      real = Path.of(rest).toRealPath().toString();
    } catch (IOException | IllegalArgumentException e) {
      // As it stands, then.
    }
    String path = real;
    return nodes.stream().filter(port -> port.path.equals(path)).toList();
  }

  /// Whether an address without its scheme, of a form that is not a path, names this camera.
  public boolean isMeantBy(String rest) {
    int hash = rest.lastIndexOf('#');
    if (hash >= 0 && number(rest.substring(hash + 1), 10) != interfaceNumber) {
      return false;
    }
    String which = hash < 0 ? rest : rest.substring(0, hash);
    if (which.startsWith(BY_BUS)) {
      return !bus.isEmpty() && which.equals(BY_BUS + bus);
    }
    if (which.startsWith(BY_LOCATION)) {
      return !location.isEmpty() && which.equals(BY_LOCATION + location);
    }
    String lower = which.toLowerCase(Locale.ROOT);
    return vendor >= 0
        && (lower.equals(numbers())
            || (lower.startsWith(numbers() + ":")
                && which.substring(numbers().length() + 1).equals(serialNumber)));
  }

  /// Name and number of every other process of this person that has it open.
  public List<String> users() {
    return PortUsers.others(path);
  }
}
