package dev.handloom.store.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.video.JpegDecoder;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtspCameraTest {
  private static final int SIDE = 640 * 480 * 4;

  private static void good(LiveRig camera, List<Sample> samples) {
    assertEquals(0, camera.stream().health().badFrames(), camera::state);
    for (int i = 1; i < samples.size(); i++) {
      Sample before = samples.get(i - 1);
      Sample sample = samples.get(i);
      assertTrue(sample.sequence > before.sequence, "sequence runs back");
      assertTrue(sample.deviceTicks > before.deviceTicks, "time runs back");
      assertTrue(sample.captureNanos <= sample.arrivalNanos, "captured after it arrived");
    }
  }

  @ParameterizedTest
  @CsvSource({"tcp", "udp"})
  void jpegPicturesArePassedOn(String transport) throws Exception {
    try (LiveRig camera = LiveRig.simulated("rtsp-camera", Map.of("transport", transport));
        JpegDecoder decoder = new JpegDecoder(640, 480, "it")) {
      List<Sample> samples = camera.await(10);
      good(camera, samples);
      ByteBuffer picture = ByteBuffer.allocateDirect(SIDE);
      for (Sample sample : samples) {
        decoder.decode(sample.payload, sample.payloadLength, picture);
      }
      assertTrue(contrast(picture) > 40, "a grey picture");
    }
  }

  @Test
  void anyPicturesAreUnpackedAndBeginWhereverTheCameraIs() throws Exception {
    try (LiveRig camera = LiveRig.simulated("rtsp-camera", Map.of("format", "any"))) {
      assertEquals(
          FrameFormat.Pixels.BGRA, Objects.requireNonNull(camera.stream().spec().frame()).pixels());
      List<Sample> samples = camera.await(10);
      good(camera, samples);
      Sample last = samples.getLast();
      assertEquals(SIDE, last.payloadLength);
      assertTrue(contrast(last.payload.asByteBuffer()) > 40, "a grey picture");
    }
  }

  private static int contrast(ByteBuffer bgra) {
    int least = 255;
    int most = 0;
    for (int i = 0; i < SIDE; i += 4 * 97) {
      least = Math.min(least, bgra.get(i + 1) & 0xFF);
      most = Math.max(most, bgra.get(i + 1) & 0xFF);
    }
    return most - least;
  }

  /// The simulator's reports say 1 780 000 000 s and what its own clock shows.
  @Test
  void theCamerasOwnTimeOfDayDatesItsPictures() throws Exception {
    try (LiveRig camera = LiveRig.simulated("rtsp-camera", Map.of("time", "sender-report"))) {
      List<Sample> samples = camera.await(10);
      good(camera, samples);
      long first = samples.getFirst().deviceTicks;
      assertTrue(first > 1_780_000_000_000_000L && first < 1_800_000_000_000_000L, "at " + first);
      // Thirty a second, or whole places left out by a busy machine.
      for (int i = 1; i < samples.size(); i++) {
        double step = (samples.get(i).deviceTicks - samples.get(i - 1).deviceTicks) * 30e-6;
        assertTrue(Math.abs(step - Math.rint(step)) < 0.6 && step > 0.4, "step " + step);
      }
    }
  }

  @Test
  void arrivalsDateThemWhereTheRigFileSaysSo() throws Exception {
    try (LiveRig camera = LiveRig.simulated("rtsp-camera", Map.of("time", "arrival"))) {
      for (Sample sample : camera.await(5)) {
        assertEquals(Sample.NO_TICKS, sample.deviceTicks);
      }
    }
  }

  @Test
  void itComesBackAfterItWasPulledOut() throws Exception {
    try (LiveRig camera = LiveRig.simulated("rtsp-camera", Map.of())) {
      camera.await(5);
      camera
          .simulation()
          .device("rtsp-camera")
          .misbehave(new Misbehaviour.Unplug(Duration.ofMillis(300)));
      Wait.until(() -> camera.stream().health().reconnects() > 0, camera::state);
      int before = camera.await(5).size();
      camera.await(before + 5);
    }
  }

  @Test
  void anotherSizeIsSaidAndNotPublished() throws Exception {
    try (LiveRig camera = LiveRig.simulated("rtsp-camera", Map.of("width", "320"))) {
      camera.awaitConcern("It sends pictures of 640×480, not of 320×480");
      assertEquals(0, camera.stream().health().received());
    }
  }

  @Test
  void aPasswordIsProvenAndNeverSaid() throws Exception {
    try (LiveRig open = LiveRig.simulated("rtsp-camera-locked", Map.of())) {
      good(open, open.await(5));
      String address = open.simulation().device("rtsp-camera-locked").address();
      assertTrue(address.startsWith("rtsp://studio:sesame@"), address);
    }
    try (LiveRig open = LiveRig.simulated("rtsp-camera-locked", Map.of())) {
      String address = open.simulation().device("rtsp-camera-locked").address();
      open.device().disconnect();
      String wrong = address.replace("sesame", "poppy");
      try (LiveRig other = LiveRig.at("rtsp", wrong, Map.of())) {
        String said = other.awaitTrouble("It does not take this user and password");
        assertFalse(said.contains("poppy") || said.contains("studio"), said);
      }
      String without = address.replace("studio:sesame@", "");
      try (LiveRig other = LiveRig.at("rtsp", without, Map.of())) {
        other.awaitTrouble("It wants a user and a password");
      }
    }
  }

  @Test
  void aWrongPathAndAWrongFormatAreSaid() throws Exception {
    try (LiveRig open = LiveRig.simulated("rtsp-camera", Map.of())) {
      String address = open.simulation().device("rtsp-camera").address();
      open.device().disconnect();
      try (LiveRig other = LiveRig.at("rtsp", address + "/nothing", Map.of())) {
        other.awaitTrouble("It has nothing under this path");
      }
    }
  }

  @Test
  void nobodyThereIsSaid() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (LiveRig camera = LiveRig.at("rtsp", "rtsp://127.0.0.1:" + port + "/x", Map.of())) {
      camera.awaitTrouble("Nobody answers there");
    }
    try (LiveRig camera = LiveRig.at("rtsp", "rtsp://nobody.invalid/x", Map.of())) {
      camera.awaitTrouble("There is no machine called nobody.invalid");
    }
  }

  /// Says what it is told to say to each request, with the request's number in it.
  private static final class Camera implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("CSeq: *(\\d+)");
    private final ServerSocket server;
    private final List<String> answers;
    private final Thread thread;

    Camera(String... answers) throws IOException {
      this.answers = List.of(answers);
      server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      thread = Thread.ofPlatform().daemon(true).start(this::run);
    }

    String address() {
      return "rtsp://127.0.0.1:" + server.getLocalPort() + "/x";
    }

    private void run() {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          byte[] buffer = new byte[4096];
          int next = 0;
          for (int got = socket.getInputStream().read(buffer);
              got >= 0;
              got = socket.getInputStream().read(buffer)) {
            Matcher number =
                NUMBER.matcher(new String(buffer, 0, got, StandardCharsets.ISO_8859_1));
            String answer = next < answers.size() ? answers.get(next++) : "";
            if (number.find()) {
              answer = answer.replace("N", number.group(1));
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
          }
        } catch (IOException e) {
          // The driver is gone; the next one may come.
        }
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      Wait.until(() -> !thread.isAlive(), () -> "the camera does not end");
    }
  }

  private static boolean reads() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("camera cam/video"));
  }

  /// Within the library nothing can be interrupted but by its own question.
  @Test
  void aCameraThatSaysNothingKeepsNobodyWaiting() throws Exception {
    try (Camera silent = new Camera()) {
      try (LiveRig camera = LiveRig.at("rtsp", silent.address(), Map.of())) {
        camera.awaitConcern("The camera is being asked");
        Wait.until(RtspCameraTest::reads, () -> "no reader");
      }
      Wait.until(() -> !reads(), () -> "the reader hangs");
    }
  }

  @Test
  void aCameraThatStopsInTheMiddleIsSilent() throws Exception {
    String description =
        String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 0.0.0.0",
            "s=-",
            "t=0 0",
            "m=video 0 RTP/AVP 26",
            "a=control:trackID=0",
            "");
    String ok = "RTSP/1.0 200 OK\r\nCSeq: N\r\n";
    try (Camera silent =
        new Camera(
            ok + "Public: DESCRIBE, SETUP, PLAY\r\n\r\n",
            ok
                + "Content-Type: application/sdp\r\nContent-Length: "
                + description.length()
                + "\r\n\r\n"
                + description,
            ok + "Session: 1\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n",
            ok + "Session: 1\r\n\r\n")) {
      Input input =
          new Input(
              "",
              silent.address(),
              "it",
              Map.of("rtsp_transport", "tcp"),
              20_000_000_000L,
              300_000_000L);
      assertEquals("Nothing has come for 0.3 s; it is being opened anew: it", end(input));
    }
  }

  @Test
  void aCameraThatNeverAnswersIsGivenUp() throws Exception {
    try (Camera silent = new Camera()) {
      Input input = new Input("", silent.address(), "it", Map.of(), 300_000_000L, 20_000_000_000L);
      assertEquals("No answer in time: it", end(input));
    }
  }

  /// What a feed ends with.
  private static String end(Input input) {
    String[] why = {""};
    try (Feed feed = new Feed(input, "test")) {
      Wait.until(
          () -> {
            try {
              feed.next(10);
              return false;
            } catch (IOException e) {
              why[0] = String.valueOf(e.getMessage());
              return true;
            }
          },
          () -> "no end");
    }
    return why[0];
  }

  @Test
  void whatIsNoRtspIsNotUnderstood() throws Exception {
    String refusal = "HTTP/1.0 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
    try (Camera other = new Camera(refusal, refusal, refusal)) {
      Input input = new Input("", other.address(), "it", Map.of(), 1_000_000_000L, 20_000_000_000L);
      assertTrue(end(input).endsWith(": it"));
    }
  }

  @Test
  void theStoredBytesAreAWholeJpeg() throws Exception {
    try (LiveRig camera = LiveRig.simulated("rtsp-camera", Map.of())) {
      Sample sample = camera.await(1).getFirst();
      assertEquals((byte) 0xFF, sample.payload.get(ValueLayout.JAVA_BYTE, 0));
      assertEquals(
          (byte) 0xD9, sample.payload.get(ValueLayout.JAVA_BYTE, sample.payloadLength - 1));
    }
  }
}
