package dev.handloom.device.discovery;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Something that hangs on this machine, or was found on its network.
///
/// @param kind through what it is reached
/// @param address under which a rig file finds it again in any order of plugging
/// @param path as the system names it now
/// @param vendor USB vendor, -1 if unknown
/// @param product USB product, -1 if unknown
/// @param title what it calls itself
public record Attached(
    Kind kind, String address, String path, int vendor, int product, String title) {
  /// Through what a device is reached.
  public enum Kind {
    SERIAL("serial"),
    HID("hid"),
    CAMERA("video"),
    /// Behind an address of a network, which has its own scheme.
    NETWORK("");

    private final String scheme;

    Kind(String scheme) {
      this.scheme = scheme;
    }

    /// Of its address.
    public String scheme() {
      return scheme;
    }
  }

  /// Of its address.
  public String scheme() {
    return kind == Kind.NETWORK ? address.substring(0, address.indexOf(':')) : kind.scheme();
  }

  /// Its USB numbers, empty if it has none.
  public String usbNumbers() {
    return vendor < 0 ? "" : "%04x:%04x".formatted(vendor, product);
  }

  /// Whether an address of a rig file means this device: by its identity or its path, with or
  /// without a baud rate or a serial number.
  public boolean isMeantBy(String rigAddress) {
    int at = kind == Kind.SERIAL ? rigAddress.lastIndexOf('@') : -1;
    String wanted = at < 0 ? rigAddress : rigAddress.substring(0, at);
    return wanted.equals(address)
        || wanted.equals(kind.scheme() + ":" + path)
        || (kind != Kind.SERIAL
            && (address.startsWith(wanted + ":")
                || address.startsWith(wanted + "#")
                || address.startsWith(wanted + ",")
                || (kind == Kind.NETWORK && wanted.startsWith(address + "/"))));
  }

  /// A serial port that is named by its path and is in no list, as a pseudo-terminal; null if an
  /// address does not name one that is there.
  public static @Nullable Attached byPath(String rigAddress) {
    String rest = rigAddress.startsWith("serial:") ? rigAddress.substring(7) : "";
    int at = rest.lastIndexOf('@');
    String path = at < 0 ? rest : rest.substring(0, at);
    return path.startsWith("/dev/") && Files.exists(Path.of(path))
        ? new Attached(Kind.SERIAL, "serial:" + path, path, -1, -1, "")
        : null;
  }
}
