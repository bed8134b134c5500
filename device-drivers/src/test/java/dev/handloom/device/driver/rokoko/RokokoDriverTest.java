package dev.handloom.device.driver.rokoko;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.stream.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RokokoDriverTest {
  private static final Map<String, String> LEFT = Map.of("hands", "left");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String joint(String name, double x) {
    return String.format(
        Locale.ROOT,
        "\"%s\":{\"position\":{\"x\":%s,\"y\":1.5,\"z\":-0.25},\"rotation\":{\"x\":0,\"y\":0.6,\"z\":0,\"w\":0.8}}",
        name,
        x);
  }

  private static String actor(String name, boolean gloves, double first) {
    List<String> joints = new ArrayList<>();
    double x = first;
    for (Limb limb : Limb.values()) {
      for (String joint : limb.joints()) {
        // A hand is in the body's list, too, but once in the message.
        if (limb != Limb.BODY || !joint.endsWith("Hand")) {
          joints.add(joint(joint, x));
          x += 1;
        }
      }
    }
    return "{\"name\":\""
        + name
        + "\",\"color\":[1,2,3],\"meta\":{\"hasGloves\":"
        + gloves
        + "},\"dimensions\":{\"totalHeight\":1.8},\"body\":{"
        + String.join(",", joints)
        + "},\"face\":{\"jawOpen\":0.5}}";
  }

  private static String scene(String version, double seconds, String... actors) {
    return "{\"version\":"
        + version
        + ",\"fps\":60,\"scene\":{\"timestamp\":"
        + seconds
        + ",\"actors\":["
        + String.join(",", actors)
        + "],\"characters\":[],\"props\":[{\"name\":\"cup\",\"color\":[0,0,0],\"type\":1}]}}";
  }

  private static byte[] packed(String text) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (var out = new LZ4FrameOutputStream(all, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB)) {
      out.write(bytes(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toByteArray();
  }

  private static Conversation say(Map<String, String> settings, byte[]... datagrams)
      throws Exception {
    return Conversation.messages("rokoko", settings, List.of(datagrams));
  }

  @Test
  void readsPlainAndPackedFramesOfEveryLimb() throws Exception {
    String text = scene("3", 12.5, actor("Newton", true, 0));
    Conversation studio =
        say(
            Map.of("body", "true"),
            bytes(text),
            packed(scene("\"3,0\"", 12.516667, actor("Newton", true, 0.5))));
    assertEquals(0, studio.bad());
    List<Sample> left = studio.wholeSamples(0);
    assertEquals(List.of(12_500_000L, 12_516_667L), left.stream().map(s -> s.deviceTicks).toList());
    assertEquals(21 * 7, left.getFirst().values.length);
    assertEquals(List.of(0.0, 1.5, -0.25, 0.0, 0.6, 0.0, 0.8), list(left.getFirst().values, 0));
    // The tip of the little finger is the twenty-first.
    assertEquals(20.5, left.get(1).values[20 * 7]);
    assertEquals(21, studio.wholeSamples(1).getFirst().values[0]);
    // The hip begins the body; the left hand stands in it where it belongs.
    assertEquals(42, studio.wholeSamples(2).getFirst().values[0]);
    assertEquals(0, studio.wholeSamples(2).getFirst().values[7 * (5 + 3)]);
    assertEquals(left.getFirst().captureNanos, studio.wholeSamples(2).getFirst().captureNanos);
  }

  private static List<Double> list(double[] values, int from) {
    List<Double> list = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      list.add(values[from + i]);
    }
    return list;
  }

  @Test
  void takesTheActorThatIsNamed() throws Exception {
    byte[] two = bytes(scene("3", 1, actor("Ada", true, 100), actor("Newton", true, 0)));
    assertEquals(100, say(LEFT, two).wholeSamples(0).getFirst().values[0]);
    Map<String, String> named = Map.of("hands", "left", "actor", "Newton");
    assertEquals(0, say(named, two).wholeSamples(0).getFirst().values[0]);
    assertEquals(1, say(Map.of("actor", "Emmy"), two).bad());
  }

  @Test
  void aMomentThatIsSentAgainIsNotMeasuredAgain() throws Exception {
    byte[] frame = bytes(scene("3", 1, actor("A", true, 0)));
    Script script = Script.saying(java.util.Collections.nCopies(12, frame));
    DriverUnderTest studio = new DriverUnderTest("rokoko", LEFT, script.asMessages());
    while (!script.drained()) {
      studio.pump();
    }
    assertEquals(1, studio.samples(0).size());
    assertEquals(0, studio.bad());
    assertTrue(studio.report().concerns().getFirst().what().contains("same moment"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"version\":3,\"scene\":{\"actors\":[]}}",
        "{\"version\":3,\"scene\":{\"timestamp\":1,\"actors\":[]}}",
        "{\"version\":3,\"scene\":{\"timestamp\":1,\"actors\":[{\"name\":\"A\",\"body\":{}}]}}",
        "{\"version\":3,\"scene\":{\"timestamp\":1,\"actors\":[{\"body\":{\"leftHand\":{}}}]}}",
        "{\"version\":3,\"scene\":{\"timestamp\":-1,\"actors\":[]}}",
        "{\"version\":[],\"scene\":{}}",
        "[3]",
        ""
      })
  void whatLacksSomethingIsBad(String text) throws Exception {
    Conversation studio = say(LEFT, bytes(text), bytes(scene("3", 1, actor("A", true, 0))));
    assertEquals(1, studio.bad());
    assertEquals(1, studio.samples(0).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"2|x", "\"2.5\"|x", "3|trackers"})
  void studio1IsNamed(String version, String field) throws Exception {
    String text = scene(version, 1, actor("A", true, 0)).replace("\"fps\"", "\"" + field + "\"");
    Script script = Script.saying(List.of(bytes(text)));
    DriverUnderTest studio = new DriverUnderTest("rokoko", LEFT, script.asMessages());
    studio.pump();
    assertEquals(1, studio.bad());
    assertEquals(
        List.of("It sends an older format than JSON 3"),
        studio.report().concerns().stream().map(Concern::what).toList());
  }

  @Test
  void anActorWithoutGlovesIsSaid() throws Exception {
    Script script = Script.saying(List.of(bytes(scene("3", 1, actor("A", false, 0)))));
    DriverUnderTest studio = new DriverUnderTest("rokoko", LEFT, script.asMessages());
    studio.pump();
    assertTrue(studio.report().concerns().getFirst().what().contains("no gloves"));
  }

  @Test
  void bearsWhatComes() throws Exception {
    ProtocolProperties.of(
            "rokoko",
            LEFT,
            (random, number) -> {
              String text = scene("3", 1 + number / 60.0, actor("A", true, random.nextInt(9)));
              return random.nextBoolean() ? packed(text) : bytes(text);
            })
        .over(MessageLink.class)
        .hold();
  }

  @Test
  void isRecognised() {
    byte[] frame = bytes(scene("3", 1, actor("A", true, 0)));
    RokokoDriver driver = new RokokoDriver();
    assertTrue(driver.recognise(Heard.messages(List.of(frame, frame, frame))).probable());
    byte[] noise = new byte[500];
    new Random(1).nextBytes(noise);
    assertEquals(0, driver.recognise(Heard.messages(List.of(noise))).score());
  }

  @ParameterizedTest
  @CsvSource({"hands,none", "body,2", "rate_hz,0", "colour,blue"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("it", "rokoko", "it", "udp:0", Map.of(setting, value), 9);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new RokokoDriver().streams(config));
    assertEquals(9, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
