package dev.handloom.device.driver.dynamixel;

import dev.handloom.device.protocol.AskedProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class DynamixelProtocolTest {
  @Test
  void thePlainReadingBearsWhatComes() throws Exception {
    AskedProperties.of(
            "dynamixel",
            Map.of("ids", "1,2,3,4,5", "reading", "plain"),
            question -> (question[7] & 0xFF) == 0x82,
            new TestArm(45, 1, 2, 3, 4, 5)::answer)
        .hold();
  }

  @Test
  void theFastReadingBearsWhatComes() throws Exception {
    AskedProperties.of(
            "dynamixel",
            Map.of("ids", "7,3,9", "reading", "fast", "motion", "true"),
            question -> (question[7] & 0xFF) == 0x8A,
            new TestArm(46, 7, 3, 9)::answer)
        .hold();
  }
}
