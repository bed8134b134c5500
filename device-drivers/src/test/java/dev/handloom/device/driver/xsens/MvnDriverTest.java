package dev.handloom.device.driver.xsens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.Heard;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.stream.Sample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MvnDriverTest {
  private static final Map<String, String> BODY = Map.of("fingers", "false", "body", "true");
  private static final Map<String, String> ALL = Map.of("body", "true");

  /// Segments of a sample from one id to before another; x is the id, w, x, y, z of the rotation
  /// are 1 to 4 thousandths.
  private static byte[] datagram(int sample, int from, int to, int props, int fingers) {
    int items = to - from;
    ByteBuffer out = ByteBuffer.allocate(24 + 32 * items);
    out.put("MXTP02".getBytes(StandardCharsets.US_ASCII)).putInt(sample).put((byte) 0x80);
    out.put((byte) items).putInt(sample * 10).put((byte) 0).put((byte) 23);
    out.put((byte) props).put((byte) fingers).putShort((short) 0).putShort((short) (32 * items));
    for (int id = from; id < to; id++) {
      out.putInt(id).putFloat(id).putFloat(-0.5f).putFloat(0.25f);
      out.putFloat(0.125f).putFloat(0.25f).putFloat(0.5f).putFloat(0.75f);
    }
    return out.array();
  }

  private static Conversation say(Map<String, String> settings, byte[]... datagrams)
      throws Exception {
    return Conversation.messages("xsens-mvn", settings, List.of(datagrams));
  }

  @Test
  void theHeaderIsThatOfTheProtocol() throws Exception {
    // Written down byte by byte: MXTP02, sample 258, last datagram 0, 23 items, 1000 ms, character
    // 0,
    // 23 segments of the body, no props, no fingers, 736 bytes of payload.
    byte[] head =
        HexFormat.of()
            .parseHex(
                "4d5854503032"
                    + "00000102"
                    + "80"
                    + "17"
                    + "000003e8"
                    + "00170000"
                    + "0000"
                    + "02e0");
    byte[] whole = Arrays.copyOf(head, 24 + 23 * 32);
    for (int i = 0; i < 23; i++) {
      byte[] segment =
          HexFormat.of()
              .parseHex(
                  "%08x".formatted(i + 1)
                      + "3f800000"
                      + "bf000000"
                      + "40000000"
                      + "3f800000"
                      + "000000000000000000000000");
      System.arraycopy(segment, 0, whole, 24 + 32 * i, 32);
    }
    Conversation mvn = say(BODY, whole);
    assertTrue(
        mvn.samples(0).getFirst().startsWith("258 1000 [1.0, -0.5, 2.0, 0.0, 0.0, 0.0, 1.0, 1.0"),
        mvn.samples(0).getFirst());
  }

  @Test
  void putsASampleTogetherFromItsDatagramsInAnyOrder() throws Exception {
    for (boolean turned : new boolean[] {false, true}) {
      byte[] one = datagram(7, 1, 45, 0, 40);
      byte[] two = datagram(7, 45, 64, 0, 40);
      Conversation mvn = turned ? say(ALL, two, one) : say(ALL, one, two);
      Sample left = mvn.wholeSamples(0).getFirst();
      assertEquals(7, left.sequence);
      assertEquals(70, left.deviceTicks);
      assertEquals(24, left.values[0]);
      assertEquals(43, left.values[19 * 7]);
      assertEquals(
          List.of(0.25, 0.5, 0.75, 0.125), Arrays.stream(left.values, 3, 7).boxed().toList());
      assertEquals(44, mvn.wholeSamples(1).getFirst().values[0]);
      assertEquals(1, mvn.wholeSamples(2).getFirst().values[0]);
      assertEquals(23, mvn.wholeSamples(2).getFirst().values[22 * 7]);
      assertEquals(0, mvn.bad());
      // Arrived when its first datagram did.
      assertTrue(left.arrivalNanos < mvn.wholeSamples(0).getFirst().arrivalNanos + 1);
    }
  }

  @Test
  void propsStandBetweenBodyAndFingers() throws Exception {
    Conversation mvn = say(Map.of(), datagram(1, 1, 40, 2, 40), datagram(1, 40, 66, 2, 40));
    assertEquals(26, mvn.wholeSamples(0).getFirst().values[0]);
    assertEquals(46, mvn.wholeSamples(1).getFirst().values[0]);
  }

  @Test
  void whatWasNotWholeIsCountedAndNeverMixed() throws Exception {
    Conversation mvn =
        say(
            Map.of(),
            datagram(1, 1, 45, 0, 40),
            datagram(2, 1, 45, 0, 40),
            datagram(2, 45, 64, 0, 40),
            datagram(3, 45, 64, 0, 40),
            datagram(4, 1, 45, 0, 40),
            datagram(4, 45, 64, 0, 40),
            datagram(4, 45, 64, 0, 40));
    assertEquals(
        List.of(2L, 4L), mvn.wholeSamples(0).stream().map(sample -> sample.sequence).toList());
    assertEquals(3, mvn.bad());
    assertEquals(1, mvn.lost());
  }

  @Test
  void otherMessagesAndCharactersAreNotOurs() throws Exception {
    byte[] meta = datagram(1, 1, 24, 0, 0);
    meta[4] = '1';
    byte[] other = datagram(1, 1, 24, 0, 0);
    other[16] = 1;
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(meta);
      all.add(other);
    }
    Script script = Script.saying(all);
    DriverUnderTest mvn = new DriverUnderTest("xsens-mvn", BODY, script.asMessages());
    while (!script.drained()) {
      mvn.pump();
    }
    assertEquals(0, mvn.bad());
    assertTrue(mvn.report().concerns().getFirst().what().contains("quaternions"));
  }

  @Test
  void aBodyWithoutGlovesIsSaid() throws Exception {
    Script script = Script.saying(List.of(datagram(1, 1, 24, 0, 0)));
    DriverUnderTest mvn = new DriverUnderTest("xsens-mvn", ALL, script.asMessages());
    mvn.pump();
    assertEquals(0, mvn.samples(0).size());
    assertEquals(1, mvn.samples(2).size());
    assertTrue(mvn.report().concerns().getFirst().what().contains("lack"));
  }

  @Test
  void everyLengthAndCountIsChecked() throws Exception {
    byte[] good = datagram(1, 1, 24, 0, 0);
    List<byte[]> bad = new ArrayList<>();
    for (int[] change :
        new int[][] {{0, 'N'}, {4, 'x'}, {11, 22}, {11, 0}, {17, 22}, {18, 1}, {19, 39}, {23, 1}}) {
      byte[] changed = good.clone();
      changed[change[0]] = (byte) change[1];
      bad.add(changed);
    }
    bad.add(Arrays.copyOf(good, good.length - 1));
    bad.add(Arrays.copyOf(good, good.length + 32));
    bad.add(Arrays.copyOf(good, 24));
    byte[] twice = good.clone();
    twice[24 + 32 + 3] = 1;
    bad.add(twice);
    byte[] infinite = good.clone();
    ByteBuffer.wrap(infinite).putFloat(28, Float.NaN);
    bad.add(infinite);
    for (int i = 0; i < bad.size(); i++) {
      Conversation mvn = say(BODY, bad.get(i), datagram(2, 1, 24, 0, 0));
      // A header that promises one more than comes is a sample that never was whole.
      assertEquals(1, mvn.bad(), "case " + i);
      assertEquals(1, mvn.samples(0).size(), "case " + i);
    }
  }

  @Test
  void bearsWhatComes() throws Exception {
    ProtocolProperties.of("xsens-mvn", BODY, (random, number) -> datagram(number + 1, 1, 24, 0, 0))
        .over(MessageLink.class)
        .hold();
  }

  @Test
  void isRecognised() {
    byte[] one = datagram(1, 1, 24, 0, 0);
    byte[] two = datagram(2, 1, 24, 0, 0);
    byte[] three = datagram(3, 1, 24, 0, 0);
    MvnDriver driver = new MvnDriver();
    assertTrue(driver.recognise(Heard.messages(List.of(one, two, three))).probable());
    byte[] noise = new byte[700];
    new Random(1).nextBytes(noise);
    assertEquals(0, driver.recognise(Heard.messages(List.of(noise))).score());
  }

  @ParameterizedTest
  @CsvSource({"fingers,no", "fingers,false", "body,2", "character,256", "rate_hz,0", "colour,blue"})
  void aWrongSettingIsNamed(String setting, String value) {
    DeviceConfig config =
        new DeviceConfig("it", "xsens-mvn", "it", "udp:0", Map.of(setting, value), 9);
    RigFileException e =
        assertThrows(RigFileException.class, () -> new MvnDriver().streams(config));
    assertEquals(9, e.line());
    assertTrue(String.valueOf(e.getMessage()).contains("\"" + setting + "\""), e.getMessage());
  }
}
