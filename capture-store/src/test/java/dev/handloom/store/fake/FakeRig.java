package dev.handloom.store.fake;

import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A rig of fake devices, connected.
public final class FakeRig implements AutoCloseable {
  private final Rig rig;
  private final Set<String> unplugged = ConcurrentHashMap.newKeySet();

  public FakeRig(DeviceConfig... devices) throws RigFileException, InterruptedException {
    Links links = Links.ofThisMachine().with("fake", FakeLink::new);
    rig = new Rig(new RigFile("fake rig", 1, List.of(devices)), new Drivers(), links);
    rig.connect();
    for (dev.handloom.device.rig.Device device : rig.devices()) {
      if (!device.state().await(s -> s == DeviceState.LIVE, Duration.ofSeconds(60))) {
        throw new AssertionError(device.config().id() + " is not live: " + device.trouble());
      }
    }
  }

  public static DeviceConfig glove(String id, Map<String, String> settings) {
    return new DeviceConfig(id, "fake", id, "fake:" + id, settings, 0);
  }

  public static DeviceConfig camera(String id, int width, int height, int hz) {
    return glove(
        id,
        Map.of(
            "width", Integer.toString(width),
            "height", Integer.toString(height),
            "hz", Integer.toString(hz)));
  }

  public Rig rig() {
    return rig;
  }

  public void unplug(String id) {
    unplugged.add(id);
  }

  public void plugIn(String id) {
    unplugged.remove(id);
  }

  private final class FakeLink implements ByteLink {
    private final String id;

    FakeLink(String id) throws IOException {
      this.id = id;
      check();
    }

    private void check() throws IOException {
      if (unplugged.contains(id)) {
        throw new IOException("Unplugged: " + id);
      }
    }

    @Override
    public int read(byte[] into, int offset, int length, int waitMillis) throws IOException {
      check();
      return 0;
    }

    @Override
    public long arrivalNanos() {
      return System.nanoTime();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {}

    @Override
    public String title() {
      return id;
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    rig.close();
  }
}
