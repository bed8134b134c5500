package dev.handloom.device.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import dev.handloom.device.sim.wire.PipeWire;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailingDriverTest {
  /// Fails in the middle, and its last words fail too.
  private static final class Clumsy implements DeviceDriver {
    final CountDownLatch ended = new CountDownLatch(2);

    @Override
    public String id() {
      return "clumsy";
    }

    @Override
    public String title() {
      return "clumsy";
    }

    @Override
    public List<StreamSpec> streams(DeviceConfig config) {
      return List.of(
          StreamSpec.signal(
              config.id() + "/s", List.of(new Channel("x", Unit.COUNT, 0, 1)), 10, null));
    }

    @Override
    public ClockModel clock(DeviceConfig config) {
      return new ArrivalClock(PathDelay.assumed(1, 1));
    }

    @Override
    public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams) {
      return new DriverSession() {
        @Override
        public void pump() {
          throw new IllegalStateException("a fault of the driver");
        }

        @Override
        public void end() throws IOException {
          ended.countDown();
          throw new IOException("no last word");
        }
      };
    }
  }

  @Test
  void aDriverThatFailsStillLetsItsDeviceRest() throws Exception {
    Clumsy driver = new Clumsy();
    try (PipeWire wire = new PipeWire("it", 1024)) {
      Device device =
          new Device(
              new DeviceConfig("it", "clumsy", "it", "pipe:it", Map.of(), 1),
              driver,
              Links.ofThisMachine().with("pipe", _ -> wire.open()),
              List.of());
      device.connect();
      try {
        assertTrue(driver.ended.await(90, TimeUnit.SECONDS), "no last words, or not each time");
        assertTrue(
            device.state().await(s -> s == DeviceState.CONNECTING, Duration.ofSeconds(90)),
            device.trouble());
        assertEquals(
            "The driver failed: java.lang.IllegalStateException: a fault of the driver",
            device.trouble());
      } finally {
        device.disconnect();
      }
    }
  }
}
