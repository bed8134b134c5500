package dev.handloom.device.driver.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.protocol.RealLink;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An unknown device that sends lines of numbers is told for what it is, with a guess of its
/// columns.
class LineRecogniseTest {
  private static Likeness hear(IntFunction<String> line) {
    StringBuilder text = new StringBuilder("4,5\n");
    for (int i = 0; i < 20; i++) {
      text.append(line.apply(i)).append(i % 2 == 0 ? "\n" : "\r\n");
    }
    text.append("123");
    return new LineDriver()
        .recognise(Heard.bytes(text.toString().getBytes(StandardCharsets.US_ASCII)));
  }

  private static String xor(String line) {
    int xor = 0;
    for (int i = 0; i < line.length(); i++) {
      xor ^= line.charAt(i);
    }
    return "%s*%02x".formatted(line, xor);
  }

  @Test
  void plainLinesMayBeAnything() {
    Likeness likeness = hear(i -> (1000 + 5003 * i) + ";" + i + ";" + (i * 7919) % 4096);
    assertFalse(likeness.probable());
    assertTrue(likeness.score() > 0.4, likeness.reason());
    assertTrue(likeness.reason().contains("columns may be t_us,seq,value1"), likeness.reason());
    assertTrue(likeness.reason().contains("; between"), likeness.reason());
  }

  @Test
  void aCheckIsBelieved() {
    Likeness likeness = hear(i -> xor((17 + 10 * i) + "," + (i * 7919) % 4096));
    assertTrue(likeness.probable(), likeness.reason());
    assertTrue(likeness.reason().contains("xor"), likeness.reason());
    assertTrue(likeness.reason().contains("t_ms,value1"), likeness.reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "1\t2\t3!3 numbers with tab",
        "4.5!1 number",
        "width:1 force:2!2 numbers with space"
      })
  void otherSeparatorsAndLabels(String line, String words) {
    Likeness likeness = hear(i -> line);
    assertTrue(likeness.reason().contains(words), likeness.reason());
  }

  @Test
  void textIsNone() {
    assertEquals(Likeness.NONE, hear(i -> "Hello, world"));
    assertTrue(hear(i -> i % 3 == 0 ? "1,2" : "I (" + i + ") wifi: state").score() < 0.3);
  }

  /// What the driver guesses of a device is what the device is.
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "t_us,seq,encoder!,!crc16",
        "t_ms,encoder!tab!sum8",
        "-,t_us,encoder!,!nmea",
        "seq,t_s,encoder!space!xor",
        "t_ns,encoder,-!;!none"
      })
  void everyFormatIsRecorded(String columns, String separator, String checksum) throws Exception {
    Map<String, String> settings =
        Map.of("columns", columns, "separator", separator, "checksum", checksum);
    try (RealLink gripper = RealLink.to("gripper", settings)) {
      gripper.recordWell(40);
    }
  }
}
