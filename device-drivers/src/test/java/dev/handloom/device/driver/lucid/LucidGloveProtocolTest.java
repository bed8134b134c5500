package dev.handloom.device.driver.lucid;

import dev.handloom.device.protocol.ProtocolProperties;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LucidGloveProtocolTest {
  private static byte[] packet(Random random, int number) {
    StringBuilder text = new StringBuilder();
    for (char key = 'A'; key <= 'E'; key++) {
      text.append(key).append(random.nextInt(4096));
    }
    text.append("F2048G").append(number % 4096).append("P0");
    for (String key : new String[] {"(AB)", "(BB)", "(CB)", "(DB)", "(EB)"}) {
      text.append(key).append(random.nextInt(4096));
    }
    return text.append(random.nextBoolean() ? "\n" : "\r\n")
        .toString()
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] legacy(Random random, int number) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      text.append(random.nextInt(1024)).append('&');
    }
    text.append(number % 1024);
    for (int i = 0; i < 6; i++) {
      text.append('&').append(random.nextInt(2));
    }
    return text.append(random.nextBoolean() ? "\n" : "\r\n")
        .toString()
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// Anything, and then the end of the line, which is all that tells packets apart.
  private static byte[] garbage(Random random) {
    byte[] bytes = ProtocolProperties.anything(random);
    bytes[0] = 'x';
    bytes[bytes.length - 1] = '\n';
    return bytes.length < 2 ? new byte[] {'x', '\n'} : bytes;
  }

  @Test
  void bearsWhatComes() throws Exception {
    ProtocolProperties.of("lucidglove", Map.of("splay", "true"), LucidGloveProtocolTest::packet)
        .garbage(LucidGloveProtocolTest::garbage)
        .endsWith("\n")
        .cutFramesMayBeGood()
        .hold();
  }

  @Test
  void bearsWhatComesInTheOlderEncoding() throws Exception {
    ProtocolProperties.of("lucidglove", Map.of("max", "1023"), LucidGloveProtocolTest::legacy)
        .garbage(LucidGloveProtocolTest::garbage)
        .endsWith("\n")
        .hold();
  }
}
