package dev.handloom.device.driver.dynamixel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import dev.handloom.device.sim.dynamixel.DynamixelBus;
import dev.handloom.device.sim.dynamixel.DynamixelServo;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class DynamixelDriverTest {
  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  private static String hex(byte[] bytes, int length) {
    return hex(Arrays.copyOf(bytes, length));
  }

  private static Map<String, String> quick(String... more) {
    Map<String, String> settings =
        new HashMap<>(Map.of("rate_hz", "100000", "answer_ms", "150", "ids", "1,2,3"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  private static DriverUnderTest run(TestArm arm, Map<String, String> settings, int pumps)
      throws Exception {
    DriverUnderTest driver =
        new DriverUnderTest("dynamixel", settings, Script.answering(arm::pieces).asBytes());
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
    assertEquals("FFFFFD00010300" + "01194E", hex(into, DynamixelPackets.ping(into, 1)));
    assertTrue(hex(into, DynamixelPackets.read(into, 1, 132, 4)).endsWith("1D15"));
    int write = DynamixelPackets.write(into, 1, 116, new byte[] {0, 2, 0, 0});
    assertTrue(hex(into, write).endsWith("CA89"));
    int[] ids = {1, 2};
    assertEquals(
        "FFFFFD00FE0900" + "8284000400" + "0102CEFA",
        hex(into, DynamixelPackets.syncRead(into, false, 132, 4, ids)));
    assertEquals(
        "FFFFFD00FE0900" + "8A84000400" + "01024D72",
        hex(into, DynamixelPackets.syncRead(into, true, 132, 4, ids)));
  }

  @Test
  void theSimulatedBusAnswersAsTheMakersManualSays() {
    DynamixelServo xm430 = new DynamixelServo(1, 1030, 38).measured(2048, 0, 0);
    DynamixelBus bus = new DynamixelBus(List.of(xm430), false, 1_000_000);
    byte[] into = new byte[64];
    byte[] read = Arrays.copyOf(into, DynamixelPackets.read(into, 1, 132, 4));
    assertEquals(
        "FFFFFD00010800550000080000" + "1C38", hex(bus.answers(), bus.hear(read, read.length)));
    xm430.set(0, 0x06).set(1, 0x04).set(6, 0x26);
    byte[] ping = Arrays.copyOf(into, DynamixelPackets.ping(into, 1));
    assertEquals(
        "FFFFFD00010700550006042" + "6655D", hex(bus.answers(), bus.hear(ping, ping.length)));
  }

  @Test
  void readsTheMakersAnswers() throws Exception {
    assertEquals(
        "0 - [2048.0]",
        firstSample(quick("ids", "1", "reading", "plain"), "FFFFFD00010800550000080000" + "1C38"));
    assertEquals(
        "0 - [166.0, 2079.0, 1023.0]",
        firstSample(
            quick("ids", "3,7,4", "reading", "fast"),
            "FFFFFD00FE190055 0003A60000008408 00071F08000016CA 0004FF030000D19E"));
  }

  private static String firstSample(Map<String, String> settings, String answer) throws Exception {
    Script script =
        Script.answering(
            question -> (question[4] & 0xFF) == 0xFE ? List.of(hex(answer)) : List.of());
    DriverUnderTest driver = new DriverUnderTest("dynamixel", settings, script.asBytes());
    while (driver.samples(0).isEmpty()) {
      driver.pump();
    }
    return driver.lines(0).getFirst();
  }

  @Test
  void aFastAnswerWhoseServosAreInAnotherOrderIsNoSample() throws Exception {
    Script script =
        Script.answering(question ->
            (question[4] & 0xFF) == 0xFE
                ? List.of(
                    hex("FFFFFD00FE190055 0003A60000008408 00071F08000016CA 0004FF030000D19E"))
                : List.of());
    DriverUnderTest driver =
        new DriverUnderTest(
            "dynamixel", quick("ids", "3,4,7", "reading", "fast"), script.asBytes());
    pump(driver, 60);
    assertEquals(List.of(), driver.samples(0));
    assertTrue(driver.bad() > 0);
  }

  @Test
  void whatLooksLikeABeginningIsStuffedAndTakenOutAgain() throws Exception {
    TestArm arm = new TestArm(45, 1, 2, 3);
    arm.servo(1).measured(0x00FDFFFF, 0, 0);
    arm.servo(2).measured(0xFFFDFFFF, 0xFFFFFFFD, -1);
    arm.servo(3).measured(0xFDFFFFFF, 0x00FDFFFF, 0);
    DriverUnderTest driver = run(arm, quick("motion", "true"), 12);
    assertEquals("0 - [1.6646143E7, -131073.0, -3.3554433E7]", driver.lines(0).getFirst());
    assertEquals("0 - [0.0, -3.0, 1.6646143E7, 0.0, -1.0, 0.0]", driver.lines(1).getFirst());
    assertEquals(0, driver.bad());
  }

  @Test
  void servosThatAllKnowTheFastReadingAreReadThatWay() throws Exception {
    TestArm arm = new TestArm(46, 1, 2, 3);
    Script script = Script.answering(arm::pieces);
    DriverUnderTest driver = new DriverUnderTest("dynamixel", quick(), script.asBytes());
    pump(driver, 30);
    assertEquals(0x8A, script.written().getLast()[7] & 0xFF);
    assertEquals(List.of(), concerns(driver));
    assertEquals("3 × XL330-M077", driver.report().model());
    assertEquals("46", driver.report().firmware());

    TestArm older = new TestArm(46, 1, 2, 3);
    older.servo(2).set(6, 45);
    script = Script.answering(older::pieces);
    driver = new DriverUnderTest("dynamixel", quick(), script.asBytes());
    pump(driver, 30);
    assertTrue(script.written().stream().noneMatch(question -> (question[7] & 0xFF) == 0x8A));
    assertEquals("45, 46", driver.report().firmware());
  }

  @Test
  void aServoThatGoesMissingDuringFastReadingIsNamed() throws Exception {
    TestArm arm = new TestArm(46, 1, 2, 3);
    DriverUnderTest driver = run(arm, quick("joints", "pan,lift,gripper"), 30);
    assertFalse(driver.samples(0).isEmpty());
    arm.servo(2).plugged(false);
    pump(driver, 60);
    assertTrue(
        concerns(driver).contains("Servo 2 (lift) does not answer."), () -> "" + concerns(driver));
    arm.servo(2).plugged(true);
    int before = driver.samples(0).size();
    pump(driver, 40);
    assertTrue(driver.samples(0).size() > before, "the plain reading goes on");
  }

  @Test
  void anotherIdIsFound() throws Exception {
    TestArm arm = new TestArm(46, 1, 2, 5);
    DriverUnderTest driver = run(arm, quick(), 80);
    assertTrue(
        concerns(driver)
            .contains("The rig file does not name, but on the bus answers: id 5 (XL330-M077)."),
        () -> "" + concerns(driver));
  }

  @Test
  void alarmsAndLowVoltageAndTorqueAreSeen() throws Exception {
    TestArm arm = new TestArm(46, 1, 2, 3);
    DriverUnderTest driver = run(arm, quick("joints", "a,b,c"), 20);
    arm.servo(2).set(70, 0x21).set(64, 1);
    arm.servo(3).set(144, 31);
    while (concerns(driver).size() < 4) {
      driver.pump();
    }
    assertEquals(
        List.of(
            "Servo 2 (b) says that its voltage is wrong.",
            "Servo 2 (b) is overloaded.",
            "Servo 3 (c) has low voltage: 3.1 V, the least it is set for is 3.5 V.",
            "Servo 2 (b) holds its place: torque is on."),
        concerns(driver));
    arm.servo(2).set(70, 0).set(64, 0);
    arm.servo(3).set(144, 50);
    while (!concerns(driver).isEmpty()) {
      driver.pump();
    }
  }

  @Test
  void motorsAreReleasedOnCommandAndAtTheEndAndNothingElseIsEverWritten() throws Exception {
    TestArm arm = new TestArm(46, 1, 2, 3);
    // One that is set up not to acknowledge writes.
    arm.servo(2).set(68, 1);
    Script script = Script.answering(arm::pieces);
    DriverUnderTest driver = new DriverUnderTest("dynamixel", quick(), script.asBytes());
    pump(driver, 20);
    arm.servos.forEach(servo -> servo.set(64, 1));
    driver.obey(new Command("release"));
    assertTrue(arm.servos.stream().noneMatch(servo -> servo.torque()));
    assertEquals(List.of(), concerns(driver));
    pump(driver, 20);
    arm.servos.forEach(servo -> servo.set(64, 1));
    driver.end();
    assertTrue(arm.servos.stream().noneMatch(servo -> servo.torque()));
    for (byte[] question : script.written()) {
      int instruction = question[7] & 0xFF;
      assertTrue(
          instruction == 0x02
              || instruction == 0x82
              || instruction == 0x8A
              || (instruction == 0x03 && question[8] == 64 && question[10] == 0),
          () -> hex(question));
    }
  }

  @Test
  void anUnknownDeviceIsOnlyPinged() {
    List<Question> questions = new DynamixelDriver().questions();
    for (Question question : questions) {
      assertEquals("FFFFFD00FE0300013142", hex(question.bytes()));
    }
    var judge = questions.getFirst().judge();
    assertTrue(judge.apply(hex("FFFFFD0001070055000604266 55D".replace(" ", ""))).probable());
    assertFalse(judge.apply(hex("FFFFFD0001070055000604266 55E".replace(" ", ""))).probable());
    assertFalse(judge.apply(questions.getFirst().bytes()).probable(), "its own echo");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ids|1,1",
        "ids|253",
        "joints|a,b",
        "reading|slow",
        "rate_hz|0",
        "motion|maybe",
        "turns|0",
        "answer_ms|500",
        "colour|blue"
      })
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("arm", "dynamixel", "arm", "x:", Map.of(setting, value), 14);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new DynamixelDriver().streams(config));
    assertEquals(14, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }

  @Test
  void bearsABrownOutAndBitsThatTurn() throws Exception {
    try (RealLink it = RealLink.to("koch-leader", Map.of("answer_ms", "50"))) {
      it.awaitState(DeviceState.LIVE);
      it.misbehave(new Misbehaviour.Flip(3));
      it.misbehave(new Misbehaviour.Garbage(300));
      it.misbehave(new Misbehaviour.BrownOut(Duration.ofMillis(200)));
      it.await("bad frames", () -> it.device().streams().getFirst().health().badFrames() >= 3);
      int before = it.samples(0).size();
      it.await("more samples", () -> it.samples(0).size() > before + 50);
      assertEquals("6 × XL330-M077", it.device().report().model());
    }
  }
}
