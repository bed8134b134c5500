package dev.handloom.store.camera;

import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.fake.Wait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One camera, its real driver, and the rig around them.
final class LiveRig implements AutoCloseable {
  private final @Nullable SimulatedRig simulation;
  private final Rig rig;
  private final RingReader reader;
  private final List<Sample> samples = new ArrayList<>();

  private LiveRig(@Nullable SimulatedRig simulation, RigFile file, Links links) throws Exception {
    this.simulation = simulation;
    rig = new Rig(file, new Drivers(), links);
    reader = stream().ring().reader();
    rig.connect();
  }

  /// A simulated camera.
  ///
  /// @param more settings on top of those that it names
  static LiveRig simulated(String name, Map<String, String> more) throws Exception {
    DeviceConfig usual = SimulatedRig.config(name);
    Map<String, String> settings = new HashMap<>(usual.settings());
    settings.putAll(more);
    RigFile file =
        new RigFile(
            "test",
            3,
            List.of(
                new DeviceConfig(
                    usual.id(), usual.driver(), usual.role(), usual.address(), settings, 1)));
    SimulatedRig simulation = SimulatedRig.start(file);
    return new LiveRig(simulation, file, Links.ofThisMachine().with("sim", simulation::open));
  }

  /// Anything under an address.
  static LiveRig at(String driver, String address, Map<String, String> settings) throws Exception {
    return at(driver, address, settings, Links.ofThisMachine());
  }

  static LiveRig at(String driver, String address, Map<String, String> settings, Links links)
      throws Exception {
    RigFile file =
        new RigFile(
            "test", 3, List.of(new DeviceConfig("cam", driver, "cam", address, settings, 1)));
    return new LiveRig(null, file, links);
  }

  Device device() {
    return rig.devices().getFirst();
  }

  LiveStream stream() {
    return device().streams().getFirst();
  }

  SimulatedRig simulation() {
    if (simulation == null) {
      throw new IllegalStateException("Nothing is simulated");
    }
    return simulation;
  }

  /// Everything that came, so many samples at least.
  List<Sample> await(int wanted) {
    Wait.until(() -> collected() >= wanted, this::state);
    return List.copyOf(samples);
  }

  /// What was complained of first.
  String awaitTrouble(String beginning) {
    Wait.until(() -> device().trouble().startsWith(beginning), this::state);
    return device().trouble();
  }

  /// What the driver says of it.
  void awaitConcern(String beginning) {
    Wait.until(
        () -> device().report().concerns().stream().anyMatch(c -> c.what().startsWith(beginning)),
        this::state);
  }

  private int collected() {
    Sample next = new Sample(stream().spec());
    while (reader.poll(next)) {
      samples.add(next);
      next = new Sample(stream().spec());
    }
    return samples.size();
  }

  String state() {
    return device().state().get()
        + ", "
        + samples.size()
        + " samples, bad "
        + stream().health().badFrames()
        + ", "
        + device().trouble()
        + ", "
        + device().report().concerns();
  }

  @Override
  public void close() {
    rig.close();
    if (simulation != null) {
      simulation.close();
    }
  }
}
