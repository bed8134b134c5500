package dev.handloom.device.driver.bridge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamHealth;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes wrong on a network, over real sockets.
class NetworkTroubleTest {
  @ParameterizedTest
  @CsvSource({
    "bridge-glove,true",
    "rokoko,true",
    "hand-engine,true",
    "xsens-mvn,true",
    "grabette,false"
  })
  void cutPacketsAreCountedAndAnUnpluggedSenderComesBack(String name, boolean packets)
      throws Exception {
    try (RealLink it = RealLink.to(name, Map.of())) {
      it.awaitState(DeviceState.LIVE);
      StreamHealth health = it.device().streams().getFirst().health();
      if (packets) {
        it.misbehave(new Misbehaviour.Cut(2));
        it.await("a bad frame", () -> health.badFrames() > 0);
      }
      int before = it.samples(0).size();
      it.misbehave(new Misbehaviour.Unplug(Duration.ofMillis(300)));
      it.await("samples after", () -> it.samples(0).size() > before + 40);
      it.awaitState(DeviceState.LIVE);
      Sample last = it.samples(0).getLast();
      assertTrue(last.captureNanos <= last.arrivalNanos);
      assertTrue(Double.isFinite(last.values[0]));
    }
  }
}
