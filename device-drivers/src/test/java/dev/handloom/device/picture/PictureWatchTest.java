package dev.handloom.device.picture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.stream.PictureFault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The simulated rig's cameras, through their links, seen on the device's card.
class PictureWatchTest {
  @ParameterizedTest
  @CsvSource({"head-camera,FROZEN", "http-camera,BLACK", "zmq-camera,FROZEN"})
  void aFaultIsAConcernForAsLongAsItLasts(String name, PictureFault fault) throws Exception {
    try (RealLink it = RealLink.to(name, Map.of())) {
      it.await("pictures", () -> it.samples(0).size() >= 5);
      assertTrue(it.device().report().concerns().isEmpty());
      it.misbehave(new Misbehaviour.Spoil(fault, Duration.ofSeconds(3)));
      it.await("a concern", () -> concern(it, fault));
      it.await("its end", () -> !concern(it, fault));
      assertTrue(it.device().streams().getFirst().health().pictures().pictures(fault) > 20);
    }
  }

  private static boolean concern(RealLink it, PictureFault fault) {
    return it.device().report().concerns().stream().anyMatch(c -> c.what().equals(fault.what()));
  }
}
