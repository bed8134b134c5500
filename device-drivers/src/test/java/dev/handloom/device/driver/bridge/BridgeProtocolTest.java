package dev.handloom.device.driver.bridge;

import dev.handloom.device.link.MessageLink;
import dev.handloom.device.protocol.ProtocolProperties;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BridgeProtocolTest {
  private static final Map<String, String> JSON =
      Map.of("channels", "index_mcp,index_pip", "unit", "deg", "time", "t_us");
  private static final Map<String, String> NUMBERS =
      Map.of("channels", "a,-,b", "form", "numbers", "unit", "counts");

  private static byte[] message(Random random, int number) {
    return ("{\"values\":{\"index_pip\":"
            + random.nextDouble()
            + ",\"index_mcp\":"
            + random.nextInt(90)
            + "},\"t_us\":"
            + (number * 5000L + random.nextInt(100))
            + ",\"seq\":"
            + number
            + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] line(byte[] message) {
    return (new String(message, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// Anything, and then the end of the line, which is all that tells lines apart.
  private static byte[] garbageLine(Random random) {
    byte[] bytes = ProtocolProperties.anything(random);
    bytes[0] = 'x';
    bytes[bytes.length - 1] = '\n';
    return bytes.length < 2 ? new byte[] {'x', '\n'} : bytes;
  }

  @Test
  void messagesBearWhatComes() throws Exception {
    ProtocolProperties.of("bridge", JSON, BridgeProtocolTest::message)
        .over(MessageLink.class)
        .hold();
  }

  @Test
  void linesBearWhatComes() throws Exception {
    ProtocolProperties.of("bridge", JSON, (random, number) -> line(message(random, number)))
        .garbage(BridgeProtocolTest::garbageLine)
        .endsWith("\n")
        .hold();
  }

  @Test
  void plainNumbersBearWhatComes() throws Exception {
    ProtocolProperties.of(
            "bridge",
            NUMBERS,
            (random, number) ->
                (number + ",left," + random.nextInt(4096)).getBytes(StandardCharsets.US_ASCII))
        .over(MessageLink.class)
        // A number that has lost its last digits is a number.
        .cutFramesMayBeGood()
        .hold();
  }
}
