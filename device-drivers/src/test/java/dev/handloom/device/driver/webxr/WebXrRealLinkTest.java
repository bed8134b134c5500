package dev.handloom.device.driver.webxr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.ClockState;
import dev.handloom.device.link.page.HeadsetPages;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.stream.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The simulated headset is a client of the real page server, over TLS.
class WebXrRealLinkTest {
  private static final int HEAD = 0;
  private static final int LEFT_HAND = 3;

  @Test
  void headAndHandsComeAndTheClocksLock() throws Exception {
    try (RealLink it = RealLink.to("webxr-headset", Map.of())) {
      it.recordWell(100);
      it.await("a locked clock", () -> it.device().clock().state() == ClockState.LOCKED);
      List<Sample> heads = it.samples(HEAD);
      assertEquals(0.025, heads.getLast().values[8], 1e-9, "how far it was foretold");
      assertTrue(!it.samples(LEFT_HAND).isEmpty(), "no hand");
      it.await("a bound of 40 ms", () -> it.device().clock().boundNanos() < 40_000_000);
    }
  }

  @Test
  void aHeadsetThatFallsSilentIsSilentAndKeepsItsSeat() throws Exception {
    try (RealLink it = RealLink.to("webxr-headset", Map.of())) {
      it.await("samples", () -> it.samples(HEAD).size() > 20);
      it.misbehave(new Misbehaviour.Stall(Duration.ofSeconds(5)));
      it.awaitState(DeviceState.SILENT);
      int before = it.samples(HEAD).size();
      it.awaitState(DeviceState.LIVE);
      it.await("more", () -> it.samples(HEAD).size() > before + 20);
      long gap = 0;
      List<Sample> all = it.samples(HEAD);
      for (int i = 1; i < all.size(); i++) {
        gap = Math.max(gap, all.get(i).arrivalNanos - all.get(i - 1).arrivalNanos);
      }
      assertTrue(gap > 4_000_000_000L, "the gap is " + gap / 1_000_000 + " ms");
    }
  }

  @Test
  void aHeadsetThatIsCutOffComesBackToItsSeat() throws Exception {
    try (RealLink it = RealLink.to("webxr-headset", Map.of())) {
      it.await("samples", () -> it.samples(HEAD).size() > 20);
      it.misbehave(new Misbehaviour.Unplug(Duration.ofMillis(1500)));
      it.awaitState(DeviceState.RECONNECTING);
      assertTrue(
          HeadsetPages.shared().of("sim:webxr-headset").stream()
              .allMatch(page -> page.seated().startsWith("Simulated headset")),
          "the seat is kept");
      it.awaitState(DeviceState.LIVE);
    }
  }
}
