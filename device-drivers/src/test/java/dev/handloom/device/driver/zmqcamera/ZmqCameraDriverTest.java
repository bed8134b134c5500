package dev.handloom.device.driver.zmqcamera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.picture.TestJpegs;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.stream.Sample;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZmqCameraDriverTest {
  private static final Map<String, String> SMALL = Map.of("width", "48", "height", "32");

  private static byte[] jpeg(int number) {
    return TestJpegs.noise(new Random(number), 48, 32);
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String image(int number) {
    return "\"" + Base64.getEncoder().encodeToString(jpeg(number)) + "\"";
  }

  /// As LeRobot's server puts it together.
  private static byte[] message(String seconds, int number) {
    return json(
        "{\"timestamps\": {\"head_camera\": "
            + seconds
            + "}, \"images\": {\"head_camera\": "
            + image(number)
            + "}}");
  }

  private static Conversation say(Map<String, String> settings, byte[]... messages)
      throws Exception {
    Map<String, String> all = new HashMap<>(SMALL);
    all.putAll(settings);
    return Conversation.messages("zmq-camera", all, List.of(messages));
  }

  private static String concern(Map<String, String> settings, byte[] message) throws Exception {
    Map<String, String> all = new HashMap<>(SMALL);
    all.putAll(settings);
    Script script = Script.saying(List.of(message));
    DriverUnderTest camera = new DriverUnderTest("zmq-camera", all, script.as(MessageLink.class));
    while (!script.drained()) {
      camera.pump();
    }
    assertEquals(0, camera.samples(0).size());
    return camera.report().concerns().getFirst().what();
  }

  @Test
  void thePictureIsAsItWasPackedAndDatedByTheSender() throws Exception {
    Conversation camera =
        say(Map.of(), message("1790000000.25", 1), message("1790000000.283333", 2));
    List<Sample> samples = camera.wholeSamples(0);
    assertEquals(2, samples.size());
    assertEquals(1_790_000_000_250_000L, samples.get(0).deviceTicks);
    assertEquals(1_790_000_000_283_333L, samples.get(1).deviceTicks);
    assertArrayEquals(
        jpeg(2),
        samples
            .get(1)
            .payload
            .asSlice(0, samples.get(1).payloadLength)
            .toArray(ValueLayout.JAVA_BYTE));
  }

  @Test
  void whatTheServerRepeatsIsOnePicture() throws Exception {
    Conversation camera =
        say(Map.of(), message("5.0", 1), message("5.0", 1), message("5.1", 1), message("5.1", 1));
    assertEquals(2, camera.samples(0).size());
    assertEquals(0, camera.bad());
  }

  @Test
  void theWantedCameraIsTaken() throws Exception {
    byte[] both =
        json(
            "{\"images\": {\"left\": "
                + image(1)
                + ", \"right\": "
                + image(2)
                + "}, \"other\": [1, {}], \"timestamps\": {\"left\": 1.5, \"right\": 2.5}}");
    assertEquals(1_500_000, say(Map.of(), both).wholeSamples(0).getFirst().deviceTicks);
    assertEquals(
        2_500_000, say(Map.of("camera", "right"), both).wholeSamples(0).getFirst().deviceTicks);
    assertEquals(
        "It has no camera called top, but left, right", concern(Map.of("camera", "top"), both));
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    assertEquals("It sends something else than pictures", concern(Map.of(), json("1,2,3")));
    assertEquals("It sends something else than pictures", concern(Map.of(), json("{\"a\": 1}")));
    assertEquals(
        "It sends something else than pictures",
        concern(Map.of(), json("{\"images\": {\"a\": \"***\"}}")));
    assertTrue(
        concern(Map.of(), json("{\"images\": {\"a\": " + image(1) + "}}"))
            .startsWith("It sends no time with its pictures"));
    assertEquals(
        "It sends something else than whole JPEG pictures",
        concern(Map.of("time", "arrival"), json("{\"images\": {\"a\": \"R0lGODlh\"}}")));
    String large = Base64.getEncoder().encodeToString(TestJpegs.noise(new Random(1), 64, 48));
    assertEquals(
        "It sends pictures of 64×48, not of 48×32; none is recorded",
        concern(Map.of("time", "arrival"), json("{\"images\": {\"a\": \"" + large + "\"}}")));
  }

  @Test
  void bareJpegMessagesAreDatedByTheirArrival() throws Exception {
    Conversation camera = say(Map.of("time", "arrival"), jpeg(1), jpeg(2));
    assertEquals(2, camera.samples(0).size());
    assertEquals(0, camera.bad());
  }

  @Test
  void bearsWhatComes() throws Exception {
    ProtocolProperties.of(
            "zmq-camera",
            SMALL,
            (random, number) -> message("17900000" + (10 + number) + ".5", random.nextInt(50)))
        .over(MessageLink.class)
        .hold();
  }

  @Test
  void aServerThatGoesAndComesBackIsReadAgain() throws Exception {
    try (RealLink it = RealLink.to("zmq-camera", Map.of())) {
      it.recordWell(10);
      it.misbehave(new Misbehaviour.Unplug(Duration.ofMillis(300)));
      it.awaitState(DeviceState.RECONNECTING);
      int before = it.samples(0).size();
      it.await("pictures again", () -> it.samples(0).size() >= before + 5);
    }
  }

  @Test
  void itIsRecognised() {
    assertTrue(
        new ZmqCameraDriver()
            .recognise(
                Heard.messages(List.of(message("1.5", 1), message("1.6", 2), message("2", 3))))
            .probable());
  }

  @ParameterizedTest
  @CsvSource({"width,0", "fps,x", "time,now", "format,jpeg"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("cam", "zmq-camera", "cam", "x:", Map.of(setting, value), 4);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new ZmqCameraDriver().streams(config));
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
