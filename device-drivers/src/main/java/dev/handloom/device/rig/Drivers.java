package dev.handloom.device.rig;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/// The drivers that are on board, found once by `ServiceLoader`.
public final class Drivers {
  private final Map<String, DeviceDriver> byId = new TreeMap<>();

  public Drivers() {
    for (DeviceDriver driver : ServiceLoader.load(DeviceDriver.class)) {
      DeviceDriver other = byId.put(driver.id(), driver);
      if (other != null) {
        throw new IllegalStateException("Two drivers are called " + driver.id());
      }
    }
  }

  /// All drivers by id.
  public Map<String, DeviceDriver> all() {
    return Map.copyOf(byId);
  }

  /// The driver that a device names.
  public DeviceDriver of(DeviceConfig config) throws RigFileException {
    DeviceDriver driver = byId.get(config.driver());
    if (driver == null) {
      throw new RigFileException(
          config.line(),
          "Device "
              + config.id()
              + " wants the driver \""
              + config.driver()
              + "\"; there are: "
              + String.join(", ", byId.keySet()));
    }
    return driver;
  }
}
