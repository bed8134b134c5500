package dev.handloom.device.driver.grabette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.link.RequestLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrabetteDriverTest {
  private static final Map<String, String> QUICK = Map.of("polls_hz", "10000");
  private static final String IMU = "{\"t\":%s,\"a\":[0.1,-9.8,0.2],\"g\":[0.01,0.02,0.03]}";
  private static final String ANGLE = "{\"t\":%s,\"p\":0.5,\"d\":%s}";
  private static final String STATE =
      "{\"imu\":{\"timestamp_ms\":1500.25,\"accel\":[1,2,3],\"gyro\":[4,5,6]},\"angle\":"
          + "{\"timestamp_ms\":1501.5,\"proximal\":0.5,\"distal\":0.25},\"capture\":{\"is_capturing\":"
          + "true,\"is_starting\":false,\"session_id\":null,\"duration_seconds\":1.0,\"frame_count\":3,"
          + "\"imu_sample_count\":9,\"angle_sample_count\":9}}";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String history(String imu, String angle, long cursor, long generation) {
    return "{\"imu\":[%s],\"angle\":[%s],\"cursor\":%d,\"gen\":%d}"
        .formatted(imu, angle, cursor, generation);
  }

  /// A gripper that answers what a test wants, and keeps what it was asked.
  private static final class Gripper implements RequestLink {
    final Queue<String> histories = new ArrayDeque<>();
    final List<String> asked = new ArrayList<>();
    final Map<String, Script> sockets = new HashMap<>();
    boolean old;
    boolean playing;
    int refuses = 200;

    @Override
    public Answer get(String path, int mostBytes, int waitMillis) throws IOException {
      asked.add(path);
      if (path.startsWith("/api/state/history")) {
        if (old) {
          return answer(404, "");
        }
        String next = histories.poll();
        if (next == null) {
          throw new IOException("No answer in time");
        }
        return answer(200, next);
      }
      return answer(200, "{\"active\": " + playing + "}");
    }

    private static Answer answer(int status, String body) {
      long now = System.nanoTime();
      return new Answer(status, "application/json", bytes(body), now, now);
    }

    @Override
    public Answer post(
        String path, String contentType, byte[] body, int mostBytes, int waitMillis) {
      asked.add(path + " " + new String(body, StandardCharsets.UTF_8));
      return answer(refuses, "");
    }

    @Override
    public Running stream(String path, int waitMillis) throws IOException {
      throw new IOException("None");
    }

    @Override
    public MessageLink webSocket(String path) throws IOException {
      Script script = sockets.get(path);
      if (script == null) {
        throw new IOException("None at " + path);
      }
      return script.asMessages();
    }

    @Override
    public String title() {
      return "test";
    }

    @Override
    public void close() {}
  }

  @Test
  void publishesWhatIsNewOnceAndNothingOfBefore() throws Exception {
    Gripper gripper = new Gripper();
    gripper.histories.add(history(IMU.formatted("1"), ANGLE.formatted("1", "0"), 40, 7));
    gripper.histories.add(
        history(
            IMU.formatted("1780000000000.125"),
            ANGLE.formatted("1000.5", "0.25") + "," + ANGLE.formatted("1020.5", "0.75"),
            42,
            7));
    gripper.histories.add(history("", ANGLE.formatted("1020.5", "0.75"), 43, 7));
    DriverUnderTest driver = new DriverUnderTest("grabette", QUICK, gripper);
    driver.pump();
    driver.pump();
    assertEquals(List.of("0 1000500 [0.5, 0.25]", "1 1020500 [0.5, 0.75]"), driver.lines(0));
    assertEquals(List.of("0 1780000000000125 [0.1, -9.8, 0.2, 0.01, 0.02, 0.03]"), driver.lines(1));
    assertEquals(
        List.of(
            "/api/state/history?cursor=0",
            "/api/state/history?cursor=40",
            "/api/replay/status",
            "/api/state/history?cursor=42"),
        gripper.asked);
    assertEquals(0, driver.bad());
    assertEquals(List.of(), driver.report().concerns());
  }

  @Test
  void eachPartHasItsOwnClock() throws Exception {
    Gripper gripper = new Gripper();
    gripper.histories.add(history("", "", 0, 0));
    // The encoders' time begins anew with an episode, years away from the unit's.
    for (int i = 0; i < 40; i++) {
      gripper.histories.add(
          history(
              IMU.formatted(1_780_000_000_000.0 + 20 * i),
              ANGLE.formatted(String.valueOf(20.0 * i), "0"),
              i + 1,
              0));
    }
    DriverUnderTest driver = new DriverUnderTest("grabette", QUICK, gripper);
    for (int i = 0; i < 40; i++) {
      driver.pump();
    }
    for (int stream = 0; stream < 2; stream++) {
      Sample before = driver.samples(stream).getFirst();
      for (Sample sample : driver.samples(stream).subList(1, 40)) {
        assertTrue(sample.captureNanos > before.captureNanos, "stream " + stream);
        assertTrue(sample.captureNanos <= sample.arrivalNanos);
        before = sample;
      }
    }
  }

  @Test
  void nothingOfAnOldEpisodeIsTaken() throws Exception {
    Gripper gripper = new Gripper();
    gripper.histories.add(history("", "", 10, 1));
    gripper.histories.add(history("", ANGLE.formatted("1", "0.1"), 11, 1));
    gripper.histories.add(history("", ANGLE.formatted("2", "0.2"), 5, 2));
    gripper.histories.add(history("", ANGLE.formatted("3", "0.3"), 6, 2));
    gripper.histories.add(history("", ANGLE.formatted("4", "0.4"), 20, 3));
    gripper.histories.add(history("", ANGLE.formatted("5", "0.5"), 21, 3));
    DriverUnderTest driver = new DriverUnderTest("grabette", QUICK, gripper);
    driver.pump();
    gripper.playing = true;
    driver.pump();
    driver.pump();
    assertEquals(
        List.of("It plays an old episode; nothing of it is recorded"),
        driver.report().concerns().stream().map(Concern::what).toList());
    gripper.playing = false;
    driver.pump();
    driver.pump();
    assertEquals(List.of("0 1000 [0.5, 0.1]", "1 5000 [0.5, 0.5]"), driver.lines(0));
    assertEquals(List.of(), driver.report().concerns());
  }

  @Test
  void oneMissingAnswerIsABadFrameAndThreeAreTheEnd() throws Exception {
    Gripper gripper = new Gripper();
    gripper.histories.add(history("", "", 1, 0));
    DriverUnderTest driver = new DriverUnderTest("grabette", QUICK, gripper);
    driver.pump();
    assertEquals(1, driver.bad());
    assertEquals("It does not answer in time", driver.report().concerns().getFirst().what());
    gripper.histories.add(history("", ANGLE.formatted("1", "0"), 2, 0));
    driver.pump();
    assertEquals(1, driver.lines(0).size());
    driver.pump();
    driver.pump();
    assertThrows(IOException.class, driver::pump);
  }

  @Test
  void firmwareWithoutHistoryIsHeardOverItsWebSocket() throws Exception {
    Gripper gripper = new Gripper();
    gripper.old = true;
    gripper.sockets.put(
        "/api/state/ws",
        Script.saying(
            List.of(
                bytes(STATE),
                bytes(STATE),
                bytes("{\"imu\":null,\"angle\":null,\"capture\":{}}"),
                bytes("{\"imu\":null"))));
    DriverUnderTest driver = new DriverUnderTest("grabette", QUICK, gripper);
    for (int i = 0; i < 4; i++) {
      driver.pump();
    }
    assertEquals(List.of("0 1501500 [0.5, 0.25]"), driver.lines(0));
    assertEquals(List.of("0 1500250 [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]"), driver.lines(1));
    assertEquals(1, driver.bad());
    assertTrue(driver.report().concerns().getFirst().what().contains("no history"));
  }

  @Test
  void motionIsAskedForTakenOnceAndEnded() throws Exception {
    String moved =
        "{\"t\":%s,\"send\":true,\"lost\":%s,\"dx\":0.001,\"dy\":0.0,\"dz\":0.002,"
            + "\"dqx\":0.0,\"dqy\":0.0,\"dqz\":0.0,\"dqw\":%s}";
    Gripper gripper = new Gripper();
    gripper.histories.add(history("", "", 1, 0));
    gripper.histories.add(history("", "", 1, 0));
    gripper.sockets.put(
        "/api/teleop/stream",
        Script.saying(
            List.of(
                bytes(moved.formatted("12.345", "false", "1.0")),
                bytes(moved.formatted("12.345", "false", "1.0")),
                bytes(moved.formatted("12.4", "false", "2.0")),
                bytes(moved.formatted("0.0", "true", "1.0")))));
    DriverUnderTest driver =
        new DriverUnderTest(
            "grabette", Map.of("polls_hz", "10000", "motion", "true", "imu", "false"), gripper);
    driver.pump();
    assertEquals(
        List.of("0 12345000 [0.001, 0.0, 0.002, 0.0, 0.0, 0.0, 1.0, 1.0]"), driver.lines(1));
    assertEquals(1, driver.bad());
    assertTrue(driver.report().concerns().getFirst().what().contains("lost track"));
    driver.obey(new Command("motion-send", 1));
    driver.end();
    assertTrue(gripper.asked.contains("/api/teleop/start {}"));
    assertTrue(gripper.asked.contains("/api/teleop/send {\"on\":true}"));
    assertTrue(gripper.asked.getLast().startsWith("/api/teleop/stop"));
  }

  @Test
  void aRefusalIsSaid() throws Exception {
    Gripper gripper = new Gripper();
    gripper.refuses = 409;
    DriverUnderTest driver = new DriverUnderTest("grabette", QUICK, gripper);
    driver.obey(new Command("episode-start"));
    assertTrue(driver.report().concerns().getFirst().what().contains("409"));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void nothingThatIsCutOrChangedIsTakenForMore(long seed) throws Exception {
    byte[] good = bytes(history(IMU.formatted("1.5"), ANGLE.formatted("2.5", "0.25"), 3, 0));
    GrabetteDecoder decoder = new GrabetteDecoder();
    decoder.history(good, good.length);
    assertEquals(2, decoder.readings().size());
    for (int cut = 0; cut < good.length; cut++) {
      int length = cut;
      assertThrows(Unexpected.class, () -> decoder.history(good, length), "cut at " + cut);
    }
    Random random = new Random(seed);
    for (int round = 0; round < 5000; round++) {
      byte[] changed = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        decoder.history(changed, changed.length);
        assertTrue(decoder.readings().size() <= 2, "seed " + seed + " round " + round);
        decoder
            .readings()
            .forEach(reading -> {
              for (double value : reading.values()) {
                assertTrue(Double.isFinite(value));
              }
            });
      } catch (Unexpected e) {
        assertTrue(e.getMessage() != null);
      }
    }
  }

  @Test
  void itsStateIsRecognised() {
    GrabetteDriver driver = new GrabetteDriver();
    byte[] state = bytes(STATE);
    assertTrue(driver.recognise(Heard.messages(List.of(state, state, state))).probable());
  }

  @ParameterizedTest
  @CsvSource({"imu,yes", "motion,2", "polls_hz,0", "colour,blue"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("it", "grabette", "it", "http://x", Map.of(setting, value), 9);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new GrabetteDriver().streams(config));
    assertEquals(9, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
