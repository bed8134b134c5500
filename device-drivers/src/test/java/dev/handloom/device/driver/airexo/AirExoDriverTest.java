package dev.handloom.device.driver.airexo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Question;
import dev.handloom.device.driver.bus.Crc16;
import dev.handloom.device.protocol.AskedProperties;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.airexo.EncoderBus;
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
class AirExoDriverTest {
  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static Map<String, String> quick(String ids) {
    return new HashMap<>(
        Map.of("rate_hz", "100000", "answer_ms", "150", "gap_ms", "0", "ids", ids));
  }

  private static List<byte[]> pieces(EncoderBus bus, byte[] question) {
    int length = bus.hear(question, question.length);
    return length == 0 ? List.of() : List.of(Arrays.copyOf(bus.answer(), length));
  }

  private static DriverUnderTest run(EncoderBus bus, String ids, int pumps) throws Exception {
    Script script = Script.answering(question -> pieces(bus, question));
    DriverUnderTest driver = new DriverUnderTest("airexo", quick(ids), script.asBytes());
    for (int i = 0; i < pumps; i++) {
      driver.pump();
    }
    return driver;
  }

  private static List<String> concerns(DriverUnderTest driver) {
    return driver.report().concerns().stream().map(concern -> concern.what()).toList();
  }

  @Test
  void readsTheMakersAnswerToTheMakersQuestion() throws Exception {
    Script script = Script.answering(question -> List.of(hex("0103020800bf84")));
    DriverUnderTest driver = new DriverUnderTest("airexo", quick("1"), script.asBytes());
    driver.pump();
    assertEquals(List.of("0 - [2048.0]"), driver.lines(0));
    assertEquals("010300410001d41e", HexFormat.of().formatHex(script.written().getFirst()));
  }

  @Test
  void bearsWhatComes() throws Exception {
    EncoderBus bus = new EncoderBus(1, 2, 3, 4, 5, 6, 7, 8);
    AskedProperties.of(
            "airexo",
            Map.of("gap_ms", "0"),
            question -> question[0] == 1,
            (question, cycle) -> {
              for (int i = 0; i < bus.size(); i++) {
                bus.turn(i, (cycle * 37 + i * 100 + 500) & 0xFFF);
              }
              return Arrays.copyOf(bus.answer(), bus.hear(question, question.length));
            })
        .exceptLateAnswers()
        .hold();
  }

  @Test
  void anEncoderThatIsMissingIsNamedAndNoSampleIsMadeUp() throws Exception {
    EncoderBus bus = new EncoderBus(1, 2, 4);
    DriverUnderTest driver = run(bus, "1,2,3", 40);
    assertEquals(List.of(), driver.samples(0));
    assertTrue(driver.bad() > 3);
    assertEquals(List.of("Encoder 3 (joint_3) does not answer."), concerns(driver));
  }

  @Test
  void aMissingAnswerCostsOneCycleAndIsNamed() throws Exception {
    EncoderBus bus = new EncoderBus(1, 2, 3);
    DriverUnderTest driver = run(bus, "1,2,3", 6);
    assertEquals(2, driver.samples(0).size());
    bus.plug(1, false);
    driver.pump();
    driver.pump();
    bus.plug(1, true);
    for (int i = 0; i < 4; i++) {
      driver.pump();
    }
    assertEquals(1, driver.bad());
    assertEquals(3, driver.samples(0).size());
    assertEquals(List.of("Encoder 2 (joint_2) left one question unanswered."), concerns(driver));
  }

  @Test
  void otherModbusDevicesAreNotTakenForEncoders() throws Exception {
    byte[] refusal = hex("0183020000");
    int crc = Crc16.modbus(refusal, 0, 3);
    refusal[3] = (byte) crc;
    refusal[4] = (byte) (crc >> 8);
    Script script = Script.answering(question -> List.of(refusal));
    DriverUnderTest driver = new DriverUnderTest("airexo", quick("1"), script.asBytes());
    driver.pump();
    assertTrue(
        concerns(driver).contains("Encoder 1 (joint_1) refuses to be read (Modbus exception 2)."),
        () -> "" + concerns(driver));

    EncoderBus bus = new EncoderBus(1);
    bus.turn(0, 4096);
    DriverUnderTest second = run(bus, "1", 3);
    assertEquals(List.of(), second.samples(0));
    assertTrue(
        concerns(second).contains("Encoder 1 (joint_1) says more than 4095 counts."),
        () -> "" + concerns(second));
  }

  @Test
  void anUnknownDeviceIsOnlyRead() {
    Question question = new AirExoDriver().questions().getFirst();
    assertEquals("010300410001d41e", HexFormat.of().formatHex(question.bytes()));
    assertTrue(question.judge().apply(hex("0103020800bf84")).probable());
    assertTrue(question.judge().apply(hex("010300410001d41e0103020800bf84")).probable());
    assertFalse(question.judge().apply(hex("010300410001d41e")).probable());
    assertFalse(question.judge().apply(hex("0103020800bf85")).probable());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ids|1,1",
        "ids|0,1",
        "ids|248",
        "joints|a",
        "gap_ms|21",
        "rate_hz|0",
        "colour|blue"
      })
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("exo", "airexo", "exo", "x:", Map.of(setting, value), 14);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new AirExoDriver().streams(config));
    assertEquals(14, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }

  @Test
  void bearsBitsThatTurn() throws Exception {
    try (RealLink it = RealLink.to("airexo", Map.of("answer_ms", "50"))) {
      it.awaitState(DeviceState.LIVE);
      it.misbehave(new Misbehaviour.Flip(3));
      it.await("bad frames", () -> it.device().streams().getFirst().health().badFrames() >= 3);
      int before = it.samples(0).size();
      it.await("more samples", () -> it.samples(0).size() > before + 10);
    }
  }
}
