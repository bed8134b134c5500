package dev.handloom.device.driver;

/// A way to reach a device.
///
/// @param scheme of the address
/// @param example a whole address as a rig file has it
/// @param baud for a serial port, the rate to listen at; 0 for other links
/// @param port for a network link, the port it usually is; 0 if there is no usual one
public record LinkUse(String scheme, String example, int baud, int port) {
  /// Over a serial port.
  public static LinkUse serial(int baud) {
    return new LinkUse("serial", "serial:/dev/ttyUSB0@" + baud, baud, 0);
  }

  /// Over a network link.
  public static LinkUse network(String scheme, String example, int port) {
    return new LinkUse(scheme, example, 0, port);
  }

  /// Over a link that has neither baud nor port.
  public static LinkUse of(String scheme, String example) {
    return new LinkUse(scheme, example, 0, 0);
  }
}
