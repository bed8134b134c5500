package dev.handloom.test.fuzz;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.StreamSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// Has a rig make the streams of another driver and lends their writers to a test, which then runs
/// that driver on a thread of its own. Found by `ServiceLoader`.
public final class LentDriver implements DeviceDriver {
  static final String ID = "lent";

  /// The setting that names the driver whose streams are wanted.
  static final String OF = "of";

  static final BlockingQueue<List<StreamWriter>> LENT = new LinkedBlockingQueue<>();

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "The streams of another driver, for tests";
  }

  /// The device as its real driver wants it.
  static DeviceConfig real(DeviceConfig config) {
    Map<String, String> settings = new HashMap<>(config.settings());
    settings.remove(OF);
    return new DeviceConfig(
        config.id(), config.setting(OF, ""), config.role(), config.address(), settings, 0);
  }

  static DeviceDriver driver(DeviceConfig real) throws RigFileException {
    return new Drivers().of(real);
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    return driver(real(config)).streams(real(config));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return driver(real(config)).clock(real(config));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams) {
    LENT.add(streams);
    return () -> LockSupport.parkNanos(50_000_000);
  }
}
