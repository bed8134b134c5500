package dev.handloom.device.driver.joycon;

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

class JoyConDriverTest {
  private static final Map<String, String> RIGHT = Map.of("model", "right");

  /// Y, A, ZR, plus and home; the right stick at 0x79f, 0x8a0; the left at 0x510, 0x479.
  private static final String STATE = "2a" + "6e" + "891200" + "109547" + "9f078a" + "00";

  /// Accelerometer 1, -2, 4096 and gyroscope 100, -100, 0; then each a little more.
  private static final String MOTION =
      "0100feff0010"
          + "64009cff0000"
          + "0200feff0010"
          + "65009cff0000"
          + "0300feff0010"
          + "66009cff0000";

  private static final String FULL = "30" + STATE + MOTION;

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static Conversation say(Map<String, String> settings, String... reports)
      throws Exception {
    return Conversation.reports(
        "joycon", settings, List.of(reports).stream().map(JoyConDriverTest::hex).toList());
  }

  @Test
  void readsARightJoyCon() throws Exception {
    Conversation joy = say(RIGHT, FULL);
    assertEquals(List.of("0 - [1951.0, 2208.0, 42.0]"), joy.samples(0));
    // y x b a sr sl r zr, plus, right_stick, home
    assertEquals(
        List.of("0 - [1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0]"), joy.samples(1));
    assertEquals(
        List.of(
            "0 - [1.0, -2.0, 4096.0, 100.0, -100.0, 0.0]",
            "1 - [2.0, -2.0, 4096.0, 101.0, -100.0, 0.0]",
            "2 - [3.0, -2.0, 4096.0, 102.0, -100.0, 0.0]"),
        joy.samples(2));
    assertEquals(0, joy.bad());
  }

  @Test
  void readsAProControllerWithBothSticks() throws Exception {
    Conversation joy = say(Map.of("model", "pro"), FULL + "00".repeat(15));
    assertEquals(List.of("0 - [1296.0, 1145.0, 1951.0, 2208.0, 42.0]"), joy.samples(0));
    assertEquals(18, joy.wholeSamples(1).getFirst().values.length);
  }

  @Test
  void motionIsTimedFiveMillisecondsApartAndTheLastIsTheReports() throws Exception {
    Conversation joy = say(RIGHT, FULL);
    long report = joy.wholeSamples(0).getFirst().captureNanos;
    List<Sample> motion = joy.wholeSamples(3);
    assertEquals(report - 10_000_000, motion.get(0).captureNanos);
    assertEquals(report - 5_000_000, motion.get(1).captureNanos);
    assertEquals(report, motion.get(2).captureNanos);
    assertEquals(joy.wholeSamples(0).getFirst().arrivalNanos, motion.get(0).arrivalNanos);
  }

  @Test
  void withoutACalibrationMotionIsInTheUnitsOfAUsualSensor() throws Exception {
    double[] motion = say(RIGHT, FULL).wholeSamples(3).getFirst().values;
    assertEquals(9.80665, motion[2], 1e-6);
    assertEquals(Math.toRadians(100 * 936 / 13_371.0), motion[3], 1e-9);
  }

  /// Answers as a controller does, and remembers nothing.
  private static List<byte[]> answer(byte[] asked) {
    String subcommand = "%02x".formatted(asked[10]);
    String data =
        switch (asked[10]) {
          case 0x02 -> "82" + subcommand + "0348" + "02" + "02" + "7cbb8aea3057" + "0101";
          case 0x10 ->
              "90"
                  + subcommand
                  + HexFormat.of().formatHex(asked, 11, 16)
                  + (asked[11] == 0x20
                      ? "b0ffb9fee000" + "004000400040" + "0e00dfffd0ff" + "3b343b343b34"
                      : "ff".repeat(26));
          default -> "80" + subcommand;
        };
    String report = "21" + STATE + data;
    return List.of(hex(report + "00".repeat(49 - report.length() / 2)));
  }

  @Test
  void greetsTheControllerAndUsesWhatIsInItsMemory() throws Exception {
    Script script = Script.answering(JoyConDriverTest::answer);
    DriverUnderTest joy = new DriverUnderTest("joycon", RIGHT, script.asReports());
    while (!script.drained()) {
      joy.pump();
    }
    List<String> orders =
        script.written().stream().map(w -> HexFormat.of().formatHex(w, 10, 16)).toList();
    assertEquals(
        List.of(
            "020000000000",
            "102060000018",
            "10268000001a",
            "400100000000",
            "480100000000",
            "033000000000"),
        orders);
    assertEquals(
        "0100000140400001404002", HexFormat.of().formatHex(script.written().getFirst(), 0, 11));
    assertEquals("3.48", joy.report().firmware());
    assertEquals("7c:bb:8a:ea:30:57", joy.report().serialNumber());
    assertEquals(List.of(), joy.report().concerns());
  }

  @Test
  void theCalibrationOfTheMemoryIsApplied() {
    JoyMotionScale scale =
        JoyMotionScale.of(hex("b0ffb9fee000" + "004000400040" + "0e00dfffd0ff" + "3b343b343b34"));
    assertTrue(scale.measured());
    assertEquals(4 * 9.80665 / (16_384 + 80), scale.apply(0, 1), 1e-12);
    assertEquals(0, scale.apply(3, 14), 1e-12);
    assertEquals(Math.toRadians(936), scale.apply(3, 13_371), 1e-9);
    assertTrue(!JoyMotionScale.of(new byte[24]).measured());
    assertTrue(!JoyMotionScale.of(hex("ff".repeat(24))).measured());
  }

  @Test
  void anotherControllerThanTheRigFileSaysIsSaid() throws Exception {
    Script script = Script.answering(JoyConDriverTest::answer);
    DriverUnderTest joy =
        new DriverUnderTest("joycon", Map.of("model", "left"), script.asReports());
    while (!script.drained()) {
      joy.pump();
    }
    assertTrue(joy.report().concerns().getFirst().what().contains("another controller"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "302a6e", "30" + "2aae89", "ff00", "00"})
  void whatIsNoReportIsCountedAndNoSample(String wrong) throws Exception {
    Conversation joy = say(RIGHT, wrong);
    assertEquals(List.of(), joy.samples(0));
    assertEquals(1, joy.bad());
  }

  @Test
  void aPressInTheSimpleModeIsNeitherSampleNorFault() throws Exception {
    Conversation joy = say(RIGHT, "3f2800080080008000800080");
    assertEquals(List.of(), joy.samples(0));
    assertEquals(0, joy.bad());
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0001404000014040",
    "1,0,0001407200014072",
    "0,1,00c9404000c94040",
    "0.5,0.5,0089406200894062",
    "0.0398,0.047296,0015c0440015c044"
  })
  void rumbleIsEncodedAndNeverAboveWhatIsSafe(double low, double high, String motors)
      throws Exception {
    Script script = Script.saying(List.of(hex(FULL)));
    DriverUnderTest joy = new DriverUnderTest("joycon", RIGHT, script.asReports());
    joy.obey(new Command("rumble", low, high, 1));
    byte[] report = script.written().getLast();
    assertEquals(10, report.length);
    assertEquals("10", "%02x".formatted(report[0]));
    assertEquals(motors, HexFormat.of().formatHex(report, 2, 10));
    joy.end();
    assertEquals("0001404000014040", HexFormat.of().formatHex(script.written().getLast(), 2, 10));
  }

  @ParameterizedTest
  @CsvSource({"model,middle", "cable,true", "cable,1", "rate_hz,0"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config = new DeviceConfig("joy", "joycon", "joy", "x:", Map.of(setting, value), 9);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new JoyConDriver().streams(config));
    assertEquals(9, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
