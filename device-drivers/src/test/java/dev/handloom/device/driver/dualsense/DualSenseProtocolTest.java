package dev.handloom.device.driver.dualsense;

import dev.handloom.device.link.HidLink;
import dev.handloom.device.protocol.ProtocolProperties;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class DualSenseProtocolTest {
  private static byte[] cable(Random random, int number) {
    byte[] report = new byte[64];
    random.nextBytes(report);
    report[0] = 1;
    report[7] = (byte) number;
    ticks(report, 28, number);
    return report;
  }

  private static byte[] radio(Random random, int number) {
    byte[] report = new byte[78];
    random.nextBytes(report);
    report[0] = 0x31;
    ticks(report, 29, number);
    CRC32 crc = new CRC32();
    crc.update(0xA1);
    crc.update(report, 0, 74);
    for (int i = 0; i < 4; i++) {
      report[74 + i] = (byte) (crc.getValue() >> (8 * i));
    }
    return report;
  }

  /// Close to the end of 32 bits, so that they wrap on the way.
  private static void ticks(byte[] report, int at, int number) {
    long ticks = 0xFFFF_0000L + 3000L * number;
    for (int i = 0; i < 4; i++) {
      report[at + i] = (byte) (ticks >> (8 * i));
    }
  }

  @Test
  void bearsWhatComesByCable() throws Exception {
    ProtocolProperties.of("dualsense", Map.of("touchpad", "true"), DualSenseProtocolTest::cable)
        .over(HidLink.class)
        .hold();
  }

  @Test
  void bearsWhatComesByRadio() throws Exception {
    ProtocolProperties.of("dualsense", Map.of("touchpad", "true"), DualSenseProtocolTest::radio)
        .over(HidLink.class)
        .hold();
  }
}
