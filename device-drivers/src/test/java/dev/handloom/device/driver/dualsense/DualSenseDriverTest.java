package dev.handloom.device.driver.dualsense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DualSenseDriverTest {
  private static final Map<String, String> TOUCHPAD = Map.of("touchpad", "true");

  private static final String PAYLOAD =
      "7f8000ff10f02a2181040000000000640038ff2c0100e000100100f0ffffff00053452068000000000000000"
          + "00000000000000001300000000000000000000";
  private static final String USB = "01" + PAYLOAD;

  /// The last four bytes were made with another CRC-32, over a1 and the report.
  private static final String BLUETOOTH = "3140" + PAYLOAD + "000000000000000000" + "2f4ca1bd";

  private static final String SHORT = "01808080800800000000";

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static Conversation say(String... reports) throws Exception {
    return Conversation.reports(
        "dualsense", TOUCHPAD, List.of(reports).stream().map(DualSenseDriverTest::hex).toList());
  }

  private static void isTheVector(Conversation pad, String sequence) {
    String head = sequence + " 4294967280 ";
    assertEquals(List.of(head + "[127.0, 128.0, 0.0, 255.0, 16.0, 240.0]"), pad.samples(0));
    assertEquals(
        List.of(
            head
                + "[1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0,"
                + " 0.0, 0.0, 1.0]"),
        pad.samples(1));
    assertEquals(List.of(head + "[100.0, -200.0, 300.0, -8192.0, 4096.0, 1.0]"), pad.samples(2));
    assertEquals(List.of(head + "[1.0, 564.0, 101.0, 0.0, 0.0, 0.0]"), pad.samples(4));
    assertEquals(0, pad.bad());
  }

  @Test
  void readsAReportOfTheCable() throws Exception {
    isTheVector(say(USB), "42");
  }

  @Test
  void readsAReportOfTheRadio() throws Exception {
    isTheVector(say(BLUETOOTH), "0");
  }

  @Test
  void aReportWhoseCheckFailsIsNoSample() throws Exception {
    for (int at = 1; at < 78; at++) {
      byte[] report = hex(BLUETOOTH);
      report[at] ^= 0x10;
      Conversation pad = Conversation.reports("dualsense", Map.of(), List.of(report));
      assertEquals(List.of(), pad.samples(0), "byte " + at);
      assertEquals(1, pad.bad(), "byte " + at);
    }
  }

  @Test
  void everyDirectionOfTheHatIsOneOrTwo() throws Exception {
    String[] expected = {"1000", "1100", "0100", "0110", "0010", "0011", "0001", "1001", "0000"};
    for (int hat = 0; hat < expected.length; hat++) {
      byte[] report = hex(USB);
      report[8] = (byte) hat;
      Conversation pad = Conversation.reports("dualsense", Map.of(), List.of(report));
      double[] values = pad.wholeSamples(1).getFirst().values;
      StringBuilder shown = new StringBuilder();
      for (int i = 0; i < 4; i++) {
        shown.append((int) values[i]);
      }
      assertEquals(expected[hat], shown.toString(), "hat " + hat);
    }
  }

  @Test
  void aShortReportIsNoSampleAndNoFaultAndIsSaid() throws Exception {
    Script script = Script.saying(List.of(hex(SHORT)));
    DriverUnderTest pad = new DriverUnderTest("dualsense", Map.of(), script.asReports());
    pad.pump();
    assertEquals(List.of(), pad.samples(0));
    assertEquals(0, pad.bad());
    assertTrue(pad.report().concerns().getFirst().what().contains("short"));
  }

  @Test
  void overTheCableTheCountTellsLosses() throws Exception {
    List<byte[]> reports = new ArrayList<>();
    for (int count : new int[] {250, 251, 254, 255, 0, 1, 4}) {
      byte[] report = hex(USB);
      report[7] = (byte) count;
      reports.add(report);
    }
    Conversation pad = Conversation.reports("dualsense", Map.of(), reports);
    assertEquals(4, pad.lost());
  }

  /// Biases 3, 4, 5; turns of 540 °/s as ±8832 about the bias; lying as ±8192 about 10.
  private static byte[] calibration() {
    int[] numbers = {
      3, 4, 5, 8835, -8829, 8836, -8828, 8837, -8827, 540, 540, 8202, -8182, 8202, -8182, 8202,
      -8182
    };
    byte[] report = new byte[41];
    report[0] = 5;
    for (int i = 0; i < numbers.length; i++) {
      report[1 + 2 * i] = (byte) numbers[i];
      report[2 + 2 * i] = (byte) (numbers[i] >> 8);
    }
    return report;
  }

  @Test
  void motionComesInUnitsByTheControllersOwnCalibration() throws Exception {
    Script script = Script.saying(List.of(hex(USB))).with(5, calibration());
    DriverUnderTest pad = new DriverUnderTest("dualsense", Map.of(), script.asReports());
    pad.pump();
    double[] motion = pad.samples(3).getFirst().values;
    assertEquals(Math.toRadians(100 * 1080 / 17_664.0), motion[0], 1e-9);
    assertEquals(Math.toRadians(-200 * 1080 / 17_664.0), motion[1], 1e-9);
    assertEquals((-8192 - 10) / 8192.0 * 9.80665, motion[3], 1e-9);
    assertEquals((4096 - 10) / 8192.0 * 9.80665, motion[4], 1e-9);
    assertEquals(List.of(), pad.report().concerns());
  }

  @Test
  void aCalibrationThatMakesNoSenseIsNotUsedAndThatIsSaid() throws Exception {
    byte[] zeros = new byte[41];
    zeros[0] = 5;
    Script script = Script.saying(List.of(hex(USB))).with(5, zeros);
    DriverUnderTest pad = new DriverUnderTest("dualsense", Map.of(), script.asReports());
    pad.pump();
    double[] motion = pad.samples(3).getFirst().values;
    assertEquals(Math.toRadians(100 * 2000 / 32_768.0), motion[0], 1e-9);
    assertEquals(-9.80665, motion[3], 1e-9);
    assertTrue(pad.report().concerns().getFirst().what().contains("calibration"));
  }

  @Test
  void saysItsBatteryAndWhenThatIsLow() throws Exception {
    byte[] charging = hex(USB);
    byte[] empty = hex(USB);
    empty[53] = 0x01;
    DriverUnderTest pad =
        new DriverUnderTest(
            "dualsense", Map.of(), Script.saying(List.of(charging, empty)).asReports());
    pad.pump();
    assertEquals(0.3, pad.report().battery(), 1e-9);
    pad.pump();
    assertEquals(0.1, pad.report().battery(), 1e-9);
    assertTrue(pad.report().concerns().getLast().what().contains("battery is below 20 %"));
  }

  @Test
  void tellsACableControllerWhatToDo() throws Exception {
    Script script = Script.saying(List.of(hex(USB)));
    DriverUnderTest pad = new DriverUnderTest("dualsense", Map.of(), script.asReports());
    pad.pump();
    pad.obey(new Command("rumble", 1, 64 / 255.0, 0.2));
    pad.obey(new Command("right-trigger", 0.2, 0.4));
    pad.obey(new Command("left-trigger", 0.2, 0));
    pad.obey(new Command("light", 0, 0.2, 1));
    pad.obey(new Command("player-lights", 21));
    pad.end();
    List<byte[]> written = script.written();
    assertArrayEquals(padded("02030040ff"), written.get(0));
    assertArrayEquals(padded("020400000000000000000001" + "3366"), written.get(1));
    assertArrayEquals(padded("0208"), written.get(2));
    assertArrayEquals(hex("020004" + "00".repeat(42) + "0033ff"), written.get(3));
    assertArrayEquals(hex("020010" + "00".repeat(41) + "15" + "000000"), written.get(4));
    // At the end the motors stop and both triggers are let go.
    assertArrayEquals(padded("0203"), written.get(5));
    assertArrayEquals(padded("020c"), written.get(6));
    assertEquals(7, written.size());
  }

  private static byte[] padded(String text) {
    return Arrays.copyOf(hex(text), 48);
  }

  @Test
  void tellsARadioControllerWhatToDo() throws Exception {
    Script script = Script.saying(List.of(hex(BLUETOOTH)));
    DriverUnderTest pad = new DriverUnderTest("dualsense", Map.of(), script.asReports());
    pad.pump();
    pad.obey(new Command("rumble", 1, 64 / 255.0, 0.2));
    // Made with another CRC-32, over a2 and the report.
    assertArrayEquals(
        hex("310010030040ff" + "00".repeat(67) + "0da8228c"), script.written().getFirst());
    pad.obey(new Command("light", 0, 0, 0));
    assertEquals(0x10, script.written().get(1)[1], "reports are counted");
  }

  @Test
  void aCheckedReportIsRecognisedAndAnotherIsNot() {
    DualSenseDriver driver = new DualSenseDriver();
    byte[] report = hex(BLUETOOTH);
    assertTrue(driver.recognise(Heard.messages(List.of(report, report, report))).probable());
    byte[] wrong = report.clone();
    wrong[20] ^= 1;
    assertFalse(driver.recognise(Heard.messages(List.of(wrong, wrong, wrong))).probable());
  }

  @ParameterizedTest
  @CsvSource({"touchpad,1", "rate_hz,0", "side,left"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("pad", "dualsense", "pad", "x:", Map.of(setting, value), 9);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new DualSenseDriver().streams(config));
    assertEquals(9, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
