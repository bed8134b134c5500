package dev.handloom.test.crash;

import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Two gloves, a slow tracker and two cameras whose every sample carries its number, connected.
final class NumberedRig implements AutoCloseable {
  /// The rates of all streams.
  static final Map<String, Integer> HZ =
      Map.of(
          "left-glove/s0", 500,
          "left-glove/s1", 500,
          "right-glove/s0", 1000,
          "tracker/s0", 60,
          "head-camera/picture", 30,
          "wrist-camera/picture", 20);

  private final Rig rig;

  NumberedRig() throws RigFileException, InterruptedException {
    this(
        List.of(
            device("left-glove", Map.of("hz", "500", "streams", "2")),
            device("right-glove", Map.of("hz", "1000", "channels", "16")),
            device("tracker", Map.of("hz", "60", "channels", "7")),
            device("head-camera", Map.of("hz", "30", "pixels", "bgra")),
            device("wrist-camera", Map.of("hz", "20", "pixels", "jpeg"))));
  }

  /// One glove and one camera, so slow that a take of them is a few kilobytes.
  static NumberedRig small() throws RigFileException, InterruptedException {
    return new NumberedRig(
        List.of(
            device("left-glove", Map.of("hz", "40")),
            device("head-camera", Map.of("hz", "20", "pixels", "bgra"))));
  }

  private NumberedRig(List<DeviceConfig> devices) throws RigFileException, InterruptedException {
    Links links = Links.ofThisMachine().with("numbered", address -> new Silence());
    rig = new Rig(new RigFile("numbered", 1, devices), new Drivers(), links);
    rig.connect();
    for (Device device : rig.devices()) {
      if (!device.state().await(s -> s == DeviceState.LIVE, Duration.ofMinutes(2))) {
        throw new AssertionError(device.config().id() + " is not live: " + device.trouble());
      }
    }
  }

  private static DeviceConfig device(String id, Map<String, String> settings) {
    return new DeviceConfig(id, NumberedDriver.ID, id, "numbered:" + id, settings, 0);
  }

  Rig rig() {
    return rig;
  }

  @Override
  public void close() {
    rig.close();
  }

  /// The driver needs no link; the rig does.
  private static final class Silence implements ByteLink {
    @Override
    public int read(byte[] into, int offset, int length, int waitMillis) {
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
      return "nothing";
    }

    @Override
    public void close() {}
  }
}
