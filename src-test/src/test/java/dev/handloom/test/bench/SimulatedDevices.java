package dev.handloom.test.bench;

import dev.handloom.device.link.Links;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Devices that no one thread can speak for, since each is asked or sends reports: the simulators
/// that ship with the product, each on a thread of its own.
final class SimulatedDevices implements BenchDevices {
  private final SimulatedRig rig;
  private final List<DeviceConfig> configs;

  /// @param name of the simulator
  SimulatedDevices(String name, int count) throws IOException {
    List<DeviceConfig> all = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      all.add(SimulatedRig.config(i == 1 ? name : name + "#" + i));
    }
    configs = List.copyOf(all);
    rig = SimulatedRig.start(new RigFile("bench", 1, configs));
  }

  @Override
  public List<DeviceConfig> configs() {
    return configs;
  }

  @Override
  public Links links() {
    return Links.ofThisMachine().with("sim", rig::open);
  }

  @Override
  public void start() {
    // They run from the beginning.
  }

  @Override
  public long worstLateNanos() {
    return 0;
  }

  @Override
  public void forgetLateness() {
    // They do not know.
  }

  @Override
  public void stop() {
    // Those that are asked say nothing more when nobody asks.
  }

  @Override
  public void close() {
    rig.close();
  }
}
