package dev.handloom.device.driver.pedal;

import dev.handloom.device.link.HidLink;
import dev.handloom.device.protocol.ProtocolProperties;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PedalProtocolTest {
  private static byte[] report(Random random, int number) {
    byte[] report = new byte[8];
    report[0] = (byte) random.nextInt();
    for (int i = 2; i < 8; i++) {
      report[i] = (byte) (4 + 6 * random.nextInt(10) + i);
    }
    return report;
  }

  @Test
  void bearsWhatComes() throws Exception {
    ProtocolProperties.of("pedal", Map.of(), PedalProtocolTest::report).over(HidLink.class).hold();
  }
}
