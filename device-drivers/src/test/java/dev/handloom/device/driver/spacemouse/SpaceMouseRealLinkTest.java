package dev.handloom.device.driver.spacemouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.stream.Sample;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpaceMouseRealLinkTest {
  private static final int REPORTED = 6;

  private static boolean moving(Sample sample) {
    return sample.values[REPORTED] == 1 && sample.values[0] != 0;
  }

  @Test
  void aCapThatFallsSilentComesToRest() throws Exception {
    try (RealLink mouse = RealLink.to("spacemouse-compact", Map.of())) {
      mouse.await("a motion", () -> mouse.samples(0).stream().anyMatch(s -> moving(s)));
      // Whatever it said last, it says no more.
      mouse.misbehave(new Misbehaviour.Stall(Duration.ofSeconds(60)));
      mouse.await("rest", () -> mouse.samples(0).getLast().values[REPORTED] == 0);
      int from = mouse.samples(0).size();
      mouse.await("more of it", () -> mouse.samples(0).size() > from + 20);
      for (Sample sample : mouse.samples(0).subList(from, from + 20)) {
        for (int axis = 0; axis <= REPORTED; axis++) {
          assertEquals(0, sample.values[axis]);
        }
      }
      assertEquals(DeviceState.LIVE, mouse.device().state().get());
    }
  }

  @Test
  void unpluggedItIsMissedAndComesBack() throws Exception {
    try (RealLink mouse = RealLink.to("spacemouse", Map.of())) {
      mouse.awaitState(DeviceState.LIVE);
      mouse.misbehave(Misbehaviour.Unplug.forGood());
      mouse.awaitState(DeviceState.RECONNECTING);
      mouse.misbehave(new Misbehaviour.Replug());
      mouse.awaitState(DeviceState.LIVE);
      int before = mouse.samples(0).size();
      mouse.await("samples again", () -> mouse.samples(0).size() > before + 10);
      assertEquals(1, mouse.device().streams().getFirst().health().reconnects());
    }
  }
}
