package dev.handloom.device.link;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/// What stands after `serial:`: `PORT@BAUD`, the port by path, by the USB device's serial number
/// (`usb-SERIALNUMBER`) or by the USB socket (`usbport-1-2.3`).
record SerialAddress(String port, int baud) {
  static final String BY_SERIAL_NUMBER = "usb-";
  static final String BY_LOCATION = "usbport-";

  private static final int DEFAULT_BAUD = 115_200;
  private static final int HIGHEST_BAUD = 12_000_000;

  static SerialAddress parse(String rest) throws IOException {
    int at = rest.lastIndexOf('@');
    if (at < 0) {
      return new SerialAddress(rest, DEFAULT_BAUD);
    }
    int baud;
    try {
      baud = Integer.parseInt(rest.substring(at + 1));
    } catch (NumberFormatException e) {
      baud = 0;
    }
    if (baud < 1 || baud > HIGHEST_BAUD) {
      throw new IOException("The baud rate after @ is not one: serial:" + rest);
    }
    return new SerialAddress(rest.substring(0, at), baud);
  }

  /// The path under which the port is found now.
  String path(List<SerialPortInfo> ports) throws IOException {
    if (port.startsWith(BY_LOCATION)) {
      String location = port.substring(BY_LOCATION.length());
      return only(ports, p -> p.location().equals(location), "at USB socket " + location);
    }
    if (port.startsWith(BY_SERIAL_NUMBER)) {
      String number = port.substring(BY_SERIAL_NUMBER.length());
      return only(ports, p -> p.serialNumber().equals(number), "with serial number " + number);
    }
    return port;
  }

  /// Whether the port is named by something that stays when others are plugged.
  boolean byIdentity() {
    return port.startsWith(BY_SERIAL_NUMBER) || port.startsWith(BY_LOCATION);
  }

  private static String only(
      List<SerialPortInfo> ports, Predicate<SerialPortInfo> wanted, String which)
      throws IOException {
    List<SerialPortInfo> found = ports.stream().filter(wanted).toList();
    if (found.isEmpty()) {
      throw new IOException("No serial port " + which + " is there; is the device plugged in?");
    }
    if (found.size() > 1) {
      throw new IOException(
          "There are "
              + found.size()
              + " serial ports "
              + which
              + "; name the one you mean by its path: "
              + String.join(", ", found.stream().map(SerialPortInfo::path).toList()));
    }
    return found.getFirst().path();
  }
}
