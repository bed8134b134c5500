package dev.handloom.test.fuzz;

import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Rig files, and what the drivers make of the settings in them.
final class RigFileTarget implements FuzzTarget {
  private final Drivers drivers = new Drivers();

  private final List<FuzzInput> seeds =
      List.of(
          FuzzInput.of(
              """
              {
                "name": "Bench by the window",
                "seed": 7,
                "devices": [
                  {"id": "left-glove", "driver": "lucidglove", "role": "left glove",
                   "address": "serial:/dev/ttyUSB0@115200",
                   "settings": {"side": "left", "max": 4095, "splay": true, "rate_hz": 100}},
                  {"id": "gripper", "driver": "line", "address": "tcp:192.168.0.7:9000",
                   "settings": {"columns": "t_us,seq,width,-,force", "checksum": "xor",
                     "width.unit": "counts", "width.low": 0, "width.high": 4095,
                     "width.scale": 0.5, "separator": ";", "time_bits": 32, "rate_hz": 200,
                     "stream": "encoder", "path_ms": 1.5, "path_uncertainty_ms": 1}},
                  {"id": "head-camera", "driver": "frames", "address": "sim:head-camera",
                   "settings": {"width": 640, "height": 480, "fps": 30, "format": "bgra"}}
                ]
              }
              """),
          FuzzInput.of(
              "{\"devices\":[{\"id\":\"a\",\"driver\":\"line\",\"address\":\"sim:gripper\","
                  + "\"settings\":{\"columns\":\"t_ms,v\",\"separator\":\"tab\","
                  + "\"checksum\":\"sum8\"}}]}"));

  @Override
  public String name() {
    return "rig-file";
  }

  @Override
  public List<FuzzInput> seeds() {
    return seeds;
  }

  @Override
  public Shape shape(String file) {
    return Shape.JSON;
  }

  @Override
  public void read(FuzzInput input, Path folder) throws Exception {
    String text = new String(input.bytes(), StandardCharsets.UTF_8);
    long lines = 1 + text.chars().filter(c -> c == '\n' || c == '\r').count();
    try {
      RigFile rig = RigFile.parse(text);
      for (DeviceConfig device : rig.devices()) {
        DeviceDriver driver = drivers.of(device);
        driver.streams(device);
        driver.clock(device);
      }
    } catch (RigFileException e) {
      if (e.line() < 0 || e.line() > lines) {
        throw new AssertionError("Line " + e.line() + " of " + lines, e);
      }
      throw e;
    }
  }

  @Override
  public boolean documented(Throwable thrown) {
    return thrown instanceof RigFileException;
  }

  @Override
  public Allowance allowance() {
    return new Allowance(2 << 20, 200);
  }
}
