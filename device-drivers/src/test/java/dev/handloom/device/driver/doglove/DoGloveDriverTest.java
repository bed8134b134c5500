package dev.handloom.device.driver.doglove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.encoderboard.BoardFrames;
import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.stream.Sample;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoGloveDriverTest {
  private static final int REFERENCE_MICROVOLTS = 3_300_000;

  /// All actuators told to stop.
  private static final List<String> QUIET =
      List.of(
          "55aa0000000000", "55aa0100000001", "55aa0200000002", "55aa0300000003", "55aa0400000004");

  private static final List<String> QUIET_TWICE =
      Stream.of(QUIET, QUIET).flatMap(List::stream).toList();

  /// A frame whose encoders stand at these degrees.
  private static byte[] frame(int millis, double... degrees) {
    int[] words = new int[17];
    words[0] = REFERENCE_MICROVOLTS;
    for (int j = 0; j < degrees.length; j++) {
      words[1 + j] = (int) Math.round(degrees[j] / 360 * 3.3 / 5 * 0x7FFFFF);
    }
    return BoardFrames.of(millis, words);
  }

  @Test
  void theJointsComeWithTheMakersZerosAndSigns() throws Exception {
    double[] encoders = {80, 280, 190, 260, 60, 300, 170, 95, 265, 185, 90, 270, 180, 89, 271, 179};
    double[] joints = {10, 10, 10, -10, 30, 30, 10, -5, -5, -5, 0, 0, 0, 1, 1, 1};
    Conversation glove = Conversation.of("doglove", Map.of(), List.of(frame(7, encoders)));
    Sample sample = glove.wholeSamples(0).getFirst();
    assertEquals(7, sample.deviceTicks);
    for (int j = 0; j < joints.length; j++) {
      assertEquals(joints[j], Math.toDegrees(sample.values[j]), 1e-4, "joint " + j);
    }
    Conversation raw =
        Conversation.of("doglove", Map.of("angles", "encoder"), List.of(frame(7, encoders)));
    for (int j = 0; j < encoders.length; j++) {
      assertEquals(
          encoders[j], Math.toDegrees(raw.wholeSamples(0).getFirst().values[j]), 1e-4, "" + j);
    }
  }

  @Test
  void aJointThatPassesTheJumpOfItsEncoderGoesOn() throws Exception {
    double[] before = new double[16];
    double[] after = new double[16];
    before[1] = 359.5;
    after[1] = 0.5;
    List<Sample> samples =
        Conversation.of("doglove", Map.of(), List.of(frame(1, before), frame(2, after)))
            .wholeSamples(0);
    assertEquals(89.5, Math.toDegrees(samples.get(0).values[1]), 1e-4);
    assertEquals(90.5, Math.toDegrees(samples.get(1).values[1]), 1e-4);
  }

  @Test
  void theSumCoversTheReferenceToo() throws Exception {
    byte[] wrong = frame(1, new double[16]);
    wrong[4] ^= 1;
    Conversation glove =
        Conversation.of("doglove", Map.of(), List.of(wrong, frame(2, new double[16])));
    assertEquals(1, glove.wholeSamples(0).size());
    assertEquals(1, glove.bad());
  }

  @Test
  void bearsWhatComes() throws Exception {
    ProtocolProperties.of(
            "doglove",
            Map.of(),
            (random, number) -> {
              int[] words = BoardFrames.conversions(random, 17);
              words[0] = 3_000_000 + random.nextInt(600_000);
              return BoardFrames.of(number * 5 & 0xFFFF, words);
            })
        .hold();
  }

  private static List<String> written(Script script) {
    return script.written().stream().map(bytes -> HexFormat.of().formatHex(bytes)).toList();
  }

  private static void pump(DriverUnderTest glove, Script script, int writes) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    while (script.written().size() < writes && System.nanoTime() < end) {
      glove.pump();
    }
    assertEquals(writes, script.written().size());
  }

  @Test
  void aSessionBeginsAndEndsWithEveryActuatorToldToStop() throws Exception {
    Script script = Script.saying(List.of());
    DriverUnderTest glove = new DriverUnderTest("doglove", Map.of(), script.asBytes());
    pump(glove, script, 5);
    assertEquals(QUIET, written(script));
    glove.obey(new Command("vibrate", 2, 10, 100, 9));
    glove.end();
    assertEquals(QUIET_TWICE, written(script).subList(5, 15));
  }

  @Test
  void aVibrationIsToldAsTheFactSheetHasItAndEndsByItself() throws Exception {
    Script script = Script.saying(List.of());
    DriverUnderTest glove = new DriverUnderTest("doglove", Map.of(), script.asBytes());
    pump(glove, script, 5);
    glove.obey(new Command("vibrate", 0, 47, 200, 0.02));
    long begun = System.nanoTime();
    pump(glove, script, 8);
    assertEquals(
        List.of("55aa002f00c8f7", "55aa0000000000", "55aa0000000000"),
        written(script).subList(5, 8));
    assertTrue(System.nanoTime() - begun >= 20_000_000, "it ends too soon");
  }

  @Test
  void commandsKeepApartAndStopForgetsWhatWasToCome() throws Exception {
    Script script = Script.saying(List.of());
    DriverUnderTest glove = new DriverUnderTest("doglove", Map.of(), script.asBytes());
    long begun = System.nanoTime();
    pump(glove, script, 5);
    // The board would drop what follows at once.
    assertTrue(System.nanoTime() - begun >= 4 * 3_000_000L, "too fast for the board");
    glove.obey(new Command("vibrate", 1, 1, 10, 5));
    glove.obey(new Command("still"));
    pump(glove, script, 15);
    assertEquals(QUIET_TWICE, written(script).subList(5, 15));
  }

  @Test
  void isRecognisedAndNotTakenForAnExoskeleton() {
    Random random = new Random(5);
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    heard.writeBytes(new byte[] {1, 2, 3});
    for (int i = 0; i < 12; i++) {
      heard.writeBytes(frame(i * 5, random.doubles(16, 0, 360).toArray()));
    }
    Likeness likeness = new DoGloveDriver().recognise(Heard.bytes(heard.toByteArray()));
    assertTrue(likeness.score() > 0.95, likeness.reason());
  }

  @ParameterizedTest
  @CsvSource({"side,up", "angles,degrees", "voltages,1", "rate_hz,-1"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("glove", "doglove", "glove", "x:", Map.of(setting, value), 9);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new DoGloveDriver().streams(config));
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }

  /// Each actuator pulls the simulated board's reference down by 8 mV.
  @Test
  void theSimulatedActuatorsVibrateForAsLongAsTheyWereTold() throws Exception {
    try (RealLink it = RealLink.to("doglove", Map.of())) {
      it.recordWell(60);
      it.await("The glove is quiet", () -> it.samples(1).size() > 80);
      double quiet = reference(it);
      assertThrows(
          IllegalArgumentException.class,
          () -> it.device().give(new Command("vibrate", 5, 47, 200, 1)));
      assertTrue(it.device().give(new Command("vibrate", 3, 47, 200, 0.3)));
      it.await("It vibrates", () -> reference(it) < quiet - 0.005);
      it.await("It is quiet again", () -> reference(it) > quiet - 0.003);
      assertFalse(it.device().streams().getFirst().health().badFrames() > 0);
    }
  }

  private static double reference(RealLink it) {
    return it.samples(1).getLast().values[0];
  }
}
