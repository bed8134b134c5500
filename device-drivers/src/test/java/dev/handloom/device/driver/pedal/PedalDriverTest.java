package dev.handloom.device.driver.pedal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PedalDriverTest {
  private static byte[] hex(String text) {
    return HexFormat.ofDelimiter(" ").parseHex(text);
  }

  private static List<String> say(Map<String, String> settings, String... reports)
      throws Exception {
    Conversation pedal =
        Conversation.reports(
            "pedal", settings, List.of(reports).stream().map(PedalDriverTest::hex).toList());
    assertEquals(0, pedal.bad());
    return pedal.samples(0);
  }

  @Test
  void readsPedalsDownAndUpAndTogether() throws Exception {
    assertEquals(
        List.of(
            "0 - [1.0, 0.0, 0.0, 1.0]",
            "1 - [1.0, 0.0, 1.0, 1.0]",
            "2 - [0.0, 0.0, 1.0, 1.0]",
            "3 - [0.0, 0.0, 0.0, 1.0]"),
        say(
            Map.of(),
            "00 00 04 00 00 00 00 00",
            "00 00 04 06 00 00 00 00",
            "00 00 06 00 00 00 00 00",
            "00 00 00 00 00 00 00 00"));
  }

  @Test
  void readsModifiersAndFarKeys() throws Exception {
    assertEquals(
        List.of("0 - [1.0, 0.0, 1.0]", "1 - [1.0, 1.0, 1.0]"),
        say(
            Map.of("pedals", "go=left-ctrl,stop=f13"),
            "01 00 00 00 00 00 00 00",
            "01 00 68 00 00 00 00 00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00 00 04 00 00 00 00",
        "01 00 04 00 00 00 00 00 00",
        "00 01 04 00 00 00 00 00",
        "00 00 01 01 01 01 01 01",
        "00 00 04 04 00 00 00 00",
        "01"
      })
  void whatIsNoKeyboardReportIsCountedAndChangesNothing(String wrong) throws Exception {
    Conversation pedal =
        Conversation.reports(
            "pedal", Map.of(), List.of(hex("00 00 05 00 00 00 00 00"), hex(wrong)));
    assertEquals(List.of("0 - [0.0, 1.0, 0.0, 1.0]"), pedal.samples(0));
    assertEquals(1, pedal.bad());
  }

  @Test
  void aKeyOfNoPedalIsNamed() throws Exception {
    DriverUnderTest pedal =
        new DriverUnderTest(
            "pedal", Map.of(), Script.saying(List.of(hex("00 00 68 00 00 00 00 00"))).asReports());
    pedal.pump();
    DeviceReport.Concern concern = pedal.report().concerns().getFirst();
    assertTrue(concern.what().contains("f13"), concern.what());
    assertTrue(concern.remedy().contains("right=f13"), concern.remedy());
  }

  @Test
  void mouseReportsAreSaidToBeNoKeys() throws Exception {
    DriverUnderTest pedal =
        new DriverUnderTest(
            "pedal", Map.of(), Script.saying(List.of(hex("01 00 00 00"))).asReports());
    pedal.pump();
    assertTrue(pedal.report().concerns().getFirst().what().contains("4 bytes"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "pedals;left",
        "pedals;left=ä",
        "pedals;left=nokey",
        "pedals;left=a,left=b",
        "pedals;left=a,right=a",
        "pedals;reported=a",
        "hold_keys;maybe",
        "rate_hz;10"
      })
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("feet", "pedal", "feet", "x:", Map.of(setting, value), 12);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new PedalDriver().streams(config));
    assertEquals(12, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
