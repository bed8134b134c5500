package dev.handloom.device.driver.dualsense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Command;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.stream.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DualSenseRealLinkTest {
  private static final int IMU = 3;

  /// What the accelerometer feels from one sample to the next.
  private static double tremble(List<Sample> samples) {
    double sum = 0;
    for (int i = 1; i < samples.size(); i++) {
      sum += Math.abs(samples.get(i).values[3] - samples.get(i - 1).values[3]);
    }
    return sum / (samples.size() - 1);
  }

  private static double latest(RealLink pad) {
    List<Sample> samples = pad.samples(IMU);
    return samples.size() < 20 ? 0 : tremble(samples.subList(samples.size() - 20, samples.size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dualsense", "dualsense-bluetooth"})
  void rumbleIsFeltAndEndsByItself(String name) throws Exception {
    try (RealLink pad = RealLink.to(name, Map.of())) {
      pad.awaitState(DeviceState.LIVE);
      assertEquals("00000354", pad.device().report().firmware());
      assertEquals("62:52:42:32:22:12", pad.device().report().serialNumber());
      assertEquals(0.7, pad.device().report().battery(), 1e-9);
      assertEquals(List.of(), pad.device().report().concerns());
      assertTrue(pad.device().give(new Command("rumble", 1, 1, 0.5)));
      pad.await("rumble", () -> latest(pad) > 2);
      pad.await("rest", () -> latest(pad) > 0 && latest(pad) < 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dualsense", "dualsense-bluetooth"})
  void comesBackAfterItWasUnplugged(String name) throws Exception {
    try (RealLink pad = RealLink.to(name, Map.of())) {
      pad.awaitState(DeviceState.LIVE);
      pad.misbehave(Misbehaviour.Unplug.forGood());
      pad.awaitState(DeviceState.RECONNECTING);
      pad.misbehave(new Misbehaviour.Replug());
      pad.awaitState(DeviceState.LIVE);
      assertEquals(List.of(), pad.device().report().concerns());
    }
  }
}
