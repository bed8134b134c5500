package dev.handloom.device.driver.stretchsense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Heard;
import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.stream.Sample;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandEngineDriverTest {
  private static final Map<String, String> TIMED = Map.of("timecode", "true");
  private static final Map<String, String> LEFT = Map.of("hands", "left");

  private static byte[] frame(String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + text.length).putInt(text.length).put(text).array();
  }

  private static String bone(String name, double x) {
    return "{\"name\":\""
        + name
        + "\",\"translation\":["
        + x
        + ",-2,3],\"pre_rotation\":[0,0,0.70710678,0.70710678],\"rotation\":[0,0.70710678,0,"
        + "0.70710678],\"post_rotation\":[0,0,0,1]}";
  }

  private static String hand(Hand hand, double first) {
    List<String> bones = new ArrayList<>();
    for (String name : hand.wireNames()) {
      bones.add(bone(name, first + bones.size()));
    }
    return String.join(",", bones);
  }

  private static String message(String bones, String timecode) {
    return "{\"bones\":["
        + bones
        + "],\"poseName\":\"fist\",\"timecode\":\""
        + timecode
        + "\",\"frameRate\":30}";
  }

  private static Conversation say(Map<String, String> settings, byte[]... pieces) throws Exception {
    return Conversation.of("hand-engine", settings, List.of(pieces));
  }

  @Test
  void theBonesAreThoseOfHandEngine() {
    assertEquals(
        List.of(
            "hand_l",
            "thumb_01_l",
            "thumb_02_l",
            "thumb_03_l",
            "index_00_l",
            "index_01_l",
            "index_02_l",
            "index_03_l"),
        Hand.LEFT.wireNames().subList(0, 8));
    assertEquals("pinky_03_r", Hand.RIGHT.wireNames().get(19));
    assertEquals(20, Hand.RIGHT.wireNames().size());
  }

  @Test
  void readsBothHandsAndTheTimecode() throws Exception {
    String both = hand(Hand.LEFT, 10) + "," + hand(Hand.RIGHT, 50);
    Conversation engine = say(TIMED, frame(message(both, "01:02:03:15")));
    Sample left = engine.wholeSamples(0).getFirst();
    assertEquals(140, left.values.length);
    // Centimetres become metres; a quarter turn about z, then one about y.
    double[] wanted = {0.10, -0.02, 0.03, -0.5, 0.5, 0.5, 0.5};
    for (int i = 0; i < 7; i++) {
      assertEquals(wanted[i], left.values[i], 1e-7, "part " + i);
    }
    assertEquals(0.29, left.values[19 * 7], 1e-12);
    assertEquals(0.5, engine.wholeSamples(1).getFirst().values[0], 1e-12);
    assertEquals(List.of("0 - [3723.5, 30.0]"), engine.samples(2));
    assertEquals(0, engine.bad());
  }

  @Test
  void aHandInAFrameOfItsOwnIsPublishedAlone() throws Exception {
    Conversation engine =
        say(
            TIMED,
            frame(message(hand(Hand.LEFT, 1), "")),
            frame(message(hand(Hand.RIGHT, 2), "")),
            frame(message(hand(Hand.RIGHT, 3) + "," + bone("forearm_r", 1), "")));
    assertEquals(1, engine.samples(0).size());
    assertEquals(2, engine.samples(1).size());
    assertEquals(0, engine.samples(2).size());
    assertEquals(0, engine.bad());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"bones\":[]}",
        "{\"bones\":{}}",
        "{\"bones\":[{\"name\":\"hand_l\"}]}",
        "{\"bones\":[@",
        "{\"bones\":[@],\"timecode\":\"1:2:3\"}",
        "{\"bones\":[@],\"timecode\":\"24:00:00:00\"}",
        "{\"bones\":[@],\"timecode\":\"aa:00:00:00\"}"
      })
  void whatIsNoFrameIsBadAndTheNextIsFound(String json) throws Exception {
    byte[] good = frame(message(hand(Hand.LEFT, 1), "00:00:00:00"));
    Conversation engine = say(LEFT, frame(json.replace("@", hand(Hand.LEFT, 1))), good);
    assertEquals(1, engine.samples(0).size());
    assertTrue(engine.bad() >= 1);
  }

  @Test
  void aHandThatLacksABoneIsNoSample() throws Exception {
    String lacking = hand(Hand.LEFT, 1);
    lacking = lacking.substring(0, lacking.lastIndexOf(",{"));
    Conversation engine = say(LEFT, frame(message(lacking, "")));
    assertEquals(0, engine.samples(0).size());
  }

  @Test
  void aGloveThatIsOffIsSaid() throws Exception {
    byte[] one = frame(message(hand(Hand.LEFT, 1), ""));
    Script script = Script.saying(Collections.nCopies(120, one));
    DriverUnderTest engine = new DriverUnderTest("hand-engine", Map.of(), script.asBytes());
    while (!script.drained()) {
      engine.pump();
    }
    assertEquals("Hand Engine sends no right hand", engine.report().concerns().getFirst().what());
  }

  @Test
  void bearsWhatComes() throws Exception {
    ProtocolProperties.of(
            "hand-engine",
            LEFT,
            (random, number) ->
                frame(message(hand(Hand.LEFT, random.nextInt(9)), "00:00:00:0" + number % 10)))
        .hold();
  }

  @Test
  void isRecognisedFromTheMiddleOfAFrame() {
    byte[] one = frame(message(hand(Hand.LEFT, 1), "00:00:00:01"));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(one, 500, one.length - 500);
    for (int i = 0; i < 5; i++) {
      all.writeBytes(one);
    }
    assertTrue(new HandEngineDriver().recognise(Heard.bytes(all.toByteArray())).probable());
    byte[] noise = new byte[9000];
    new Random(1).nextBytes(noise);
    assertEquals(0, new HandEngineDriver().recognise(Heard.bytes(noise)).score());
  }

  @ParameterizedTest
  @CsvSource({"hands,none", "timecode,2", "rate_hz,0", "colour,blue"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("it", "hand-engine", "it", "tcp:x:1", Map.of(setting, value), 9);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new HandEngineDriver().streams(config));
    assertEquals(9, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
