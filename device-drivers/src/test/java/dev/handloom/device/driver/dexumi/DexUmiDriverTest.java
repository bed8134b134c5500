package dev.handloom.device.driver.dexumi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.DeviceReport;
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
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.stream.Sample;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DexUmiDriverTest {
  private static final Map<String, String> INSPIRE = Map.of("build", "inspire");
  private static final Map<String, String> XHAND = Map.of("build", "xhand");
  private static final Map<String, String> FSR = Map.of("build", "fsr");

  /// The vector of the fact sheet: references 0x7FF000, time 1000 ms.
  private static final byte[] VECTOR =
      HexFormat.of()
          .parseHex(
              "AA550000000010000000200000003000000040"
                  + "00DEBC0A005634120000F07F0000F07F00E80334D1");

  private static Conversation say(Map<String, String> settings, byte[]... frames) throws Exception {
    return Conversation.of("dexumi", settings, List.of(frames));
  }

  private static double[] degrees(Sample sample) {
    return Arrays.stream(sample.values).map(Math::toDegrees).toArray();
  }

  @Test
  void theVectorOfTheInspireBuildGivesItsAngles() throws Exception {
    Conversation exo = say(INSPIRE, VECTOR);
    Sample sample = exo.wholeSamples(0).getFirst();
    assertEquals(1000, sample.deviceTicks);
    assertArrayEquals(
        new double[] {45.022, 90.044, 135.066, 180.088, 30.215, 51.225}, degrees(sample), 0.0005);
    assertEquals(0, exo.bad());
    assertEquals("", exo.answers());
  }

  @Test
  void theVoltagesAreRecordedBesideTheAnglesIfWanted() throws Exception {
    Conversation exo = say(Map.of("build", "inspire", "voltages", "true"), VECTOR);
    Sample angles = exo.wholeSamples(0).getFirst();
    Sample volts = exo.wholeSamples(1).getFirst();
    assertEquals(8, volts.values.length);
    assertEquals(0x100000 * 5.0 / 0x7FFFFF, volts.values[0], 1e-12);
    assertEquals(4.9976, volts.values[7], 1e-4);
    assertEquals(angles.captureNanos, volts.captureNanos);
    assertEquals(angles.deviceTicks, volts.deviceTicks);
  }

  @Test
  void aChangedBitIsBadAndTheNextFrameIsNot() throws Exception {
    byte[] flipped = VECTOR.clone();
    flipped[9] ^= 0x10;
    Conversation exo = say(INSPIRE, VECTOR, flipped, VECTOR);
    assertEquals(2, exo.wholeSamples(0).size());
    assertEquals(1, exo.bad());
    assertEquals(40, exo.badFrames().newest().getFirst().length());
  }

  @Test
  void theXhandBuildHasTwelveJointsAgainstTheLastWordButOne() throws Exception {
    int[] words = new int[14];
    for (int j = 0; j < 12; j++) {
      words[j] = (j + 1) * 0x70000;
    }
    words[12] = 0x7E0000;
    words[13] = 0x123456;
    Conversation exo = say(XHAND, BoardFrames.of(65_535, words));
    double[] degrees = degrees(exo.wholeSamples(0).getFirst());
    for (int j = 0; j < 12; j++) {
      assertEquals((j + 1) * 20, degrees[j], 1e-9);
    }
    assertEquals(65_535, exo.wholeSamples(0).getFirst().deviceTicks);
  }

  @Test
  void theForcesAreTheHalvesOfTheLastWordWhicheverWayTheSumIsMade() throws Exception {
    int[] words = new int[13];
    Arrays.fill(words, 0, 12, 0x0F0F0F);
    words[12] = 0xFFFE << 16 | 1234;
    long without = 12L * 0x0F0F0F & 0xFFFF;
    Conversation forces =
        say(
            FSR,
            BoardFrames.of(1, words),
            BoardFrames.withSum((int) without, 2, words),
            BoardFrames.withSum((int) without + 1, 3, words));
    assertEquals(List.of("0 1 [1234.0, 65534.0]", "1 2 [1234.0, 65534.0]"), forces.samples(0));
    assertEquals(1, forces.bad());
  }

  @Test
  void withoutAReferenceThereAreNoAnglesAndItSaysWhy() throws Exception {
    byte[] dead = BoardFrames.of(5, 1000, 2000, 3000, 4000, 5000, 6000, 100, 100);
    DriverUnderTest exo =
        new DriverUnderTest(
            "dexumi", INSPIRE, Script.saying(List.of(dead, dead, VECTOR)).asBytes());
    exo.pump();
    exo.pump();
    assertEquals(2, exo.bad());
    assertEquals(0, exo.samples(0).size());
    DeviceReport.Concern concern = exo.report().concerns().getFirst();
    assertTrue(concern.what().contains("0.00 V"), concern.what());
    exo.pump();
    assertEquals(1, exo.samples(0).size());
    assertEquals(List.of(), exo.report().concerns());
  }

  @Test
  void aJointNearTheJumpOfItsEncoderIsNamed() throws Exception {
    byte[] near = BoardFrames.of(5, 0x7E0000, 4000000, 4000000, 4000000, 1, 4000000, 0x7FF000, 0);
    DriverUnderTest exo =
        new DriverUnderTest("dexumi", INSPIRE, Script.saying(List.of(near, VECTOR)).asBytes());
    exo.pump();
    String what = exo.report().concerns().getFirst().what();
    assertTrue(what.startsWith("thumb_swing, ring_bend stand"), what);
    exo.pump();
    assertEquals(List.of(), exo.report().concerns());
    assertEquals("DexUMI Inspire build", exo.report().model());
  }

  private static byte[] frame(String build, Random random, int number) {
    int words =
        switch (build) {
          case "inspire" -> 8;
          case "xhand" -> 14;
          default -> 13;
        };
    int[] made = BoardFrames.conversions(random, words);
    if (words != 13) {
      made[words - 2] = 0x700000 + random.nextInt(0xF0000);
    }
    return BoardFrames.of(number * 7 & 0xFFFF, made);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspire", "xhand", "fsr"})
  void bearsWhatComes(String build) throws Exception {
    ProtocolProperties.of(
            "dexumi", Map.of("build", build), (random, number) -> frame(build, random, number))
        .hold();
  }

  @ParameterizedTest
  @CsvSource({
    "inspire,Inspire build",
    "xhand,XHand build",
    "fsr,FSR board",
  })
  void isRecognisedFromTheMiddleOfAFrame(String build, String name) {
    Random random = new Random(8);
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    for (int i = 0; i < 20; i++) {
      heard.writeBytes(frame(build, random, i));
    }
    byte[] bytes = heard.toByteArray();
    Likeness likeness =
        new DexUmiDriver().recognise(Heard.bytes(Arrays.copyOfRange(bytes, 17, bytes.length - 9)));
    assertTrue(likeness.score() > 0.9, likeness.reason());
    assertTrue(likeness.reason().contains(name), likeness.reason());
  }

  @ParameterizedTest
  @CsvSource({"build,shadow", "side,up", "voltages,yes", "rate_hz,0", "baud,9600"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("exo", "dexumi", "exo", "x:", Map.of(setting, value), 12);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new DexUmiDriver().streams(config));
    assertEquals(12, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }

  @Test
  void aBrownOutAnUnplugAndBadBytesEndNothing() throws Exception {
    try (RealLink it = RealLink.to("dexumi-xhand", Map.of("voltages", "true"))) {
      it.recordWell(60);
      it.misbehave(new Misbehaviour.Flip(5));
      it.misbehave(new Misbehaviour.Garbage(300));
      it.misbehave(new Misbehaviour.Cut(2));
      int disturbed = it.samples(0).size();
      it.await("It goes on", () -> it.samples(0).size() > disturbed + 60);
      long bad = it.device().streams().getFirst().health().badFrames();
      assertTrue(bad >= 3, bad + " bad");
      it.misbehave(new Misbehaviour.BrownOut(Duration.ofMillis(80)));
      int sagged = it.samples(0).size();
      it.await("It starts anew", () -> it.samples(0).size() > sagged + 60);
      it.misbehave(new Misbehaviour.Unplug(Duration.ofMillis(100)));
      it.await("It comes back", () -> it.device().streams().getFirst().health().reconnects() > 0);
      int back = it.samples(0).size();
      it.await("It is read again", () -> it.samples(0).size() > back + 60);
      assertEquals(it.samples(0).size(), it.samples(1).size(), 3);
      for (Sample sample : it.samples(0)) {
        for (double angle : sample.values) {
          assertTrue(angle > -0.01 && angle < 2 * Math.PI + 0.01, angle + " rad");
        }
      }
    }
  }
}
