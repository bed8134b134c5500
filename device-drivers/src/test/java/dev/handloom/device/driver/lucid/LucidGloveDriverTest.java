package dev.handloom.device.driver.lucid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  @CsvSource({"side,up", "max,2048", "max,many", "splay,yes", "rate_hz,0", "colour,blue"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("glove", "lucidglove", "glove", "x:", Map.of(setting, value), 12);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new LucidGloveDriver().streams(config));
    assertEquals(12, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
