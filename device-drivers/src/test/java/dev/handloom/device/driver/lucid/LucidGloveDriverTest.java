package dev.handloom.device.driver.lucid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LucidGloveDriverTest {
  private static final Map<String, String> PLAIN = Map.of("side", "left");
  private static final Map<String, String> SPLAY = Map.of("side", "left", "splay", "true");
  private static final String PACKET = "A2047B1023C0D4095E100F2048G2048P0\n";
  private static final String CURLS = "[2047.0, 1023.0, 0.0, 4095.0, 100.0]";

  private static Conversation say(Map<String, String> settings, String text) throws Exception {
    return Conversation.of(
        "lucidglove", settings, List.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void readsAPacketAndAnswersIt() throws Exception {
    Conversation glove = say(PLAIN, PACKET);
    assertEquals(List.of("0 - " + CURLS), glove.samples(0));
    assertEquals(
        List.of("0 - [2048.0, 2048.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]"),
        glove.samples(1));
    assertEquals("\n", glove.answers());
    assertEquals(0, glove.bad());
  }

  @Test
  void asksOnceForTheFirmwareInPlaceOfAnEmptyAnswer() throws Exception {
    assertEquals("\nZ\n\n\n", say(PLAIN, PACKET.repeat(4)).answers());
  }

  @Test
  void readsTheOlderEncoding() throws Exception {
    Conversation glove =
        say(PLAIN, "2047&1023&0&4095&100&2048&2048&0&0&0&0&0&0\n1&2&3&4&5&6&7&1&0&1&0&1&0\r\n");
    assertEquals(List.of("0 - " + CURLS, "1 - [1.0, 2.0, 3.0, 4.0, 5.0]"), glove.samples(0));
    assertEquals(
        List.of(
            "0 - [2048.0, 2048.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]",
            "1 - [6.0, 7.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0]"),
        glove.samples(1));
    assertEquals(0, glove.bad());
    // Its firmware knows no question.
    assertEquals("\n\n", glove.answers());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2047&1023&0&4095&100&2048&2048&0&0&0&0&0\n",
        "2047&1023&0&4095&100&2048&2048&0&0&0&0&0&\n",
        "2047&1023&0&4095&100&2048&2048&0&0&0&0&0&0&0\n",
        "2047&1023&0&4096&100&2048&2048&0&0&0&0&0&0\n",
        "2047&1023&0&4095&100&2048&2048&0&2&0&0&0&0\n",
        "2047&&0&4095&100&2048&2048&0&0&0&0&0&0\n"
      })
  void dropsWhatIsNotWholeOfTheOlderEncoding(String text) throws Exception {
    Conversation glove = say(PLAIN, text);
    assertEquals(List.of(), glove.samples(0));
    assertEquals(1, glove.bad());
  }

  @Test
  void theTriggerOfABentFingerIsOneAboveTheLargestValue() throws Exception {
    Conversation glove = say(PLAIN, "A1B4095C3D4E5F6G7P4096\n");
    assertEquals(1, glove.samples(0).size());
    assertEquals(
        List.of("0 - [6.0, 7.0, 4096.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]"),
        glove.samples(1));
    assertEquals(1, say(PLAIN, "A1B4095C3D4E5F6G7P4097\n").bad());
  }

  @Test
  void jointsAreAStreamOfTheirOwn() throws Exception {
    StringBuilder text = new StringBuilder("A5B5C5D5E5F1G2P3");
    for (char finger = 'A'; finger <= 'E'; finger++) {
      for (char joint = 'A'; joint <= 'C'; joint++) {
        text.append("(").append(finger).append('A').append(joint).append(")");
        text.append((finger - 'A') * 10 + joint - 'A');
      }
    }
    Map<String, String> settings = Map.of("joints", "3");
    Conversation glove = say(settings, text + "\n");
    assertEquals(
        List.of(
            "0 - [0.0, 1.0, 2.0, 10.0, 11.0, 12.0, 20.0, 21.0, 22.0, 30.0, 31.0, 32.0, 40.0, 41.0,"
                + " 42.0]"),
        glove.samples(1));
    // Its last joint cut off.
    Conversation cut = say(settings, text.substring(0, text.length() - 7) + "\n");
    assertEquals(List.of(), cut.samples(0));
    assertEquals(1, cut.bad());
  }

  @Test
  void theThumbHasNoFourthJoint() throws Exception {
    DeviceConfig config = new DeviceConfig("g", "lucidglove", "g", "x:", Map.of("joints", "4"), 1);
    assertEquals(19, new LucidGloveDriver().streams(config).get(1).channels().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A2047B1023C0D40",
        "A2047B1023C0D4095E100F2048G20",
        "A2047B1023C",
        "A",
        "E\0\1xyz"
      })
  void aPacketBehindOneThatLostItsLineEndIsKept(String cut) throws Exception {
    Conversation glove = say(PLAIN, cut + PACKET);
    assertEquals(List.of("0 - " + CURLS), glove.samples(0));
    assertEquals(1, glove.bad());
    assertEquals(cut.length(), glove.badFrames().newest().getFirst().length());
    assertEquals("\n", glove.answers());
  }

  @Test
  void readsSplayAndSwitches() throws Exception {
    Conversation glove =
        say(SPLAY, "A2047B1023C0D4095E100F1G2P3HL(AB)2048(BB)1900(CB)2000(DB)2100(EB)2200(ZV)3\n");
    assertEquals(
        List.of("0 - [2047.0, 1023.0, 0.0, 4095.0, 100.0, 2048.0, 1900.0, 2000.0, 2100.0, 2200.0]"),
        glove.samples(0));
    assertEquals(
        List.of("0 - [1.0, 2.0, 3.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]"), glove.samples(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A2047B1023C0D4095E100\r\n",
        "E100D4095C0B1023A2047\n",
        "P0E100JD4095(CB)7C0B1023G1A2047(ZG)0\n",
        "(AAA)2000(AAB)2094B1023C0D4095(EAA)100\n",
        "\n\r\nA2047B1023C0D4095E100\n\n"
      })
  void acceptsEveryOrderAndLineEnd(String text) throws Exception {
    Conversation glove = say(PLAIN, text);
    assertEquals(List.of("0 - " + CURLS), glove.samples(0));
    assertEquals(0, glove.bad());
    assertEquals("\n", glove.answers());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A2047B1023C0D40\n",
        "A2047B1023C0D4095E\n",
        "47B1023C0D4095E100\n",
        "A4096B1023C0D4095E100\n",
        "A99999999999999999999B1C1D1E1\n",
        "A2047B1023C0D4095E100(AB\n",
        "A2047B1023C0D4095E100()3\n",
        "a2047b1023\n",
        "calibrating...\n",
        "A-1B1023C0D4095E100\n"
      })
  void dropsAndCountsWhatIsNoPacketAnswersItAndGoesOn(String text) throws Exception {
    Conversation glove = say(PLAIN, text + PACKET);
    assertEquals(List.of("0 - " + CURLS), glove.samples(0));
    assertEquals(1, glove.bad());
    assertEquals("\n\n", glove.answers());
  }

  @ParameterizedTest
  @CsvSource({"lucid,true", "legacy,true", "noise,false", "numbers,false"})
  void isRecognised(String what, boolean probable) {
    String line =
        switch (what) {
          case "lucid" -> PACKET;
          case "legacy" -> "2047&1023&0&4095&100&2048&2048&0&0&0&0&0&0\r\n";
          case "noise" -> "Connecting to WiFi...\n";
          default -> "123 456 789\n";
        };
    // Listening begins and ends in the middle of a line.
    String heard = line.substring(line.length() / 2) + line.repeat(9) + line.substring(0, 5);
    Likeness likeness =
        new LucidGloveDriver().recognise(Heard.bytes(heard.getBytes(StandardCharsets.US_ASCII)));
    assertEquals(probable, likeness.probable(), likeness.reason());
  }

  @Test
  void aPacketThatLostItsSplayIsCutShort() throws Exception {
    Conversation glove = say(SPLAY, "A1B2C3D4E5F6G7P0(AB)1(BB)2(CB)3(D\n");
    assertEquals(List.of(), glove.samples(0));
    assertEquals(1, glove.bad());
  }

  @Test
  void anEndlessLineIsDroppedAsAWhole() throws Exception {
    Conversation glove = say(PLAIN, "A1".repeat(1500) + "\n" + PACKET);
    assertEquals(1, glove.samples(0).size());
    assertEquals(1, glove.bad());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anySplitOfTheBytesYieldsTheSameSamples(long seed) throws Exception {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      switch (random.nextInt(8)) {
        case 0 -> text.append("A12B");
        case 1 -> text.append("noise!\r\n");
        default -> {
          for (char key = 'A'; key <= 'E'; key++) {
            text.append(key).append(random.nextInt(4096));
          }
          text.append(random.nextBoolean() ? "F1G2P3\n" : "HL\r\n");
        }
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    Conversation whole =
        Conversation.of("lucidglove", PLAIN, Conversation.split(bytes, random, 4096));
    Conversation pieces =
        Conversation.of("lucidglove", PLAIN, Conversation.split(bytes, random, 9));
    assertTrue(whole.samples(0).size() > 50, "seed " + seed);
    assertEquals(whole.samples(0), pieces.samples(0), "seed " + seed);
    assertEquals(whole.samples(1), pieces.samples(1), "seed " + seed);
    assertEquals(whole.bad(), pieces.bad(), "seed " + seed);
    assertEquals(whole.answers(), pieces.answers(), "seed " + seed);
  }

  @ParameterizedTest
  @CsvSource({
    "side,up",
    "max,2048",
    "max,many",
    "splay,yes",
    "rate_hz,0",
    "colour,blue",
    "joints,5",
    "force_limit,1001",
    "force_seconds,0"
  })
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("glove", "lucidglove", "glove", "x:", Map.of(setting, value), 12);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new LucidGloveDriver().streams(config));
    assertEquals(12, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
