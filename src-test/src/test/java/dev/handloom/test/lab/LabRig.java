package dev.handloom.test.lab;

import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import java.util.List;
import java.util.Map;

/// A rig of real ports, connected.
final class LabRig implements AutoCloseable {
  private final Rig rig;

  LabRig(DeviceConfig... devices) throws RigFileException {
    rig = new Rig(new RigFile("lab", 1, List.of(devices)), new Drivers(), Links.ofThisMachine());
    rig.connect();
  }

  static DeviceConfig device(
      String id, String driver, String address, Map<String, String> settings) {
    return new DeviceConfig(id, driver, id, address, settings, 0);
  }

  Rig rig() {
    return rig;
  }

  Device device(String id) {
    return rig.device(id).orElseThrow();
  }

  /// Waits until it is in a state.
  Device await(String id, DeviceState state) throws Exception {
    Device device = device(id);
    Bench.await(id + " is " + state, () -> device.state().get() == state);
    return device;
  }

  /// Waits for samples on top of those that there are.
  void awaitMore(String id, int samples) throws Exception {
    Device device = device(id);
    long before = received(device);
    Bench.await(samples + " more samples of " + id, () -> received(device) >= before + samples);
  }

  private static long received(Device device) {
    return device.streams().getFirst().health().received();
  }

  @Override
  public void close() {
    rig.close();
  }
}
