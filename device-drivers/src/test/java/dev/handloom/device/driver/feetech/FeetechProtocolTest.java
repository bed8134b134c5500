package dev.handloom.device.driver.feetech;

import dev.handloom.device.protocol.AskedProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class FeetechProtocolTest {
  @Test
  void stsServosBearWhatComes() throws Exception {
    AskedProperties.of(
            "feetech",
            Map.of(),
            question -> (question[4] & 0xFF) == TestArm.SYNC_READ,
            TestArm.sts(1, 2, 3, 4, 5, 6)::answer)
        .hold();
  }

  @Test
  void adaptersThatEchoAreBorneToo() throws Exception {
    AskedProperties.of(
            "feetech",
            Map.of("motion", "true"),
            question -> (question[4] & 0xFF) == TestArm.SYNC_READ,
            TestArm.sts(1, 2, 3, 4, 5, 6).echoing()::answer)
        .hold();
  }

  /// The first question of a cycle asks servo 4, read at 56 and six bytes long.
  @Test
  void scsServosBearWhatComes() throws Exception {
    AskedProperties.of(
            "feetech",
            Map.of("series", "scs", "ids", "4,5,9"),
            question -> question[2] == 4 && question[5] == 56,
            TestArm.scs(4, 5, 9).echoing()::answer)
        .hold();
  }
}
