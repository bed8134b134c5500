package dev.handloom.device.driver.joycon;

import dev.handloom.device.link.HidLink;
import dev.handloom.device.protocol.ProtocolProperties;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JoyConProtocolTest {
  private static byte[] report(Random random, int number) {
    byte[] report = new byte[49];
    random.nextBytes(report);
    report[0] = 0x30;
    report[1] = (byte) (3 * number);
    report[2] = (byte) (random.nextInt(10) << 4);
    return report;
  }

  @Test
  void bearsWhatComes() throws Exception {
    ProtocolProperties.of("joycon", Map.of("model", "pro"), JoyConProtocolTest::report)
        .over(HidLink.class)
        .hold();
  }
}
