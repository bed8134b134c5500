package dev.handloom.device.driver.lucid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.Script;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.stream.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the glove is told, and what becomes of it.
class LucidGloveOutputTest {
  private static final String ALPHA = "A1B2C3D4E5F6G7P0\n";
  private static final String LEGACY = "1&2&3&4&5&6&7&0&0&0&0&0&0\n";
  private static final Command HALF = new Command("force", 500, 400, 300, 200, 1000);

  /// A session that has packets to read, one a pump.
  private record Talk(DriverUnderTest driver, Script script) {
    static Talk of(Map<String, String> settings, String... lines) throws Exception {
      List<byte[]> pieces = new ArrayList<>();
      for (String line : lines) {
        pieces.add(line.getBytes(StandardCharsets.US_ASCII));
      }
      Script script = Script.saying(pieces);
      return new Talk(new DriverUnderTest("lucidglove", settings, script.asBytes()), script);
    }

    String next() throws Exception {
      int before = script.written().size();
      driver.pump();
      List<byte[]> written = script.written();
      assertEquals(before + 1, written.size(), "one line a packet, no more");
      return new String(written.getLast(), StandardCharsets.US_ASCII);
    }
  }

  private static final Map<String, String> FORCE = Map.of("force_feedback", "true");

  @Test
  void aForceTakesThePlaceOfTheEmptyAnswer() throws Exception {
    Talk glove = Talk.of(FORCE, ALPHA, ALPHA, ALPHA, ALPHA, ALPHA);
    assertEquals("A0B0C0D0E0\n", glove.next(), "what an earlier session held is let go");
    assertEquals("Z\n", glove.next());
    glove.driver().obey(HALF);
    assertEquals("A500B400C300D200E1000\n", glove.next());
    glove.driver().obey(new Command("release"));
    assertEquals("A0B0C0D0E0\n", glove.next());
    assertEquals("\n", glove.next());
  }

  @Test
  void theOlderEncodingIsAnsweredInItsOwn() throws Exception {
    Talk glove = Talk.of(FORCE, LEGACY, LEGACY, LEGACY);
    assertEquals("0&0&0&0&0\n", glove.next());
    glove.driver().obey(HALF);
    assertEquals("500&400&300&200&1000\n", glove.next());
    glove.driver().obey(new Command("save-travel"));
    assertEquals("\n", glove.next());
    assertEquals(1, glove.driver().report().concerns().size());
  }

  @Test
  void theLastWordLetsTheFingersGo() throws Exception {
    Talk glove = Talk.of(FORCE, ALPHA, ALPHA);
    glove.next();
    glove.driver().obey(HALF);
    glove.next();
    glove.driver().end();
    assertTrue(glove.script().writtenText().endsWith("E1000\nA0B0C0D0E0\n"));
  }

  @Test
  void wordsOfTheFirmwareAndVibrationAreSaidOnce() throws Exception {
    Talk glove =
        Talk.of(
            Map.of("force_feedback", "true", "vibration", "true"),
            ALPHA,
            ALPHA,
            ALPHA,
            ALPHA,
            ALPHA,
            ALPHA,
            ALPHA);
    glove.next();
    glove.next();
    glove.driver().obey(new Command("save-travel"));
    glove.driver().obey(new Command("save-intermediate"));
    glove.driver().obey(new Command("clear-calibration"));
    glove.driver().obey(new Command("vibrate", 120, 0.25, 0.5));
    assertEquals("ZSaveTravel\n", glove.next());
    assertEquals("ZSaveInter\n", glove.next());
    assertEquals("ZClearData\n", glove.next());
    assertEquals("F120.00G0.25H0.50\n", glove.next());
    assertEquals("\n", glove.next());
  }

  @Test
  void aFirmwareThatWaitsToBeStartedIsStartedAndStopped() throws Exception {
    Talk glove = Talk.of(Map.of("start", "true"), ALPHA);
    glove.driver().pump();
    glove.driver().end();
    assertEquals("(ZA)\n\n(ZZ)\n", glove.script().writtenText());
  }

  @Test
  void limitsComeFromTheRigFile() throws Exception {
    assertEquals(List.of(), commands(Map.of()));
    List<CommandSpec> commands =
        commands(Map.of("force_feedback", "true", "force_limit", "300", "vibration", "true"));
    assertEquals(
        List.of(
            "force", "release", "save-travel", "save-intermediate", "clear-calibration", "vibrate"),
        commands.stream().map(CommandSpec::id).toList());
    CommandSpec force = commands.getFirst();
    assertEquals(null, force.complaint(new Command("force", 300, 0, 0, 0, 0)));
    assertTrue(
        String.valueOf(force.complaint(new Command("force", 0, 301, 0, 0, 0))).contains("index"));
  }

  private static List<CommandSpec> commands(Map<String, String> settings) throws Exception {
    return new LucidGloveDriver()
        .commands(new DeviceConfig("g", "lucidglove", "g", "x:", settings, 1));
  }

  @Test
  void saysWhatIsWrongThoughPacketsCome() throws Exception {
    Talk zeros = Talk.of(Map.of(), "A0B0C0D0E0\n".repeat(400));
    zeros.driver().pump();
    assertTrue(first(zeros).contains("exactly 0"));
    Talk above = Talk.of(Map.of("max", "1023"), "A0B0C4000D0E0\n".repeat(10));
    above.driver().pump();
    assertTrue(first(above).contains("above 1023"));
    Talk hand = Talk.of(Map.of("side", "left"), ALPHA, "Z(ZV)5(ZG)0(ZH)1\n", ALPHA);
    hand.next();
    hand.next();
    assertTrue(first(hand).contains("right hand"));
    assertEquals("5", hand.driver().report().firmware());
    assertEquals(0, hand.driver().bad());
    Talk well = Talk.of(Map.of(), ALPHA);
    well.next();
    assertEquals(List.of(), well.driver().report().concerns());
  }

  private static String first(Talk talk) {
    List<DeviceReport.Concern> concerns = talk.driver().report().concerns();
    assertEquals(1, concerns.size());
    return concerns.getFirst().what();
  }

  /// The simulated servos stop the strings: what is held back bends less.
  @ParameterizedTest
  @ValueSource(strings = {"left-glove-wifi", "legacy-glove"})
  void aHeldFingerIsHeldUntilNobodySaysItAgain(String name) throws Exception {
    try (RealLink glove = RealLink.to(name, Map.of("force_seconds", "0.4"))) {
      glove.recordWell(20);
      double most = glove.device().streams().getFirst().spec().channels().getFirst().high();
      assertThrows(
          IllegalArgumentException.class,
          () -> glove.device().give(new Command("force", 1001, 0, 0, 0, 0)));
      // Held all the way, a finger reads what it reads when it is straight: at most 0.18 of all.
      assertTrue(glove.device().give(new Command("force", 1000, 1000, 1000, 1000, 1000)));
      glove.await("The fingers are held", () -> bent(glove) < 0.2 * most);
      glove.await("They are let go", () -> bent(glove) > 0.25 * most);
      assertEquals(0, glove.device().streams().getFirst().health().badFrames());
    }
  }

  private static double bent(RealLink glove) {
    List<Sample> samples = glove.samples(0);
    double most = 0;
    for (int f = 0; f < GloveReading.FINGERS; f++) {
      most = Math.max(most, samples.getLast().values[f]);
    }
    return most;
  }

  @Test
  void everyBuildIsRecorded() throws Exception {
    for (Map<String, String> build :
        List.of(
            Map.of("joints", "4", "splay", "true", "max", "1023"),
            Map.of("buttons", "false", "splay", "false"))) {
      try (RealLink glove = RealLink.to("left-glove", build)) {
        glove.recordWell(40);
      }
    }
  }

  /// A glove whose answer got lost stands still for a second if nobody nudges it.
  @Test
  void comesBackFromEveryMood() throws Exception {
    try (RealLink glove = RealLink.to("left-glove-wifi", Map.of())) {
      glove.recordWell(10);
      for (Misbehaviour mood :
          List.of(
              new Misbehaviour.Cut(2),
              new Misbehaviour.Flip(3),
              new Misbehaviour.Garbage(200),
              new Misbehaviour.BrownOut(Duration.ofMillis(50)),
              new Misbehaviour.Unplug(Duration.ofMillis(50)))) {
        int before = glove.samples(0).size();
        glove.misbehave(mood);
        glove.await("It goes on after " + mood, () -> glove.samples(0).size() > before + 40);
      }
    }
  }
}
