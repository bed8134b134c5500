package dev.handloom.device.driver.mjpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.picture.TestJpegs;
import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.stream.Sample;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MjpegDriverTest {
  private static final Map<String, String> SMALL = Map.of("width", "48", "height", "32");
  private static final Map<String, String> STAMPED =
      Map.of("width", "48", "height", "32", "time", "x-timestamp");

  private static byte[] jpeg(int number) {
    return TestJpegs.noise(new Random(number), 48, 32);
  }

  private static byte[] join(Object... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Object part : parts) {
      all.writeBytes(
          part instanceof byte[] bytes
              ? bytes
              : String.valueOf(part).getBytes(StandardCharsets.ISO_8859_1));
    }
    return all.toByteArray();
  }

  private static byte[] part(String headers, byte[] body) {
    return join("\r\n--b\r\nContent-Type: image/jpeg\r\n" + headers + "\r\n", body);
  }

  private static byte[] part(int number) {
    byte[] jpeg = jpeg(number);
    return part("Content-Length: " + jpeg.length + "\r\n", jpeg);
  }

  private static Conversation say(Object... parts) throws Exception {
    return Conversation.of("mjpeg", SMALL, List.of(join(parts)));
  }

  private static byte[] bytes(Sample sample) {
    return sample.payload.asSlice(0, sample.payloadLength).toArray(ValueLayout.JAVA_BYTE);
  }

  @Test
  void aPictureIsPassedOnAsItCame() throws Exception {
    Conversation camera = say(part(1), part("", jpeg(2)), part(3));
    assertEquals(0, camera.bad());
    List<Sample> samples = camera.wholeSamples(0);
    assertEquals(3, samples.size());
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(jpeg(i + 1), bytes(samples.get(i)), "picture " + (i + 1));
    }
  }

  /// As ffmpeg's mpjpeg, mjpg-streamer, the camera server of ESP32 and cheap cameras put it.
  @Test
  void everyMannerOfServersIsUnderstood() throws Exception {
    byte[] a = jpeg(1);
    byte[] b = jpeg(2);
    Conversation ffmpeg =
        say(
            "--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: " + a.length + "\r\n\r\n",
            a,
            "\r\n--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: " + b.length + "\r\n\r\n",
            b,
            "\r\n--ffmpeg\r\n");
    assertEquals(2, ffmpeg.samples(0).size());
    assertEquals(0, ffmpeg.bad());
    Conversation lineFeeds = say("--x\nContent-Type: image/jpeg\n\n", a, "\n--x\nA: b\n\n", b);
    assertEquals(2, lineFeeds.samples(0).size());
    assertEquals(0, lineFeeds.bad());
    Conversation dashes = say("----cam\r\nContent-Type: image/jpeg\r\n\r\n", a, "\r\n----cam\r\n");
    assertEquals(1, dashes.samples(0).size());
    assertEquals(0, dashes.bad());
    Conversation padded =
        say(
            part("Content-Length: " + (a.length + 9) + "\r\n", join(a, "\0\0\0\0\0\0\0\0\0")),
            part(2));
    assertEquals(2, padded.samples(0).size());
    assertEquals(0, padded.bad());
  }

  @Test
  void aLengthThatLiesDoesNoHarm() throws Exception {
    byte[] a = jpeg(1);
    Conversation tooLong = say(part("Content-Length: 999999\r\n", a), part(2), part(3));
    assertEquals(3, tooLong.samples(0).size());
    Conversation tooShort = say(part("Content-Length: 40\r\n", a), part(2), part(3));
    assertEquals(2, tooShort.samples(0).size());
    assertTrue(tooShort.bad() >= 1);
  }

  @Test
  void halfAPictureIsBadAndTheNextIsFound() throws Exception {
    byte[] half = java.util.Arrays.copyOf(jpeg(1), jpeg(1).length / 2);
    Conversation camera =
        say(part("", half), part(2), part("Content-Length: 9999\r\n", half), part(3));
    assertEquals(2, camera.samples(0).size());
    assertEquals(2, camera.bad());
  }

  @Test
  void anotherSizeAndAnotherFormatAreSaid() throws Exception {
    byte[] large = TestJpegs.noise(new Random(1), 64, 48);
    assertEquals(
        "It sends pictures of 64×48, not of 48×32; none is recorded",
        concern(SMALL, part("", large)).what());
    assertEquals(
        "It sends something else than JPEG pictures",
        concern(SMALL, part("Content-Length: 6\r\n", join("GIF89a"))).what());
    assertEquals(
        "Something comes that is no picture", concern(SMALL, join("no picture at all\r\n")).what());
    assertEquals(
        "It sends the time of each picture, which is not used",
        concern(SMALL, part("X-Timestamp: 12.5\r\n", jpeg(1))).what());
    assertTrue(concern(STAMPED, part(1)).what().startsWith("It sends no X-Timestamp"));
    List<byte[]> same = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      same.add(part("X-Timestamp: 12.5\r\n", jpeg(1)));
    }
    assertEquals(
        "It sends the same X-Timestamp again and again",
        concern(STAMPED, join(same.toArray())).what());
  }

  private static Concern concern(Map<String, String> settings, byte[] bytes) throws Exception {
    Script script = Script.saying(List.of(bytes));
    DriverUnderTest camera = new DriverUnderTest("mjpeg", settings, script.asBytes());
    while (!script.drained()) {
      camera.pump();
    }
    return camera.report().concerns().getFirst();
  }

  @Test
  void theSendersTimeIsItsClock() throws Exception {
    Conversation camera =
        Conversation.of(
            "mjpeg",
            STAMPED,
            List.of(
                part("X-Timestamp: 1700000000.123456\r\n", jpeg(1)),
                part("X-Timestamp: 0.5\r\n", jpeg(2)),
                part("X-Timestamp: -3\r\n", jpeg(3)),
                part("X-Timestamp: 1e9\r\n", jpeg(3))));
    assertEquals(
        List.of(1_700_000_000_123_456L, 500_000L),
        camera.wholeSamples(0).stream().map(sample -> sample.deviceTicks).toList());
    assertEquals(2, camera.bad());
  }

  @Test
  void bearsWhatComes() throws Exception {
    ProtocolProperties.of(
            "mjpeg",
            SMALL,
            (random, number) -> {
              byte[] jpeg = TestJpegs.noise(random, 48, 32);
              return random.nextBoolean()
                  ? part("", jpeg)
                  : part("Content-Length: " + jpeg.length + "\r\n", jpeg);
            })
        .hold();
  }

  @Test
  void itIsRecognised() {
    MjpegDriver driver = new MjpegDriver();
    assertTrue(driver.recognise(Heard.bytes(part(1))).probable());
  }

  @ParameterizedTest
  @CsvSource({"width,0", "height,9000", "fps,0", "time,ntp", "format,jpeg"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config = new DeviceConfig("cam", "mjpeg", "cam", "x:", Map.of(setting, value), 4);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new MjpegDriver().streams(config));
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
