package dev.handloom.device.driver.joycon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Command;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.stream.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoyConRealLinkTest {
  private static final int IMU = 3;

  /// What the accelerometer feels from one sample to the next.
  private static double tremble(RealLink joy) {
    List<Sample> samples = joy.samples(IMU);
    double sum = 0;
    int from = Math.max(1, samples.size() - 20);
    for (int i = from; i < samples.size(); i++) {
      sum += Math.abs(samples.get(i).values[0] - samples.get(i - 1).values[0]);
    }
    return samples.size() < 21 ? 0 : sum / 20;
  }

  @ParameterizedTest
  @ValueSource(strings = {"joycon", "pro-controller"})
  void isGreetedAndRumbles(String name) throws Exception {
    try (RealLink joy = RealLink.to(name, Map.of())) {
      joy.awaitState(DeviceState.LIVE);
      joy.await("its firmware", () -> joy.device().report().firmware().equals("4.21"));
      assertEquals(List.of(), joy.device().report().concerns());
      assertTrue(joy.device().give(new Command("rumble", 1, 1, 0.5)));
      joy.await("rumble", () -> tremble(joy) > 2);
      joy.await("rest", () -> tremble(joy) > 0 && tremble(joy) < 1);
    }
  }

  @Test
  void isGreetedAgainWhenItHasForgotten() throws Exception {
    try (RealLink joy = RealLink.to("joycon", Map.of())) {
      joy.awaitState(DeviceState.LIVE);
      joy.misbehave(new Misbehaviour.BrownOut(Duration.ofMillis(200)));
      joy.awaitState(DeviceState.SILENT);
      joy.awaitState(DeviceState.LIVE);
    }
  }
}
