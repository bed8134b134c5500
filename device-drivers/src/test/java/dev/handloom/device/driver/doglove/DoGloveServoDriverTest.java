package dev.handloom.device.driver.doglove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.sim.dynamixel.DynamixelBus;
import dev.handloom.device.sim.dynamixel.DynamixelServo;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoGloveServoDriverTest {
  private static final int TORQUE = 64;
  private static final int INDEX = 1;

  private final List<DynamixelServo> servos =
      IntStream.range(0, 5)
          .mapToObj(id -> new DynamixelServo(id, 1200, 52).measured(1000 + 100 * id, 0, 0))
          .toList();
  private final DynamixelBus bus = new DynamixelBus(servos, true, 3_000_000);
  private final Script script =
      Script.answering(asked -> {
        int length = bus.hear(asked, asked.length);
        return length == 0 ? List.of() : List.of(Arrays.copyOf(bus.answers(), length));
      });

  private DriverUnderTest begin() throws Exception {
    return new DriverUnderTest("doglove-servos", Map.of("rate_hz", "1000"), script.asBytes());
  }

  private static void pump(DriverUnderTest glove, int samples) throws Exception {
    for (int i = 0; i < 200 && glove.samples(0).size() < samples; i++) {
      glove.pump();
    }
    assertTrue(glove.samples(0).size() >= samples, "no samples");
  }

  @Test
  void theFiveServosAreReadInOrder() throws Exception {
    DriverUnderTest glove = begin();
    pump(glove, 3);
    assertEquals(
        "[1000.0, 1100.0, 1200.0, 1300.0, 1400.0]",
        Arrays.toString(glove.samples(0).getFirst().values));
    assertEquals(0, glove.bad());
  }

  @Test
  void whatWasLeftHoldingIsReleasedBeforeAnythingElse() throws Exception {
    servos.forEach(servo -> servo.set(TORQUE, 1));
    DriverUnderTest glove = begin();
    glove.pump();
    assertTrue(servos.stream().noneMatch(DynamixelServo::torque));
  }

  @Test
  void aFingerIsHeldWhereItIsWithTheCurrentAllowedAndWatchedOver() throws Exception {
    DriverUnderTest glove = begin();
    pump(glove, 2);
    glove.obey(new Command("hold", INDEX, 120, 9));
    DynamixelServo held = servos.get(INDEX);
    assertTrue(held.torque());
    assertEquals(5, held.get(11));
    assertEquals(120, held.get(102) | held.get(103) << 8);
    assertEquals(1100, held.get(116) | held.get(117) << 8);
    assertEquals(25, held.get(98), "the watchdog of 500 ms");
    for (int other : new int[] {0, 2, 3, 4}) {
      assertTrue(!servos.get(other).torque(), "finger " + other);
    }
    pump(glove, 20);
    assertTrue(held.torque());
    assertEquals(0, glove.bad(), "orders do not disturb the reading");
    glove.end();
    assertTrue(servos.stream().noneMatch(DynamixelServo::torque));
  }

  @Test
  void aHoldEndsByItself() throws Exception {
    DriverUnderTest glove = begin();
    pump(glove, 2);
    long begun = System.nanoTime();
    glove.obey(new Command("hold", INDEX, 50, 0.05));
    while (servos.get(INDEX).torque()) {
      glove.pump();
      assertTrue(System.nanoTime() - begun < 20_000_000_000L, "it holds for ever");
    }
    assertTrue(System.nanoTime() - begun >= 50_000_000, "it lets go too soon");
  }

  @Test
  void releaseFreesAllAtOnceAndIsAskedBack() throws Exception {
    DriverUnderTest glove = begin();
    pump(glove, 2);
    glove.obey(new Command("hold", 0, 50, 9));
    glove.obey(new Command("hold", 4, 50, 9));
    assertEquals(2, servos.stream().filter(DynamixelServo::torque).count());
    glove.obey(new Command("release"));
    assertTrue(servos.stream().noneMatch(DynamixelServo::torque));
    pump(glove, 20);
    assertEquals(0, glove.bad());
  }

  @Test
  void nothingIsHeldBeforeItIsKnownWhereItIs() throws Exception {
    servos.forEach(servo -> servo.plugged(false));
    DriverUnderTest glove = begin();
    glove.pump();
    glove.obey(new Command("hold", INDEX, 50, 9));
    assertTrue(servos.stream().noneMatch(DynamixelServo::torque));
  }

  @Test
  void anOrderIsASyncWriteByteByByte() {
    // To 116, four bytes each: servo 1 to 150; its check was computed apart from our code.
    assertEquals(
        crc("fffffd00fe0c0083740004000196000000"),
        HexFormat.of().formatHex(ServoOrder.to(ServoOrder.GOAL_POSITION, 4, 150, 1)));
  }

  /// Bit by bit, as the protocol's manual defines it.
  private static String crc(String hex) {
    int crc = 0;
    for (byte b : HexFormat.of().parseHex(hex)) {
      for (int bit = 7; bit >= 0; bit--) {
        int top = (crc >> 15 & 1) ^ (b >> bit & 1);
        crc = (crc << 1 & 0xFFFF) ^ (top == 1 ? 0x8005 : 0);
      }
    }
    return hex + "%02x%02x".formatted(crc & 0xFF, crc >> 8);
  }

  @Test
  void theRigFileSetsTheLimitAndCanForbidForces() throws Exception {
    DoGloveServoDriver driver = new DoGloveServoDriver();
    CommandSpec hold = driver.commands(config("force_limit_ma", "80")).getFirst();
    assertEquals(80, hold.parameters().get(1).high());
    assertTrue(String.valueOf(hold.complaint(new Command("hold", 1, 81, 1))).contains("80"));
    assertEquals(
        List.of("release"),
        driver.commands(config("force_limit_ma", "0")).stream().map(CommandSpec::id).toList());
  }

  private static DeviceConfig config(String setting, String value) {
    return new DeviceConfig("g", "doglove-servos", "g", "x:", Map.of(setting, value), 9);
  }

  @ParameterizedTest
  @CsvSource({"side,up", "force_limit_ma,401", "rate_hz,0", "answer_ms,0", "ids,7"})
  void aWrongSettingIsNamed(String setting, String value) {
    RigFileException e =
        assertThrows(
            RigFileException.class, () -> new DoGloveServoDriver().streams(config(setting, value)));
    assertEquals(9, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }

  /// The simulated person moves on against it, so current flows until it lets go.
  @Test
  void aHeldFingerIsFeltOverARealLink() throws Exception {
    try (RealLink it = RealLink.to("doglove-servos", Map.of("force_limit_ma", "100"))) {
      it.recordWell(20);
      assertThrows(
          IllegalArgumentException.class,
          () -> it.device().give(new Command("hold", INDEX, 101, 1)));
      Stream.of(1, 2, 3, 4)
          .forEach(finger -> assertTrue(it.device().give(new Command("hold", finger, 100, 10))));
      it.await("A finger pulls against its servo", () -> mostCurrent(it) > 60);
      assertTrue(mostCurrentEver(it) <= 110, "more than was allowed");
      assertTrue(it.device().give(new Command("release")));
      it.await("All are free", () -> mostCurrent(it) < 12);
      it.awaitState(DeviceState.LIVE);
      // On a busy machine an answer may come too late; bytes that are no answer must never come.
      assertTrue(
          it.device().badFrames().newest().stream().allMatch(frame -> frame.length() == 0),
          () -> "" + it.device().badFrames().newest());
    }
  }

  private static double mostCurrent(RealLink it) {
    return most(it.samples(1).getLast().values);
  }

  private static double mostCurrentEver(RealLink it) {
    return it.samples(1).stream().mapToDouble(sample -> most(sample.values)).max().orElse(0);
  }

  /// The currents follow the five velocities.
  private static double most(double[] motion) {
    double most = 0;
    for (int i = 5; i < 10; i++) {
      most = Math.max(most, Math.abs(motion[i]));
    }
    return most;
  }
}
