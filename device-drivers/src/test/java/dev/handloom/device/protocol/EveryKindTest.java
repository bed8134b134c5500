package dev.handloom.device.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Command;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.stream.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every kind of link and plug carries samples, commands and the last word, and bears its device's
/// moods.
class EveryKindTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "test-serial",
        "test-tcp",
        "test-dials",
        "test-udp",
        "test-socket",
        "test-web",
        "test-hid"
      })
  void everyKindObeysStallsAndComesBack(String name) throws Exception {
    EveryKindSimulators.TOLD.clear();
    try (RealLink it = RealLink.to(name, Map.of())) {
      it.recordWell(30);
      assertTrue(it.device().give(new Command("buzz", 7)));
      it.await("The command is heard", () -> EveryKindSimulators.TOLD.contains("buzz7"));
      assertThrows(IllegalArgumentException.class, () -> it.device().give(new Command("buzz", 10)));
      assertThrows(IllegalArgumentException.class, () -> it.device().give(new Command("fly")));
      if (name.equals("test-hid")) {
        assertEquals(EveryKindDriver.FEATURE_FIRMWARE, it.device().report().firmware());
      }
      it.misbehave(new Misbehaviour.Unplug(Duration.ofMillis(100)));
      int before = it.samples(0).size();
      it.await("It comes back", () -> it.samples(0).size() > before + 60);
      it.awaitState(DeviceState.LIVE);
      assertFalse(EveryKindSimulators.TOLD.contains("bye"));
      it.device().disconnect();
      if (name.equals("test-serial")) {
        // Closing a serial port throws away what a pseudo-terminal still holds.
        return;
      }
      it.await("The last word is heard", () -> EveryKindSimulators.TOLD.contains("bye"));
    }
  }

  @Test
  void whatIsAskedForLiesBetweenQuestionAndAnswer() throws Exception {
    try (RealLink it = RealLink.to("test-serial", Map.of())) {
      it.recordWell(40);
      for (Sample sample : it.samples(0)) {
        long half = sample.arrivalNanos - sample.captureNanos;
        // The device takes 0.2 ms for its answer.
        assertTrue(half >= 100_000, half + " ns");
        assertTrue(sample.boundNanos >= half, half + " ns within " + sample.boundNanos);
      }
    }
  }

  @Test
  void twoOfAKindLiveSideBySide() throws Exception {
    try (RealLink one = RealLink.to("test-serial", Map.of());
        RealLink two = RealLink.to("test-serial#2", Map.of())) {
      one.recordWell(10);
      two.recordWell(10);
    }
  }

  @Test
  void aLinkThatTheDriverDoesNotSpeakOverIsRefusedWithItsLine() {
    DeviceConfig config =
        new DeviceConfig("it", EveryKindDriver.ID, "it", "udp:5000", Map.of(), 12);
    RigFileException e =
        assertThrows(
            RigFileException.class,
            () ->
                new Rig(new RigFile("x", 1, List.of(config)), new Drivers(), Links.ofThisMachine())
                    .close());
    assertEquals(12, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("serial:/dev/ttyUSB0"), e.getMessage());
  }
}
