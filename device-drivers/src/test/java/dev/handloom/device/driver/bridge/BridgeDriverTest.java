package dev.handloom.device.driver.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeDriverTest {
  private static final Map<String, String> PLAIN = Map.of("channels", "a,b");

  private static List<byte[]> bytes(String... messages) {
    return Arrays.stream(messages).map(m -> m.getBytes(StandardCharsets.UTF_8)).toList();
  }

  private static Conversation say(Map<String, String> settings, String... messages)
      throws Exception {
    return Conversation.messages("bridge", settings, bytes(messages));
  }

  private static Map<String, String> with(String... more) {
    Map<String, String> settings = new HashMap<>(PLAIN);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  @Test
  void readsTheMessagesOfTheSpecification() throws Exception {
    Conversation bridge =
        say(
            with("time", "t_us"),
            "{\"v\":1,\"seq\":17,\"t_us\":81723,\"values\":{\"a\":12.5,\"b\":-3}}",
            "{\"values\":{\"b\":true,\"c\":9,\"a\":null},\"t_us\":86723,\"seq\":18,\"own\":[1,{}]}");
    assertEquals(List.of("17 81723 [12.5, -3.0]", "18 86723 [NaN, 1.0]"), bridge.samples(0));
    assertEquals(0, bridge.bad());
  }

  @Test
  void linesOfATcpConnectionAreMessages() throws Exception {
    Conversation bridge =
        Conversation.of(
            "bridge",
            PLAIN,
            bytes("{\"values\":{\"a\":1,", "\"b\":2}}\r\n\n{\"values\":{\"a\":3,\"b\":4}}\n"));
    assertEquals(List.of("0 - [1.0, 2.0]", "1 - [3.0, 4.0]"), bridge.samples(0));
  }

  @Test
  void readsPlainNumbersAndLeavesOut() throws Exception {
    Conversation bridge =
        say(Map.of("channels", "-,a,-,b", "form", "numbers"), "L17,1.5,,-2e1", "x,1,2,3\n");
    assertEquals(List.of("0 - [1.5, -20.0]", "1 - [1.0, 3.0]"), bridge.samples(0));
    assertEquals(0, bridge.bad());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1,2,3", "1,2,3,4,5", "1,2,3,NaN", "1,2,3,", "1,0x10,3,4", "", "1,2,3,4f"})
  void plainNumbersThatAreNoneAreBad(String message) throws Exception {
    Conversation bridge = say(Map.of("channels", "a,b,c,d", "form", "numbers"), message, "1,2,3,4");
    assertEquals(1, bridge.samples(0).size());
    assertEquals(1, bridge.bad());
  }

  @Test
  void valuesAreOfTheUnitThatTheFileSays() throws Exception {
    Map<String, String> settings =
        with(
            "unit", "deg", "low", "-90", "high", "180", "b.unit", "mm", "b.low", "0", "b.high",
            "120");
    StreamSpec spec =
        new BridgeDriver()
            .streams(new DeviceConfig("it", "bridge", "it", "udp:0", settings, 1))
            .getFirst();
    assertEquals(Unit.RADIAN, spec.channels().get(0).unit());
    assertEquals(Math.PI, spec.channels().get(0).high(), 1e-12);
    assertEquals(Unit.METRE, spec.channels().get(1).unit());
    assertEquals(0.12, spec.channels().get(1).high(), 1e-12);
    Conversation bridge = say(settings, "{\"values\":{\"a\":180,\"b\":50}}");
    assertEquals(List.of("0 - [" + Math.PI + ", 0.05]"), bridge.samples(0));
  }

  @ParameterizedTest
  @CsvSource({
    "t_s,1.5,1500000",
    "t_ms,1500.25,1500250",
    "t_us,17,17",
    "t_ns,9007199254740993,9007199254740993"
  })
  void everyFormOfTimeIsRead(String field, String sent, String ticks) throws Exception {
    Conversation bridge =
        say(with("time", field), "{\"values\":{\"a\":1,\"b\":2},\"" + field + "\":" + sent + "}");
    assertEquals(List.of("0 " + ticks + " [1.0, 2.0]"), bridge.samples(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "{\"values\":{\"a\":1},\"t_us\":1}",
        "{\"values\":{\"a\":1,\"b\":2}}",
        "{\"values\":{\"a\":1,\"b\":2},\"t_us\":1.5}",
        "{\"values\":{\"a\":1,\"b\":2},\"t_us\":-1}",
        "{\"values\":{\"a\":1,\"b\":\"2\"},\"t_us\":1}",
        "{\"values\":{\"a\":1,\"b\":NaN},\"t_us\":1}",
        "{\"values\":{\"a\":1,\"b\":1e999},\"t_us\":1}",
        "{\"values\":{\"a\":1,\"a\":1,\"b\":2},\"t_us\":1}",
        "{\"values\":{\"a\":1,\"b\":2},\"values\":{},\"t_us\":1}",
        "{\"values\":[1,2],\"t_us\":1}",
        "{\"v\":2,\"values\":{\"a\":1,\"b\":2},\"t_us\":1}",
        "{\"values\":{\"a\":1,\"b\":2},\"t_us\":1,\"seq\":99999999999999999999}",
        "{\"values\":{\"a\":1,\"b\":2},\"t_us\":1} x",
        "{\"values\":{\"a\":1,\"b\":2},\"t_us\":1",
        "{\"values\":{\"a\":1,\"b\":2},\"t_us\":1,\"ask\":\"everything\"}"
      })
  void whatIsNoWholeMessageIsBad(String message) throws Exception {
    Conversation bridge =
        say(with("time", "t_us"), message, "{\"values\":{\"a\":1,\"b\":2},\"t_us\":9}");
    assertEquals(List.of("0 9 [1.0, 2.0]"), bridge.samples(0));
    assertEquals(1, bridge.bad(), message);
  }

  @Test
  void gapsAreLossesAndLateOnesAreBad() throws Exception {
    int[] sent = {10, 11, 14, 13, 14, 15, 0, 1};
    Conversation bridge =
        Conversation.messages(
            "bridge",
            PLAIN,
            Arrays.stream(sent)
                .mapToObj(n ->
                    "{\"values\":{\"a\":1,\"b\":0},\"seq\":%d}".formatted(n < 2 ? n : n + 1000))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList());
    assertEquals(
        List.of("1010", "1011", "1014", "1015", "0", "1"),
        bridge.samples(0).stream().map(line -> line.substring(0, line.indexOf(' '))).toList());
    assertEquals(2, bridge.lost());
    assertEquals(2, bridge.bad());
  }

  @Test
  void withoutACountARepeatedTimeIsARepeatedSample() throws Exception {
    String message = "{\"values\":{\"a\":1,\"b\":2},\"t_us\":5}";
    Conversation bridge = say(with("time", "t_us"), message, message);
    assertEquals(1, bridge.samples(0).size());
    assertEquals(1, bridge.bad());
  }

  @Test
  void whatTheBridgeSaysOfItsDeviceIsReported() throws Exception {
    Script script =
        Script.saying(
            bytes(
                "{\"about\":{\"model\":\"Quantum\",\"firmware\":\"2.4\",\"serial\":\"77\",\"battery\":0.5}}",
                "{\"trouble\":\"no licence\\u0007\"}",
                "{\"values\":{\"a\":1,\"b\":2,\"c\":3}}"));
    DriverUnderTest bridge = new DriverUnderTest("bridge", with("high", "1"), script.asMessages());
    while (!script.drained()) {
      bridge.pump();
    }
    assertEquals("Quantum", bridge.report().model());
    assertEquals("2.4", bridge.report().firmware());
    assertEquals("77", bridge.report().serialNumber());
    assertEquals(0.5, bridge.report().battery());
    assertEquals(
        List.of(
            "The bridge says: no licence",
            "Values beyond low and high: b",
            "The bridge also sends c"),
        bridge.report().concerns().stream().map(Concern::what).toList());
    assertEquals(bridge.report(), bridge.report());
    assertEquals(0, bridge.bad());
  }

  @Test
  void aBridgeThatAsksIsToldHowTheStudioGetsOn() throws Exception {
    Conversation bridge =
        say(
            PLAIN,
            "{\"values\":{\"a\":1,\"b\":2},\"seq\":1}",
            "{\"values\":{\"a\":1,\"x\\\"\":2},\"seq\":2}",
            "{\"values\":{\"a\":1,\"b\":2},\"seq\":4}",
            "{\"ask\":\"account\"}");
    assertEquals(
        "{\"studio\":\"handloom\",\"v\":1,\"messages\":4,\"samples\":2,\"bad\":1,\"lost\":2,"
            + "\"last_bad\":\"it lacks b\",\"unknown\":[\"x?\"],\"beyond\":[]}",
        bridge.answers());
    assertEquals(1, bridge.bad());
  }

  @Test
  void aBridgeIsRecognised() {
    String message = "{\"values\":{\"thumb\":1,\"index\":2}}";
    BridgeDriver driver = new BridgeDriver();
    assertTrue(driver.recognise(Heard.messages(bytes(message, message, message))).probable());
    assertTrue(
        driver
            .recognise(Heard.bytes((message + "\n").repeat(4).getBytes(StandardCharsets.UTF_8)))
            .probable());
    assertFalse(
        driver.recognise(Heard.messages(bytes("{\"values\":{}}", "{\"scene\":{}}"))).probable());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channels|a,a",
        "channels|A b",
        "channels|-",
        "unit|furlong",
        "scale|0",
        "a.scale|0",
        "high|-1",
        "a.high|-2",
        "c.unit|m",
        "time|seconds",
        "form|xml",
        "rate_hz|0",
        "stream|My stream",
        "colour|blue"
      })
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config = new DeviceConfig("it", "bridge", "it", "udp:0", with(setting, value), 12);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new BridgeDriver().streams(config));
    assertEquals(12, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }

  @Test
  void channelsMustBeNamedAndNumbersHaveNoTime() {
    BridgeDriver driver = new BridgeDriver();
    DeviceConfig none = new DeviceConfig("it", "bridge", "it", "udp:0", Map.of(), 3);
    assertTrue(
        String.valueOf(
                assertThrows(RigFileException.class, () -> driver.streams(none)).getMessage())
            .contains("\"channels\""));
    DeviceConfig timed =
        new DeviceConfig("it", "bridge", "it", "udp:0", with("form", "numbers", "time", "t_us"), 3);
    assertTrue(
        String.valueOf(
                assertThrows(RigFileException.class, () -> driver.streams(timed)).getMessage())
            .contains("\"time\""));
  }
}
