package dev.handloom.device.link;

import com.fazecast.jSerialComm.SerialPort;
import java.util.ArrayList;
import java.util.List;

/// A serial port of this machine and, if it hangs on USB, which device it is.
///
/// @param path as the system names it now; another one may come after the next plug
/// @param vendor USB vendor, -1 if it does not hang on USB
/// @param product USB product, -1 if it does not hang on USB
/// @param serialNumber of the USB device; empty if it has none
/// @param location the way through hubs, as `1-2.3`; empty if unknown
/// @param title for a person
public record SerialPortInfo(
    String path, int vendor, int product, String serialNumber, String location, String title) {

  /// The ports that are there now.
  public static List<SerialPortInfo> list() {
    List<SerialPortInfo> found = new ArrayList<>();
    for (SerialPort port : SerialPort.getCommPorts()) {
      found.add(
          new SerialPortInfo(
              port.getSystemPortPath(),
              port.getVendorID(),
              port.getProductID(),
              known(port.getSerialNumber()),
              known(port.getPortLocation()),
              port.getDescriptivePortName()));
    }
    return found;
  }

  /// The port library writes out what it does not know.
  private static String known(String text) {
    return text.equals("Unknown") || text.equals("0-0") ? "" : text;
  }

  /// The address under which this device is found again in any order of plugging: by its serial
  /// number, else by the socket it is plugged into, else by its path.
  ///
  /// @param all the ports among which it must be unique
  public String stableAddress(List<SerialPortInfo> all) {
    if (!serialNumber.isEmpty()
        && all.stream().filter(p -> p.serialNumber.equals(serialNumber)).count() == 1) {
      return "serial:" + SerialAddress.BY_SERIAL_NUMBER + serialNumber;
    }
    if (!location.isEmpty() && all.stream().filter(p -> p.location.equals(location)).count() == 1) {
      return "serial:" + SerialAddress.BY_LOCATION + location;
    }
    return "serial:" + path;
  }
}
