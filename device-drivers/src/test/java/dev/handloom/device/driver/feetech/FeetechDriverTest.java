package dev.handloom.device.driver.feetech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.Question;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.sim.Misbehaviour;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class FeetechDriverTest {
  private static final Map<String, String> QUICK = Map.of("rate_hz", "100000", "answer_ms", "150");

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", "").toLowerCase(java.util.Locale.ROOT));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  private static Map<String, String> quick(String... more) {
    Map<String, String> settings = new HashMap<>(QUICK);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  /// An arm, its driver, and so many pumps.
  private static DriverUnderTest run(TestArm arm, Map<String, String> settings, int pumps)
      throws Exception {
    DriverUnderTest driver =
        new DriverUnderTest("feetech", settings, Script.answering(arm::pieces).asBytes());
    pump(driver, pumps);
    return driver;
  }

  private static void pump(DriverUnderTest driver, int pumps) throws Exception {
    for (int i = 0; i < pumps; i++) {
      driver.pump();
    }
  }

  private static List<String> concerns(DriverUnderTest driver) {
    return driver.report().concerns().stream().map(concern -> concern.what()).toList();
  }

  @Test
  void questionsAreTheMakersByteForByte() {
    byte[] into = new byte[64];
    assertEquals("FFFF010201FB", hex(java.util.Arrays.copyOf(into, FeetechPackets.ping(into, 1))));
    int read = FeetechPackets.read(into, 1, 56, 2);
    assertEquals("FFFF0104023802BE", hex(java.util.Arrays.copyOf(into, read)));
    int sync = FeetechPackets.syncRead(into, 56, 2, new int[] {1, 2, 3});
    assertEquals("FFFFFE0782380201020338", hex(java.util.Arrays.copyOf(into, sync)));
  }

  @Test
  void readsTheMakersAnswer() throws Exception {
    Script script =
        Script.answering(question ->
            (question[4] & 0xFF) == TestArm.SYNC_READ
                ? List.of(hex("FFFF0104000008F2"))
                : List.of());
    DriverUnderTest driver = new DriverUnderTest("feetech", quick("ids", "1"), script.asBytes());
    while (driver.samples(0).isEmpty()) {
      driver.pump();
    }
    assertEquals(2048.0, driver.samples(0).getFirst().values[0]);
    assertTrue(script.written().stream().anyMatch(q -> hex(q).equals("FFFFFE0582380201" + "3F")));
  }

  @Test
  void readsPositionSpeedAndLoadOfBothSeries() throws Exception {
    TestArm sts = TestArm.sts(7, 3);
    sts.servo(7).measured(2049, -300, 77);
    sts.servo(3).measured(-5, 12, -1000);
    DriverUnderTest driver = run(sts, quick("ids", "7,3", "joints", "a,b", "motion", "true"), 12);
    assertEquals("0 - [2049.0, -5.0]", driver.lines(0).getFirst());
    assertEquals("0 - [-300.0, 12.0, 77.0, -1000.0]", driver.lines(1).getFirst());

    TestArm scs = TestArm.scs(1, 2);
    scs.servo(1).measured(513, 20, 5);
    scs.servo(2).measured(1023, -20, -5);
    driver = run(scs, quick("ids", "1,2", "series", "scs", "motion", "true"), 12);
    assertEquals("0 - [513.0, 1023.0]", driver.lines(0).getFirst());
    assertEquals("0 - [20.0, -20.0, 5.0, -5.0]", driver.lines(1).getFirst());
  }

  @Test
  void aHealthyArmRaisesNoConcern() throws Exception {
    DriverUnderTest driver = run(TestArm.sts(1, 2, 3, 4, 5, 6), QUICK, 40);
    assertEquals(List.of(), concerns(driver));
    assertEquals("6 × STS3215", driver.report().model());
    assertEquals("3.10", driver.report().firmware());
    assertSame(driver.report(), driver.report());
  }

  @Test
  void aServoThatIsMissingIsNamedAndSoIsTheOneThatHasAnotherId() throws Exception {
    TestArm arm = TestArm.sts(1, 2, 3, 4, 5, 9);
    DriverUnderTest driver = run(arm, QUICK, 80);
    assertEquals(List.of(), driver.samples(0), "a cycle that is not whole is no sample");
    assertTrue(driver.bad() > 0);
    assertTrue(
        concerns(driver).contains("Servo 6 (gripper) does not answer."),
        () -> "" + driver.report());
    assertTrue(
        concerns(driver)
            .contains("The rig file does not name, but on the bus answers: id 9 (STS3215)."),
        () -> "" + driver.report());
  }

  @Test
  void oneMissingAnswerIsOneBadFrameAndAConcern() throws Exception {
    TestArm arm = TestArm.sts(1, 2, 3, 4, 5, 6);
    DriverUnderTest driver = run(arm, QUICK, 40);
    int before = driver.samples(0).size();
    arm.servo(3).plugged(false);
    while (driver.bad() == 0) {
      driver.pump();
    }
    arm.servo(3).plugged(true);
    pump(driver, 20);
    assertEquals(1, driver.bad());
    assertTrue(driver.samples(0).size() > before);
    assertEquals(List.of("Servo 3 (elbow_flex) left one question unanswered."), concerns(driver));
  }

  @Test
  void errorBitsBecomeSentences() throws Exception {
    TestArm arm = TestArm.sts(1, 2, 3, 4, 5, 6);
    arm.servo(2).faults(0x20);
    arm.servo(5).faults(0x24);
    arm.servo(1).faults(0x01);
    DriverUnderTest driver = run(arm, QUICK, 40);
    assertEquals(
        List.of(
            "Servo 1 (shoulder_pan) says that its voltage is wrong.",
            "Servo 5 (wrist_roll) says that it is too hot.",
            "Servos 2 (shoulder_lift) and 5 (wrist_roll) say that they are overloaded."),
        concerns(driver));
    assertFalse(driver.samples(0).isEmpty(), "an unwell servo is still read");
    arm.servos.forEach(servo -> servo.faults(0));
    while (!concerns(driver).isEmpty()) {
      driver.pump();
    }
  }

  @Test
  void lowVoltageFirmwareModelTorqueAndManyTurnsAreSeen() throws Exception {
    TestArm arm = TestArm.sts(1, 2);
    arm.servo(1).set(15, 60).set(40, 1);
    arm.servo(2).set(1, 9).set(3, 1).set(18, 0x1C);
    DriverUnderTest driver = run(arm, quick("ids", "1,2", "joints", "pan,lift"), 10);
    while (concerns(driver).size() < 5) {
      driver.pump();
    }
    assertEquals(
        List.of(
            "Servo 1 (pan) has low voltage: 5.0 V, the least it is set for is 6.0 V.",
            "Servo 1 (pan) holds its place: torque is on.",
            "Servo 2 (lift) counts on beyond one turn.",
            "Servo 2 (lift) is of another model than servo 1.",
            "Servo 2 (lift) has other firmware than servo 1, which has 3.10."),
        concerns(driver));
  }

  @Test
  void motorsAreReleasedOnCommandAndAtTheEndAndNothingElseIsEverWritten() throws Exception {
    TestArm arm = TestArm.sts(1, 2, 3, 4, 5, 6);
    Script script = Script.answering(arm::pieces);
    DriverUnderTest driver = new DriverUnderTest("feetech", QUICK, script.asBytes());
    pump(driver, 20);
    arm.servos.forEach(servo -> servo.set(40, 1));
    driver.obey(new Command("release"));
    assertTrue(arm.servos.stream().noneMatch(servo -> servo.torque()));
    pump(driver, 20);
    arm.servos.forEach(servo -> servo.set(40, 1));
    driver.end();
    assertTrue(arm.servos.stream().noneMatch(servo -> servo.torque()));
    for (byte[] question : script.written()) {
      int instruction = question[4] & 0xFF;
      assertTrue(
          instruction == 0x02
              || instruction == TestArm.SYNC_READ
              || (instruction == 0x03 && question[5] == 40 && question[6] == 0),
          () -> hex(question));
    }
  }

  @Test
  void aServoThatDoesNotConfirmTheReleaseIsNamed() throws Exception {
    TestArm arm = TestArm.sts(1, 2);
    DriverUnderTest driver = run(arm, quick("ids", "1,2"), 20);
    arm.servo(2).plugged(false);
    driver.obey(new Command("release"));
    assertTrue(
        concerns(driver).contains("Servo 2 (joint_2) was told to release and did not answer."),
        () -> "" + concerns(driver));
  }

  @Test
  void theArmStaysAsItIsIfTheRigFileSaysSo() throws Exception {
    TestArm arm = TestArm.sts(1);
    DriverUnderTest driver = run(arm, quick("ids", "1", "release_at_end", "false"), 10);
    arm.servo(1).set(40, 1);
    driver.end();
    assertTrue(arm.servo(1).torque());
  }

  @Test
  void anUnknownDeviceIsOnlyPinged() {
    List<Question> questions = new FeetechDriver().questions();
    assertEquals(1, questions.size());
    assertEquals("FFFF010201FB", hex(questions.getFirst().bytes()));
  }

  @ParameterizedTest
  @CsvSource({
    "FFFF010200FC, true",
    "FFFF010201FBFFFF010200FC, true",
    "FFFF010201FBFFFF010201FB, true",
    "FFFF010220DC, true",
    "FFFF010201FB, false",
    "FFFF010200FD, false",
    "FFFF020200FB, false",
    "FFFF010200FC00, false",
    "'', false"
  })
  void aPingsAnswerIsToldFromItsEcho(String heard, boolean probable) {
    Question ping = new FeetechDriver().questions().getFirst();
    assertEquals(probable, ping.judge().apply(hex(heard)).probable());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ids|1,1",
        "ids|1;2",
        "ids|254",
        "ids|",
        "joints|a,b",
        "joints|a,b,c,d,e,e",
        "joints|A,b,c,d,e,f",
        "series|xl",
        "rate_hz|0",
        "motion|maybe",
        "answer_ms|500",
        "release_at_end|no",
        "colour|blue"
      })
  void aWrongSettingIsNamed(String setting, String value) {
    Map<String, String> settings = Map.of(setting, value == null ? "" : value);
    DeviceConfig config = new DeviceConfig("arm", "feetech", "arm", "x:", settings, 14);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new FeetechDriver().streams(config));
    assertEquals(14, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }

  @Test
  void comesBackAfterTheCableWasOut() throws Exception {
    try (RealLink it = RealLink.to("so101-leader", Map.of("motion", "false"))) {
      it.awaitState(DeviceState.LIVE);
      it.misbehave(new Misbehaviour.Unplug(Duration.ofMillis(300)));
      it.awaitState(DeviceState.RECONNECTING);
      it.awaitState(DeviceState.LIVE);
      int before = it.samples(0).size();
      it.await("more samples", () -> it.samples(0).size() > before + 20);
      assertEquals("6 × STS3215", it.device().report().model());
    }
  }

  @Test
  void bearsBitsThatTurnAndAnswersThatAreCut() throws Exception {
    try (RealLink it = RealLink.to("so101-leader", Map.of("answer_ms", "50"))) {
      it.awaitState(DeviceState.LIVE);
      it.misbehave(new Misbehaviour.Flip(3));
      it.misbehave(new Misbehaviour.Cut(3));
      it.misbehave(new Misbehaviour.Garbage(200));
      it.await("bad frames", () -> it.device().streams().getFirst().health().badFrames() >= 3);
      int before = it.samples(0).size();
      it.await("more samples", () -> it.samples(0).size() > before + 20);
      assertEquals(DeviceState.LIVE, it.device().state().get());
    }
  }

  @Test
  void thePersonsArmMoves() throws Exception {
    try (RealLink it = RealLink.to("so101-leader", Map.of())) {
      it.await("samples", () -> it.samples(0).size() > 150);
      double least = Double.MAX_VALUE;
      double most = 0;
      for (var sample : it.samples(0)) {
        least = Math.min(least, sample.values[1]);
        most = Math.max(most, sample.values[1]);
        assertTrue(sample.boundNanos >= (sample.arrivalNanos - sample.captureNanos));
      }
      assertTrue(most - least > 1, most + " to " + least);
    }
  }
}
