package dev.handloom.device.driver.homunculus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.stream.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomunculusDriversTest {
  private static final String SIXTEEN = "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 4095";
  private static final String FIVE = "-100 3600 17 18 32767";

  private static Conversation say(String driver, String text) throws Exception {
    return Conversation.of(driver, Map.of(), List.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void theGlovesNumbersAreItsJointsInOrder() throws Exception {
    Conversation glove = say("homunculus-glove", "\n" + SIXTEEN + "\r\n");
    assertEquals(
        List.of(
            "0 - [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0,"
                + " 4095.0]"),
        glove.samples(0));
    List<String> names =
        new HomunculusGloveDriver()
            .streams(config("homunculus-glove", "side", "left")).getFirst().channels().stream()
                .map(channel -> channel.name())
                .toList();
    assertEquals("thumb_cmc", names.get(0));
    assertEquals("index_mcp_abduction", names.get(4));
    assertEquals("little_dip", names.get(15));
  }

  @Test
  void theArmsJointsArePickedFromReadingsAndAngles() throws Exception {
    Conversation arm = say("homunculus-arm", "\n" + SIXTEEN + " " + FIVE + "\n");
    // Shoulder pitch, yaw, roll, elbow, wrist roll, yaw, pitch.
    assertEquals(List.of("0 - [18.0, 17.0, 32767.0, 3600.0, -100.0, 1.0, 0.0]"), arm.samples(0));
    Conversation all =
        Conversation.of(
            "homunculus-arm",
            Map.of("numbers", "true"),
            List.of(("\n" + SIXTEEN + " " + FIVE + "\n").getBytes(StandardCharsets.US_ASCII)));
    Sample numbers = all.wholeSamples(1).getFirst();
    assertEquals(21, numbers.values.length);
    assertEquals(-100, numbers.values[16]);
    assertEquals(all.wholeSamples(0).getFirst().captureNanos, numbers.captureNanos);
  }

  @Test
  void theExoskeletonMaySayMoreThanIsLookedAt() throws Exception {
    Conversation exo = say("g1-exo", "\n" + SIXTEEN + "\n" + SIXTEEN + "  99999 x\n");
    assertEquals(2, exo.samples(0).size());
    assertEquals(0, exo.bad());
    List<String> names =
        new UnitreeG1ExoDriver()
            .streams(config("g1-exo", "side", "left")).getFirst().channels().stream()
                .map(channel -> channel.name())
                .toList();
    assertEquals("shoulder_yaw_cos", names.get(3));
    assertEquals("adc_8", names.get(8));
    assertEquals("wrist_roll_sin", names.get(14));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14\n",
        SIXTEEN + " 16\n",
        "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 4096\n",
        "-1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15\n",
        "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 1.5\n",
        "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 4294967301\n",
        "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 -\n",
        "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n",
        "calibrating\n",
      })
  void aLineThatIsNoneIsDroppedAndCounted(String line) throws Exception {
    Conversation glove = say("homunculus-glove", "\n" + line + SIXTEEN + "\n");
    assertEquals(1, glove.samples(0).size());
    assertEquals(1, glove.bad());
  }

  @Test
  void aFirstLineMayHaveLostItsBeginningAndIsNotBelieved() throws Exception {
    Conversation glove = say("homunculus-glove", SIXTEEN + "\n" + SIXTEEN + "\n");
    assertEquals(1, glove.samples(0).size());
    assertEquals(0, glove.bad(), "nor is it blamed");
  }

  @Test
  void anEndlessLineIsDroppedAsAWhole() throws Exception {
    Conversation glove = say("homunculus-glove", "\n" + "12 ".repeat(900) + "\n" + SIXTEEN + "\n");
    assertEquals(1, glove.samples(0).size());
    assertEquals(1, glove.bad());
  }

  private static byte[] line(Random random, int numbers) {
    return (IntStream.range(0, numbers)
                .mapToObj(i -> String.valueOf(random.nextInt(i < 16 ? 4096 : 32_000)))
                .collect(Collectors.joining(" "))
            + (random.nextBoolean() ? "\n" : "\r\n"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] garbage(Random random) {
    byte[] bytes = new byte[2 + random.nextInt(40)];
    random.nextBytes(bytes);
    bytes[0] = 'x';
    bytes[bytes.length - 1] = '\n';
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"homunculus-glove,16", "homunculus-arm,21", "g1-exo,16"})
  void bearsWhatComes(String driver, int numbers) throws Exception {
    // A line that lost its last digits looks like any other: no check could tell.
    ProtocolProperties.of(driver, Map.of(), (random, n) -> line(random, numbers))
        .garbage(HomunculusDriversTest::garbage)
        .beginsAfter("\n")
        .endsWith("\n")
        .cutFramesMayBeGood()
        .hold();
  }

  @Test
  void areToldApartWhereTheyCanBe() {
    Random random = new Random(3);
    StringBuilder glove = new StringBuilder("23 99\n");
    StringBuilder arm = new StringBuilder("23 99\n");
    for (int i = 0; i < 20; i++) {
      glove.append(new String(line(random, 16), StandardCharsets.US_ASCII));
      arm.append(new String(line(random, 21), StandardCharsets.US_ASCII));
    }
    Heard sixteen = Heard.bytes(glove.toString().getBytes(StandardCharsets.US_ASCII));
    Heard twentyOne = Heard.bytes(arm.toString().getBytes(StandardCharsets.US_ASCII));
    assertEquals(Likeness.NONE, new HomunculusGloveDriver().recognise(twentyOne));
    assertEquals(Likeness.NONE, new HomunculusArmDriver().recognise(sixteen));
    assertTrue(new HomunculusArmDriver().recognise(twentyOne).score() > 0.75);
    assertEquals(
        new HomunculusGloveDriver().recognise(sixteen).score(),
        new UnitreeG1ExoDriver().recognise(sixteen).score());
    assertFalse(new HomunculusGloveDriver().recognise(sixteen).score() < 0.5);
  }

  private static DeviceConfig config(String driver, String setting, String value) {
    return new DeviceConfig("it", driver, "it", "x:", Map.of(setting, value), 9);
  }

  @ParameterizedTest
  @CsvSource({"side,up", "numbers,all", "rate_hz,0", "baud,1"})
  void aWrongSettingIsNamed(String setting, String value) {
    for (DeviceDriver driver :
        List.of(new HomunculusGloveDriver(), new HomunculusArmDriver(), new UnitreeG1ExoDriver())) {
      RigFileException e =
          assertThrows(
              RigFileException.class, () -> driver.streams(config(driver.id(), setting, value)));
      assertEquals(9, e.line());
      assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
    }
  }

  /// The sine and the cosine of a joint lie on their ellipse wherever the arm is.
  @Test
  void theSimulatedExoskeletonTurnsItsMagnets() throws Exception {
    try (RealLink it = RealLink.to("g1-exo", Map.of())) {
      it.recordWell(50);
      for (Sample sample : it.samples(0)) {
        double sine = sample.values[6] - 2048;
        double cosine = sample.values[7] - 2048;
        double radius = Math.hypot(sine, cosine);
        assertTrue(radius > 1100 && radius < 2200, "elbow at " + radius);
      }
      it.misbehave(new Misbehaviour.Cut(3));
      it.misbehave(new Misbehaviour.Garbage(60));
      int before = it.samples(0).size();
      it.await("It goes on", () -> it.samples(0).size() > before + 30);
      assertTrue(it.device().streams().getFirst().health().badFrames() > 0);
    }
  }
}
