package dev.handloom.device.driver.udcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Heard;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.stream.StreamSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UdcapDriverTest {
  private static String hand(char side, int from, int to, double first) {
    List<String> angles = new ArrayList<>();
    for (int i = from; i < to; i++) {
      angles.add("{\"Name\":\"%s%d\",\"Value\":%s}".formatted(side, i, first - i));
    }
    return String.join(",", angles);
  }

  private static byte[] message(String before, String parameters) {
    return (before + "{\"Device\":{\"Id\":7},\"Data\":[{\"Parameter\":[" + parameters + "]}]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Conversation say(Map<String, String> settings, byte[]... datagrams)
      throws Exception {
    return Conversation.messages("udcap", settings, List.of(datagrams));
  }

  @Test
  void readsBothHandsBehindWords() throws Exception {
    String both =
        hand('l', 0, 21, 0)
            + ",{\"Name\":\"result_x\",\"Value\":\"ok\"},{\"Name\":\"lamp\",\"Value\":[]},"
            + hand('r', 0, 21, 90);
    Conversation gloves = say(Map.of(), message("Mocap {x} ", both));
    double[] left = gloves.wholeSamples(0).getFirst().values;
    assertEquals(Math.toRadians(-20), left[0], 1e-12);
    assertEquals(Math.toRadians(-2), left[1], 1e-12);
    assertEquals(Math.toRadians(0), left[3], 1e-12);
    assertEquals(Math.toRadians(-7), left[4], 1e-12);
    assertEquals(Math.toRadians(-16), left[19], 1e-12);
    assertEquals(Math.toRadians(-3), left[20], 1e-12);
    assertEquals(Math.toRadians(70), gloves.wholeSamples(1).getFirst().values[0], 1e-12);
    assertEquals(0, gloves.bad());
  }

  @Test
  void theChannelsAreNamedFromRootToTip() throws Exception {
    StreamSpec spec =
        new UdcapDriver()
            .streams(new DeviceConfig("it", "udcap", "it", "udp:0", Map.of(), 1))
            .getFirst();
    assertEquals("it/left-hand", spec.name());
    assertEquals("thumb_abduction", spec.channels().getFirst().name());
    assertEquals("little_3", spec.channels().get(19).name());
    assertEquals("unexplained_3", spec.channels().get(20).name());
  }

  @Test
  void aHandAloneIsPublishedAlone() throws Exception {
    Conversation gloves = say(Map.of(), message("", hand('r', 0, 21, 1)));
    assertEquals(0, gloves.samples(0).size());
    assertEquals(1, gloves.samples(1).size());
    assertEquals(
        1, say(Map.of("hands", "right"), message("", hand('r', 0, 21, 1))).samples(0).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{\"Parameter\":[]}",
        "{\"Parameter\":[{\"Name\":\"l0\",\"Value\":1}]}",
        "{\"Parameter\":[7]}",
        "{\"Parameter\":[@,{\"Name\":\"l3\",\"Value\":1}]}",
        "{\"Parameter\":[@,{\"Name\":\"r3\",\"Value\":1}]}",
        "{\"Parameter\":[@]",
        "{\"Other\":[@]}"
      })
  void whatIsNoWholeHandIsBad(String text) throws Exception {
    String datagram = text.replace("@", hand('l', 0, 21, 1));
    Conversation gloves =
        say(Map.of(), datagram.getBytes(StandardCharsets.UTF_8), message("", hand('l', 0, 21, 1)));
    assertEquals(1, gloves.samples(0).size());
    assertEquals(1, gloves.bad());
  }

  @Test
  void anAngleBeyondATurnIsBad() throws Exception {
    assertEquals(1, say(Map.of(), message("", hand('l', 0, 21, 400))).bad());
    byte[] word = message("", hand('l', 0, 20, 1) + ",{\"Name\":\"l20\",\"Value\":\"x\"}");
    assertEquals(1, say(Map.of(), word).bad());
  }

  @Test
  void bearsWhatComes() throws Exception {
    ProtocolProperties.of(
            "udcap",
            Map.of("hands", "left"),
            (random, number) -> message("t ", hand('l', 0, 21, random.nextInt(90))))
        .over(MessageLink.class)
        .hold();
  }

  @Test
  void isRecognised() {
    byte[] one = message("", hand('l', 0, 21, 1));
    assertTrue(new UdcapDriver().recognise(Heard.messages(List.of(one, one, one))).probable());
  }

  @ParameterizedTest
  @CsvSource({"hands,none", "rate_hz,0", "colour,blue"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config = new DeviceConfig("it", "udcap", "it", "udp:0", Map.of(setting, value), 9);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new UdcapDriver().streams(config));
    assertEquals(9, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
