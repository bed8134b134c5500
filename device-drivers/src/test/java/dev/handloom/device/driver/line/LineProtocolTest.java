package dev.handloom.device.driver.line;

import dev.handloom.device.protocol.ProtocolProperties;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineProtocolTest {
  private static byte[] line(Random random, int number) {
    String body = number * 5000L + "," + number + "," + random.nextInt(4096);
    int xor = 0;
    for (byte b : body.getBytes(StandardCharsets.US_ASCII)) {
      xor ^= b;
    }
    return "%s*%02X%s"
        .formatted(body, xor, random.nextBoolean() ? "\n" : "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// Anything, and then the end of the line, which is all that tells lines apart.
  private static byte[] garbage(Random random) {
    byte[] bytes = ProtocolProperties.anything(random);
    bytes[0] = 'x';
    bytes[bytes.length - 1] = '\n';
    return bytes.length < 2 ? new byte[] {'x', '\n'} : bytes;
  }

  @Test
  void bearsWhatComes() throws Exception {
    ProtocolProperties.of(
            "line",
            Map.of("columns", "t_us,seq,width", "checksum", "xor", "width.high", "4095"),
            LineProtocolTest::line)
        .garbage(LineProtocolTest::garbage)
        .endsWith("\n")
        .hold();
  }
}
