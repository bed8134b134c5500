package dev.handloom.device.protocol;

import dev.handloom.device.sim.Simulators;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every simulated device, read by its real driver through a real link.
class RealLinkTest {
  private static final double SECONDS = 0.8;

  static Collection<String> names() {
    return Simulators.names();
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("names")
  void isRecordedWell(String name) throws Exception {
    try (RealLink it = RealLink.to(name, Map.of())) {
      double hz = it.device().streams().getFirst().spec().nominalHz();
      it.recordWell((int) Math.ceil(SECONDS * hz));
    }
  }
}
