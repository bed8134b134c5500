package dev.handloom.test.lab;

import java.io.IOException;

/// A USB serial adapter that can be plugged in and out. Its far end is a socket: see [Cable].
final class Adapter implements AutoCloseable {
  private final Monitor monitor;
  private final String host;
  private final int socket;
  private final int wire;
  private final String serialNumber;
  private boolean plugged;

  Adapter(Monitor monitor, String host, int socket, int wire, String serialNumber) {
    this.monitor = monitor;
    this.host = host;
    this.socket = socket;
    this.wire = wire;
    this.serialNumber = serialNumber;
  }

  String serialNumber() {
    return serialNumber;
  }

  /// As a rig file names it.
  String address() {
    return "serial:usb-" + serialNumber;
  }

  void plug() throws IOException {
    monitor.execute(
        "device_add",
        "{\"driver\":\"usb-serial\",\"id\":\"%s\",\"chardev\":\"wire%d\",\"serial\":\"%s\",\"always-plugged\":true,\"bus\":\"xhci.0\"}"
            .formatted(id(), wire, serialNumber));
    plugged = true;
  }

  void unplug() throws IOException {
    if (plugged) {
      plugged = false;
      monitor.unplug(id());
    }
  }

  /// A cable from its far end to something that listens there.
  Cable cable(String tcpAddress) throws IOException {
    return new Cable(host, socket, tcpAddress);
  }

  /// The bare far end.
  Cable cable() throws IOException {
    return new Cable(host, socket, "");
  }

  private String id() {
    return "adapter" + wire;
  }

  @Override
  public void close() throws IOException {
    unplug();
  }
}
