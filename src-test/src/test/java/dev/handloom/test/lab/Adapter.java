package dev.handloom.test.lab;

import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A USB serial adapter that can be plugged in and out, and what hangs on its far end.
final class Adapter implements AutoCloseable {
  private final Monitor monitor;
  private final String host;
  private final int socket;
  private final int wire;
  private final String serialNumber;
  private final String far;
  private @Nullable Cable cable;
  private boolean plugged;

  /// @param far where the device behind it listens, as `tcp:HOST:PORT`; empty for none
  Adapter(Monitor monitor, String host, int socket, int wire, String serialNumber, String far) {
    this.monitor = monitor;
    this.host = host;
    this.socket = socket;
    this.wire = wire;
    this.serialNumber = serialNumber;
    this.far = far;
  }

  /// As a rig file names it.
  String address() {
    return "serial:usb-" + serialNumber;
  }

  /// Comes back when the system has a port for it.
  Adapter plug() throws Exception {
    Bench.await("no port with the number " + serialNumber + " of before", () -> attached() == null);
    monitor.execute(
        "device_add",
        """
        {"driver":"usb-serial","id":"%s","chardev":"wire%d","serial":"%s","always-plugged":true,"bus":"xhci.0"}\
        """
            .formatted(id(), wire, serialNumber));
    plugged = true;
    cable = new Cable(host, socket, far);
    try {
      Bench.await("a port for the adapter " + serialNumber, () -> attached() != null);
    } catch (Scenario.Wrong e) {
      close();
      throw e;
    }
    return this;
  }

  /// Comes back when the system has no port for it any more.
  void unplug() throws Exception {
    if (plugged) {
      String path = path();
      close();
      Bench.await("no port " + path + " any more", () -> !Files.exists(Path.of(path)));
    }
  }

  private void cut() throws IOException {
    Cable there = cable;
    cable = null;
    if (there != null) {
      there.close();
    }
  }

  /// As the system names it now.
  String path() throws Scenario.Wrong {
    Attached there = attached();
    if (there == null) {
      throw new Scenario.Wrong("No port has the serial number " + serialNumber);
    }
    return there.path();
  }

  Attached device() throws Scenario.Wrong {
    Attached there = attached();
    if (there == null) {
      throw new Scenario.Wrong("No port has the serial number " + serialNumber);
    }
    return there;
  }

  private @Nullable Attached attached() {
    return Surroundings.ofThisMachine().look().devices().stream()
        .filter(there -> there.address().equals(address()))
        .findFirst()
        .orElse(null);
  }

  Cable cable() {
    Cable there = cable;
    if (there == null) {
      throw new IllegalStateException("It is not plugged in");
    }
    return there;
  }

  private String id() {
    return "adapter" + wire;
  }

  /// Unplugs without waiting for the system to notice.
  @Override
  public void close() throws IOException {
    if (plugged) {
      plugged = false;
      monitor.execute("device_del", "{\"id\":\"" + id() + "\"}");
      cut();
    }
  }
}
