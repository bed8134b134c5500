package dev.handloom.device.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatedRigLiveTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void everyDeviceOfTheRigComesAlive() throws Exception {
    try (SimulatedRig simulated = SimulatedRig.start(42);
        Rig rig =
            new Rig(
                simulated.rigFile(),
                new Drivers(),
                Links.ofThisMachine().with("sim", simulated::open))) {
      rig.connect();
      for (Device device : rig.devices()) {
        assertTrue(
            device.state().await(DeviceState.LIVE::equals, SOON),
            device.config().id() + " is " + device.state().get() + ": " + device.trouble());
      }
      Thread.sleep(4000);
      for (Device device : rig.devices()) {
        for (var s : device.streams()) {
          System.out.println(
              s.spec().name()
                  + " "
                  + s.health().received()
                  + " bad "
                  + s.health().badFrames()
                  + " lost "
                  + s.health().lost()
                  + " hz "
                  + s.health().rateHz(System.nanoTime())
                  + " "
                  + device.clock());
        }
        assertEquals(DeviceState.LIVE, device.state().get());
      }
    }
  }
}
