package dev.handloom.device.driver.spacemouse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Command;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.stream.Sample;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceMouseDriverTest {
  /// 350, -350, 1 pushed; 2, -2, 256 turned.
  private static final String COMBINED = "01 5e 01 a2 fe 01 00 02 00 fe ff 00 01";

  private static final String PUSH = "01 5e 01 a2 fe 01 00";
  private static final String TURN = "02 02 00 fe ff 00 01";
  private static final String MOVED = "[350.0, -350.0, 1.0, 2.0, -2.0, 256.0, 1.0]";

  private static byte[] hex(String text) {
    return HexFormat.ofDelimiter(" ").parseHex(text);
  }

  private static Conversation say(Map<String, String> settings, String... reports)
      throws Exception {
    return Conversation.reports(
        "spacemouse", settings, List.of(reports).stream().map(SpaceMouseDriverTest::hex).toList());
  }

  @Test
  void readsSixAxesOfOneReport() throws Exception {
    Conversation mouse = say(Map.of(), COMBINED);
    assertEquals(List.of("0 - " + MOVED), mouse.samples(0));
    assertEquals(List.of("0 - [0.0, 0.0, 0.0]"), mouse.samples(1));
    assertEquals(0, mouse.bad());
  }

  @Test
  void readsPushAndTurnAsOneMotionStampedAtTheTurn() throws Exception {
    Conversation mouse = say(Map.of(), PUSH, TURN, PUSH, TURN);
    assertEquals(List.of("0 - " + MOVED, "1 - " + MOVED), mouse.samples(0));
    List<Sample> samples = mouse.wholeSamples(0);
    assertEquals(2 * Script.STEP_NANOS, samples.get(1).arrivalNanos - samples.get(0).arrivalNanos);
  }

  @Test
  void aPushWithoutItsTurnStandsForItselfAndKeepsItsOwnTime() throws Exception {
    Conversation mouse =
        say(Map.of(), PUSH, TURN, "01 01 00 00 00 00 00", "01 02 00 00 00 00 00", TURN);
    assertEquals(
        List.of(
            "0 - " + MOVED,
            "1 - [1.0, 0.0, 0.0, 2.0, -2.0, 256.0, 1.0]",
            "2 - [2.0, 0.0, 0.0, 2.0, -2.0, 256.0, 1.0]"),
        mouse.samples(0));
    List<Sample> samples = mouse.wholeSamples(0);
    assertEquals(Script.STEP_NANOS, samples.get(1).arrivalNanos - samples.get(0).arrivalNanos);
    assertEquals(2 * Script.STEP_NANOS, samples.get(2).arrivalNanos - samples.get(1).arrivalNanos);
  }

  @Test
  void theLastPushBeforeSilenceIsNotLost() throws Exception {
    Conversation mouse = say(Map.of(), PUSH, TURN, "01 07 00 00 00 00 00");
    assertEquals("1 - [7.0, 0.0, 0.0, 2.0, -2.0, 256.0, 1.0]", mouse.samples(0).getLast());
  }

  @Test
  void readsTwoButtonsAndFifteen() throws Exception {
    Conversation two = say(Map.of(), "03 02 00");
    assertEquals(List.of("0 - [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]"), two.samples(0));
    assertEquals(List.of("0 - [0.0, 1.0, 1.0]"), two.samples(1));
    // FIT, FRONT, ROLL, key 4, ESC, LOCK.
    Conversation pro = say(Map.of("model", "pro"), "03 22 81 40 04");
    assertEquals(
        List.of(
            "0 - [0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0]"),
        pro.samples(1));
  }

  @Test
  void aButtonKeepsTheMotion() throws Exception {
    Conversation mouse = say(Map.of(), COMBINED, "03 01 00", COMBINED);
    assertEquals(
        List.of("0 - " + MOVED, "1 - " + MOVED.replace(", 1.0]", ", 0.0]"), "2 - " + MOVED),
        mouse.samples(0));
    assertEquals(
        List.of("0 - [0.0, 0.0, 0.0]", "1 - [1.0, 0.0, 1.0]", "2 - [1.0, 0.0, 0.0]"),
        mouse.samples(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01 5e 01",
        "01 5e 01 a2 fe 01 00",
        "02 02 00 fe ff 00 01",
        "03",
        "09 00 00",
        "1c"
      })
  void whatIsNoReportOfThisLayoutIsCountedAndChangesNothing(String wrong) throws Exception {
    Conversation mouse = say(Map.of(), COMBINED, wrong, COMBINED);
    assertEquals(List.of("0 - " + MOVED, "1 - " + MOVED), mouse.samples(0));
    assertEquals(1, mouse.bad());
  }

  @Test
  void aBatteryReportIsNeitherSampleNorFault() throws Exception {
    Conversation mouse = say(Map.of(), "17 50 00");
    assertEquals(List.of(), mouse.samples(0));
    assertEquals(0, mouse.bad());
  }

  @Test
  void switchesItsLight() throws Exception {
    Script script = Script.saying(List.of());
    DriverUnderTest mouse = new DriverUnderTest("spacemouse", Map.of(), script.asReports());
    mouse.obey(new Command("light", 1));
    mouse.obey(new Command("light", 0));
    assertArrayEquals(hex("04 01"), script.written().get(0));
    assertArrayEquals(hex("04 00"), script.written().get(1));
  }

  @ParameterizedTest
  @CsvSource({"model,four", "rate_hz,0", "pedals,a"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("cap", "spacemouse", "cap", "x:", Map.of(setting, value), 9);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new SpaceMouseDriver().streams(config));
    assertEquals(9, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
