package dev.handloom.device.rig;

import dev.handloom.device.link.Links;
import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The devices of one workplace, running.
public final class Rig implements AutoCloseable {
  private final RigFile file;
  private final Hub hub = new Hub();
  private final List<Device> devices = new ArrayList<>();
  private final Map<String, Hung> derived = new ConcurrentHashMap<>();
  private final Set<String> asides = ConcurrentHashMap.newKeySet();
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private final PictureWatch pictures;

  /// A processor on a raw stream, and how it is taken off.
  private record Hung(DerivedStream stream, Runnable off) {}

  /// A processor on a derived stream.
  private record Follower(String source, DerivedStream stream) {}

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
    String name = out.spec().name();
    derived.put(name, new Hung(next, () -> device.detach(streamName, next)));
    for (Follower follower : followers) {
      if (follower.source().equals(name)) {
        join(next, follower);
      }
    }
    device.attach(streamName, next);
  }

  /// Hangs a processor on a derived stream, now or as soon as there is one of that name, and again
  /// on whatever is derived in its place.
  ///
  /// @throws IllegalArgumentException where its output has the name of another stream
  public void deriveFrom(String derivedName, Processor processor) {
    LiveStream out = LiveStream.of(processor.output());
    Follower follower = new Follower(derivedName, new DerivedStream(processor, out));
    followers.add(follower);
    Hung source = derived.get(derivedName);
    if (source != null) {
      join(source.stream(), follower);
    }
  }

  private void join(DerivedStream source, Follower follower) {
    hub.add(follower.stream().stream());
    source.attach(follower.stream());
  }

  /// A derived stream that somebody fills on a thread of their own, one thread alone: for what
  /// takes longer than a device's thread may, as looking for something in pictures.
  ///
  /// @return where to publish; [#underive] takes it off
  public LiveStream beside(StreamSpec output) {
    if (!output.derived()) {
      throw new IllegalArgumentException(output.name() + " does not say what makes it");
    }
    LiveStream out = LiveStream.of(output);
    hub.add(out);
    asides.add(output.name());
    return out;
  }

  /// Takes a derived stream off again; whoever still reads it hears nothing more. Nothing happens
  /// where there is none of that name.
  public void underive(String derivedName) {
    if (asides.remove(derivedName)) {
      hub.remove(derivedName);
    }
    Hung hung = derived.remove(derivedName);
    if (hung != null) {
      hung.off().run();
      hub.remove(derivedName);
      for (Follower follower : followers) {
        if (follower.source().equals(derivedName)) {
          hub.remove(follower.stream().stream().spec().name());
        }
      }
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
