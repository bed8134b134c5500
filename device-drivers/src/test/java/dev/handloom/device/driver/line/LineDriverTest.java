package dev.handloom.device.driver.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineDriverTest {
  private static final Map<String, String> GRIPPER =
      Map.of(
          "columns", "t_us,seq,width",
          "width.unit", "m",
          "width.scale", "0.00001",
          "width.high", "0.09",
          "rate_hz", "200");

  private static Conversation say(Map<String, String> settings, String text) throws Exception {
    return Conversation.of("line", settings, List.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static Map<String, String> with(String... more) {
    Map<String, String> settings = new HashMap<>(GRIPPER);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  @Test
  void readsTimeCountAndScaledValue() throws Exception {
    Conversation gripper = say(GRIPPER, "4294967290,17,4250\n4,18, 4251.5 \r\n");
    assertEquals(
        List.of("17 4294967290 [0.0425]", "18 4 [0.042515000000000004]"), gripper.samples(0));
    assertEquals(0, gripper.bad());
    assertEquals("", gripper.answers());
  }

  @Test
  void aGapInTheCountIsALoss() throws Exception {
    Conversation gripper = say(GRIPPER, "1,1,5\n2,2,5\n6,6,5\n7,7,5\n");
    assertEquals(3, gripper.lost());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2\n",
        "1,2,3,4\n",
        "1,2,\n",
        ",,\n",
        "1;2;3\n",
        "-1,2,3\n",
        "1.5,2,3\n",
        "1,2,3x\n",
        "1,2,1e\n",
        "1,2,1e999\n",
        "1,2,nan\n",
        "1,2,0x1F\n",
        "1e3,2,3\n",
        "1,2,width:\n",
        "1,2,hight:3\n",
        " # 1,2,3\n",
        "1,2,1.2.3\n",
        "1,2,-\n",
        "1,2,12345678901234567890\n",
        "t,seq,width\n"
      })
  void aBadLineIsDroppedAndCounted(String line) throws Exception {
    Conversation gripper = say(GRIPPER, line + "1,2,3\n");
    assertEquals(1, gripper.samples(0).size());
    assertEquals(1, gripper.bad());
  }

  @Test
  void checksumsAreChecked() throws Exception {
    // '1'^','^'2'^','^'3' is 0x30; their sum modulo 256 is 0xEE.
    assertEquals(1, say(with("checksum", "xor"), "1,2,3*30\n").samples(0).size());
    assertEquals(1, say(with("checksum", "sum8"), "1,2,3*ee\r\n").samples(0).size());
    assertEquals(1, say(with("checksum", "xor"), "1,2,3*31\n").bad());
    assertEquals(1, say(with("checksum", "xor"), "1,2,3\n").bad());
    assertEquals(1, say(with("checksum", "xor"), "*00\n").bad());
    assertEquals(1, say(GRIPPER, "1,2,3*30\n").bad());
  }

  @Test
  void theLargeChecksumAndTheOneOfSentencesAreChecked() throws Exception {
    Map<String, String> digits = Map.of("columns", "a", "checksum", "crc16");
    // The check value of CRC-16/CCITT-FALSE.
    assertEquals(List.of("0 - [1.23456789E8]"), say(digits, "123456789*29B1\n").samples(0));
    assertEquals(1, say(digits, "123456789*29B0\n").bad());
    assertEquals(1, say(digits, "123456789*B1\n").bad());
    // The example sentence of NMEA 0183 that every receiver's manual prints.
    String position = "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\n";
    Map<String, String> sentence =
        Map.of("columns", "-,utc,-,-,-,-,fix,-,-,height,-,-,-,-,-", "checksum", "nmea");
    assertEquals(List.of("0 - [123519.0, 1.0, 545.4]"), say(sentence, position).samples(0));
    assertEquals(1, say(sentence, position.replace("545", "546")).bad());
    assertEquals(1, say(sentence, position.substring(1)).bad());
  }

  @Test
  void numbersAreReadAsFirmwaresPrintThem() throws Exception {
    Map<String, String> one = Map.of("columns", "a");
    assertEquals(
        List.of(
            "0 - [1.0E-5]",
            "1 - [120000.0]",
            "2 - [-2.5E-7]",
            "3 - [0.5]",
            "4 - [5.0]",
            "5 - [1.0E20]",
            "6 - [0.0]"),
        say(one, "1e-05\n+1.2E5\n-25e-8\n.5\n5.\n1e20\n-0\n").samples(0));
  }

  @Test
  void valuesMayHaveTheirNamesAndPeopleTheirLines() throws Exception {
    Conversation gripper =
        say(GRIPPER, "# AS5600 found\nt_us: 1, seq=2,width:3\n# t_us,seq,width\n4,5,6\n");
    assertEquals(2, gripper.samples(0).size());
    assertEquals(0, gripper.bad());
  }

  @Test
  void anOffsetIsAddedAfterTheScale() throws Exception {
    Conversation gripper =
        say(Map.of("columns", "w", "w.scale", "0.5", "w.offset", "-100", "w.low", "-100"), "50\n");
    assertEquals(List.of("0 - [-75.0]"), gripper.samples(0));
  }

  @ParameterizedTest
  @CsvSource({
    "t_us,4294967295,4294967295,32,1000000",
    "t_ms,17,17,32,1000",
    "t_ns,1700000000123456789,1700000000123456789,63,1000000000",
    "t_s,12.5,12500000,63,1000000",
    "t_s,1700000000.1234567,1700000000123456,63,1000000",
    "t_s,3,3000000,63,1000000"
  })
  void theTimeColumnHasItsUnit(String column, String written, long ticks, int bits, long perSecond)
      throws Exception {
    Map<String, String> settings = Map.of("columns", column + ",a");
    assertEquals(List.of("0 " + ticks + " [1.0]"), say(settings, written + ",1\n").samples(0));
    DeviceConfig config = new DeviceConfig("g", "line", "g", "x:", settings, 3);
    DeviceTicks counter = new LineDriver().streams(config).getFirst().ticks();
    assertEquals(new DeviceTicks(bits, perSecond), counter);
  }

  @Test
  void aCountThatBeginsAnewIsNoLossAndARestartIsNone() throws Exception {
    Map<String, String> settings = Map.of("columns", "seq,a", "seq_bits", "8");
    Conversation wraps = say(settings, "253,1\n254,1\n255,1\n0,1\n1,1\n");
    assertEquals("257 - [1.0]", wraps.samples(0).getLast());
    assertEquals(0, wraps.lost());
    assertEquals(2, say(settings, "254,1\n1,1\n").lost());
    assertEquals(0, say(settings, "100,1\n101,1\n0,1\n1,1\n").lost());
  }

  @Test
  void columnsMayBeSkippedSeparatedOtherwiseAndComeWithoutTime() throws Exception {
    Conversation pedal =
        say(Map.of("columns", "-,left,right,-", "separator", "tab"), "P1\t-3\t+4.25\tend\n");
    assertEquals(List.of("0 - [-3.0, 4.25]"), pedal.samples(0));
    Conversation spaced = say(Map.of("columns", "a,b", "separator", "space"), "1 2\n");
    assertEquals(List.of("0 - [1.0, 2.0]"), spaced.samples(0));
  }

  @Test
  void theSpecSaysWhatTheFileSays() throws Exception {
    DeviceConfig config = new DeviceConfig("g", "line", "g", "x:", GRIPPER, 3);
    StreamSpec spec = new LineDriver().streams(config).getFirst();
    assertEquals("g/signal", spec.name());
    assertEquals(Unit.METRE, spec.channels().getFirst().unit());
    assertEquals(0.09, spec.channels().getFirst().high());
    assertEquals(200, spec.nominalHz());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "columns|t_us,seq",
        "columns|a,a",
        "columns|t_us,t_ms,a",
        "columns|Width",
        "columns|''",
        "separator|::",
        "separator|5",
        "checksum|crc32",
        "time_bits|64",
        "seq_bits|7",
        "width.offset|far",
        "rate_hz|fast",
        "stream|My stream",
        "width.unit|furlong",
        "width.scale|0",
        "width.high|-1",
        "hight.unit|m",
        "path_ms|-1"
      })
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config = new DeviceConfig("gripper", "line", "g", "x:", with(setting, value), 21);
    RigFileException e =
        assertThrows(
            RigFileException.class,
            () -> {
              LineDriver driver = new LineDriver();
              driver.streams(config);
              driver.clock(config);
            });
    assertEquals(21, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anySplitOfTheBytesYieldsTheSameSamples(long seed) throws Exception {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append(random.nextInt(9) == 0 ? "1,2," : i * 5000 + "," + i + ",");
      text.append(random.nextInt(9) == 0 ? "\n" : random.nextInt(8500) + "\r\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    Conversation whole = Conversation.of("line", GRIPPER, Conversation.split(bytes, random, 4096));
    Conversation pieces = Conversation.of("line", GRIPPER, Conversation.split(bytes, random, 7));
    assertTrue(whole.samples(0).size() > 100, "seed " + seed);
    assertEquals(whole.samples(0), pieces.samples(0), "seed " + seed);
    assertEquals(whole.bad(), pieces.bad(), "seed " + seed);
    assertEquals(whole.lost(), pieces.lost(), "seed " + seed);
  }
}
