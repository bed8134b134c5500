package dev.handloom.device.driver.wsg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.bus.Crc16;
import dev.handloom.device.protocol.AskedProperties;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.wsg.WsgGripper;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class WsgDriverTest {
  private static byte[] answer(WsgGripper gripper, byte[] question) {
    return Arrays.copyOf(gripper.answers(), gripper.hear(question, question.length));
  }

  private static Script script(WsgGripper gripper) {
    return Script.answering(question -> List.of(answer(gripper, question)));
  }

  private static DriverUnderTest run(Script script, String reading, int pumps) throws Exception {
    DriverUnderTest driver =
        new DriverUnderTest(
            "wsg",
            Map.of("reading", reading, "rate_hz", "100000", "answer_ms", "150"),
            script.asBytes());
    for (int i = 0; i < pumps; i++) {
      driver.pump();
    }
    return driver;
  }

  private static List<String> concerns(DriverUnderTest driver) {
    return driver.report().concerns().stream().map(concern -> concern.what()).toList();
  }

  @Test
  void framesAreTheMakersByteForByte() {
    byte[] preamble = HexFormat.of().parseHex("aaaaaa");
    assertEquals(0x50F5, Crc16.wsg(preamble, 0, 3));
    byte[] into = new byte[WsgPackets.LONGEST];
    int length = WsgPackets.ask(into, WsgPackets.QUERY);
    assertEquals("aaaaaab00100006912", HexFormat.of().formatHex(Arrays.copyOf(into, length)));
    assertEquals(0, Crc16.wsg(into, 0, length), "over a frame with its check");
  }

  @Test
  void readsWidthSpeedAndForce() throws Exception {
    DriverUnderTest driver = run(script(new WsgGripper().measured(42.5, -12, 3.25)), "all", 8);
    assertEquals("0 - [0.0425, -12.0, 3.25]", driver.lines(0).getFirst());
    driver = run(script(new WsgGripper().measured(42.5, -12, 3.25)), "width", 8);
    assertEquals("0 - [0.0425]", driver.lines(0).getFirst());
    assertEquals("WSG 50", driver.report().model());
    assertEquals("4.0.0.2", driver.report().firmware());
    assertEquals("7315", driver.report().serialNumber());
    assertEquals(List.of(), concerns(driver));
  }

  @Test
  void readsWhatTheScriptAnswers() throws Exception {
    WsgGripper gripper = new WsgGripper().measured(10, 1, 2).at(12.5);
    DriverUnderTest driver = run(script(gripper), "script", 8);
    assertEquals("0 - [0.01, 1.0, 2.0, 12.5, 0.0]", driver.lines(0).getFirst());
  }

  @Test
  void waitsWhereTheGripperSaysThatItWorksOnIt() throws Exception {
    DriverUnderTest driver = run(script(new WsgGripper().measured(10, 1, 2).slow()), "all", 10);
    assertEquals("0 - [0.01, 1.0, 2.0]", driver.lines(0).getFirst());
    assertEquals(0, driver.bad());
  }

  @Test
  void aScriptThatDoesNotRunIsSaid() throws Exception {
    DriverUnderTest driver = run(script(new WsgGripper().script(false)), "script", 8);
    assertEquals(List.of(), driver.samples(0));
    assertEquals(List.of("The gripper refuses the command B0h with status 14."), concerns(driver));
  }

  @Test
  void itsStateBecomesSentences() throws Exception {
    DriverUnderTest driver =
        run(script(new WsgGripper().state(1 << 12 | 1 << 15 | 1 << 20)), "width", 8);
    assertEquals(
        List.of(
            "The gripper does not know where its fingers are.",
            "The gripper is in a fast stop.",
            "The gripper's supply voltage is wrong."),
        concerns(driver));
    assertFalse(driver.samples(0).isEmpty());
  }

  @Test
  void aNumberThatIsNoneIsNoSample() throws Exception {
    DriverUnderTest driver = run(script(new WsgGripper().measured(Double.NaN, 0, 0)), "width", 10);
    assertEquals(List.of(), driver.samples(0));
    assertTrue(driver.bad() > 0);
  }

  @Test
  void nothingThatMovesItIsEverSentAndTheEndIsAnnounced() throws Exception {
    WsgGripper gripper = new WsgGripper();
    Script script = script(gripper);
    DriverUnderTest driver = run(script, "all", 30);
    assertFalse(gripper.left());
    driver.end();
    assertTrue(gripper.left());
    Set<Integer> harmless = Set.of(0x07, 0x40, 0x43, 0x44, 0x45, 0x50);
    for (byte[] question : script.written()) {
      assertTrue(harmless.contains(question[3] & 0xFF), "" + question[3]);
    }
  }

  @ParameterizedTest
  @CsvSource({"all, 67", "script, 176"})
  void bearsWhatComes(String reading, int first) throws Exception {
    WsgGripper gripper = new WsgGripper();
    AskedProperties.of(
            "wsg",
            Map.of("reading", reading),
            question -> (question[3] & 0xFF) == first,
            (question, cycle) -> {
              gripper.measured(cycle, -cycle, 2 * cycle).at(cycle + 1);
              return answer(gripper, question);
            })
        .hold();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"reading|force", "stroke_mm|5", "rate_hz|0", "answer_ms|0", "colour|blue"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config = new DeviceConfig("g", "wsg", "g", "x:", Map.of(setting, value), 14);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new WsgDriver().streams(config));
    assertEquals(14, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }

  @Test
  void comesBackAfterItsPowerSagged() throws Exception {
    try (RealLink it = RealLink.to("wsg-50", Map.of("answer_ms", "50"))) {
      it.awaitState(DeviceState.LIVE);
      it.misbehave(new Misbehaviour.BrownOut(Duration.ofMillis(300)));
      it.misbehave(new Misbehaviour.Garbage(100));
      it.await("bad frames", () -> it.device().streams().getFirst().health().badFrames() > 0);
      int before = it.samples(0).size();
      it.await("more samples", () -> it.samples(0).size() > before + 10);
    }
  }
}
