package dev.handloom.test.lab;

import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.sim.SimulatedRig;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// A simulated device behind a USB serial adapter.
final class SimulatedPort implements AutoCloseable {
  private final SimulatedRig simulation;
  private final DeviceConfig usual;
  private final Adapter adapter;

  SimulatedPort(Bench bench, int wire, String serialNumber, String simulator)
      throws IOException, InterruptedException {
    simulation = SimulatedRig.start(1 + wire, simulator);
    usual = SimulatedRig.config(simulator);
    adapter = bench.adapter(wire, serialNumber, simulation.serve(simulator, "tcp:127.0.0.1:0"));
  }

  Adapter adapter() {
    return adapter;
  }

  SimulatedPort plug() throws Exception {
    adapter.plug();
    return this;
  }

  /// As a rig file sets it up.
  DeviceConfig config(String id, int baud, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(usual.settings());
    settings.putAll(more);
    return LabRig.device(id, usual.driver(), adapter.address() + "@" + baud, settings);
  }

  @Override
  public void close() throws IOException {
    try (simulation) {
      adapter.close();
    }
  }
}
