package dev.handloom.device.rig;

import dev.handloom.device.link.Links;
import dev.handloom.device.stream.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The devices of one workplace, running.
public final class Rig implements AutoCloseable {
  private final RigFile file;
  private final Hub hub = new Hub();
  private final List<Device> devices = new ArrayList<>();
  private final Map<String, Runnable> derived = new ConcurrentHashMap<>();
  private final PictureWatch pictures;

  /// Sets up the devices of a file; connects none yet.
  public Rig(RigFile file, Drivers drivers, Links links) throws RigFileException {
    this.file = file;
    for (DeviceConfig config : file.devices()) {
      Device device = new Device(config, drivers.of(config), links, drivers.all().values());
      devices.add(device);
      device.streams().forEach(hub::add);
    }
    pictures = new PictureWatch(devices);
  }

  public RigFile file() {
    return file;
  }

  public Hub hub() {
    return hub;
  }

  public List<Device> devices() {
    return List.copyOf(devices);
  }

  public Optional<Device> device(String id) {
    return devices.stream().filter(d -> d.config().id().equals(id)).findFirst();
  }

  /// Hangs a processor on a raw stream; its output is found in the hub.
  public void derive(String streamName, Processor processor) {
    Device device =
        devices.stream()
            .filter(d -> d.streams().stream().anyMatch(s -> s.spec().name().equals(streamName)))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No raw stream " + streamName));
    LiveStream out = LiveStream.of(processor.output());
    DerivedStream next = new DerivedStream(processor, out);
    hub.add(out);
    derived.put(out.spec().name(), () -> device.detach(streamName, next));
    device.attach(streamName, next);
  }

  /// Takes a derived stream off again; whoever still reads it hears nothing more. Nothing happens
  /// where there is none of that name.
  public void underive(String derivedName) {
    Runnable detach = derived.remove(derivedName);
    if (detach != null) {
      detach.run();
      hub.remove(derivedName);
    }
  }

  /// Connects every device.
  public void connect() {
    devices.forEach(Device::connect);
    pictures.start();
  }

  @Override
  public void close() {
    devices.forEach(Device::disconnect);
    pictures.stop();
  }
}
