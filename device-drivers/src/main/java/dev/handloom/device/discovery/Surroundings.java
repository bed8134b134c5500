package dev.handloom.device.discovery;

import dev.handloom.device.link.CameraPort;
import dev.handloom.device.link.HidPort;
import dev.handloom.device.link.SerialPortInfo;
import dev.handloom.device.link.UsbHidLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is plugged in now.
@FunctionalInterface
public interface Surroundings {
  /// Everything there is, in a settled order.
  Seen look();

  /// @param devices by address
  /// @param blind what could not be looked for, and why; usually empty
  record Seen(List<Attached> devices, List<String> blind) {
    public Seen {
      devices = List.copyOf(devices);
      blind = List.copyOf(blind);
    }
  }

  /// Those of this machine.
  static Surroundings ofThisMachine() {
    return () -> {
      List<Attached> found = new ArrayList<>();
      List<String> blind = new ArrayList<>();
      serial(SerialPortInfo.list(), found);
      try {
        hid(UsbHidLink.list(), found);
      } catch (IOException e) {
        blind.add(String.valueOf(e.getMessage()));
      }
      try {
        cameras(CameraPort.SYSTEM, found);
      } catch (IOException e) {
        blind.add("Cameras could not be listed: " + e.getMessage());
      }
      found.sort(Comparator.comparing(Attached::kind).thenComparing(Attached::address));
      return new Seen(found, blind);
    };
  }

  /// Serial ports.
  static void serial(List<SerialPortInfo> ports, List<Attached> into) {
    for (SerialPortInfo port : ports) {
      into.add(
          new Attached(
              Attached.Kind.SERIAL,
              port.stableAddress(ports),
              port.path(),
              port.vendor(),
              port.product(),
              port.title()));
    }
  }

  /// Human interface devices. Where two would have one address, the path tells them apart.
  static void hid(List<HidPort> ports, List<Attached> into) {
    for (HidPort port : ports) {
      String address = port.stableAddress();
      boolean alone = ports.stream().filter(p -> p.stableAddress().equals(address)).count() == 1;
      into.add(
          new Attached(
              Attached.Kind.HID,
              alone ? address : "hid:" + port.path(),
              port.path(),
              port.vendor(),
              port.product(),
              port.title()));
    }
  }

  /// Cameras by what the kernel writes about them. Beside the pictures a camera has nodes for their
  /// descriptions, which are no cameras.
  static void cameras(Path sysfs, List<Attached> into) throws IOException {
    List<CameraPort> cameras = CameraPort.cameras(CameraPort.nodes(sysfs));
    for (CameraPort camera : cameras) {
      into.add(
          new Attached(
              Attached.Kind.CAMERA,
              camera.stableAddress(cameras),
              camera.path(),
              camera.vendor(),
              camera.product(),
              camera.title()));
    }
  }
}
