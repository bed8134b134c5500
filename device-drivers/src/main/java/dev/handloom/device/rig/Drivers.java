package dev.handloom.device.rig;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/// The drivers that are on board, found once by `ServiceLoader`. Those that cannot work on this
/// computer are not shown to anybody.
public final class Drivers {
  private final Map<String, DeviceDriver> byId = new TreeMap<>();
  private final Map<String, DeviceDriver> elsewhere = new TreeMap<>();

  public Drivers() {
    for (DeviceDriver driver : ServiceLoader.load(DeviceDriver.class)) {
      DeviceDriver other = (driver.worksHere() ? byId : elsewhere).put(driver.id(), driver);
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
    DeviceDriver other = elsewhere.get(config.driver());
    if (driver == null && other != null) {
      throw new RigFileException(
          config.line(),
          "Device "
              + config.id()
              + " wants the driver \""
              + config.driver()
              + "\" ("
              + other.title()
              + "), which does not work on this computer");
    }
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
