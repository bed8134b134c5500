package dev.handloom.device.driver.xrobotoolkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.stream.Sample;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XRobotDriverTest {
  private static final String PLACE = "\"0.1,1.6,-0.2,0,0,0,1\"";

  private static byte[] tracking(long nanos, String more) {
    String value =
        ("{\"predictTime\":3,\"appState\":{\"focus\":true},\"Head\":{\"pose\":"
                + PLACE
                + ",\"status\":3}"
                + more
                + ",\"timeStampNs\":"
                + nanos
                + ",\"Input\":1}")
            .replace("\"", "\\\"");
    return XRobotFrames.ofHeadset(
        XRobotFrames.FUNCTION,
        ("{\"functionName\":\"Tracking\",\"value\":\"" + value + "\"}")
            .getBytes(StandardCharsets.UTF_8),
        1_700_000_000_000L);
  }

  private static Conversation say(byte[]... frames) throws Exception {
    return Conversation.of("xrobotoolkit", Map.of(), List.of(frames));
  }

  private static String hand(int joints) {
    return "{\"isActive\":1,\"count\":26,\"scale\":1,\"HandJointLocations\":["
        + String.join(
            ",",
            Collections.nCopies(joints, "{\"p\":\"0.3,1.2,-0.3,0,0,0,1\",\"s\":15,\"r\":0.012}"))
        + "]}";
  }

  @Test
  void aFrameIsLaidOutAsTheAppLaysItOut() {
    assertArrayEquals(
        HexFormat.of().parseHex("3f1908000000534e3132337c2d3100f82a8d8c010000a5"),
        XRobotFrames.ofHeadset(
            XRobotFrames.CONNECT, "SN123|-1".getBytes(StandardCharsets.UTF_8), 0x018C8D2AF800L));
  }

  @Test
  void headAndHandsAreRead() throws Exception {
    Conversation headset =
        say(
            tracking(
                5_000_000,
                ",\"Hand\":{\"leftHand\":" + hand(26) + ",\"rightHand\":{\"isActive\":0}}"));
    Sample head = headset.wholeSamples(0).getFirst();
    assertEquals(0.1, head.values[0]);
    assertEquals(1, head.values[7]);
    assertEquals(5_000_000, head.deviceTicks);
    assertEquals(0.3, headset.wholeSamples(2).getFirst().values[0], "left wrist");
    assertEquals(1, headset.wholeSamples(3).size(), "left hand");
    assertEquals(0.012, headset.wholeSamples(4).getFirst().values[0], 1e-12);
    assertEquals(0, headset.wholeSamples(6).getFirst().values[7], "right wrist");
    assertEquals(0, headset.wholeSamples(7).size(), "right hand");
    assertEquals(0, headset.bad());
  }

  @Test
  void aControllerHasItsButtons() throws Exception {
    Conversation headset =
        say(
            tracking(
                1,
                ",\"Controller\":{\"left\":{\"axisX\":0.5,\"axisY\":-0.25,\"axisClick\":true,"
                    + "\"grip\":0.75,\"trigger\":1,\"primaryButton\":true,"
                    + "\"secondaryButton\":false,\"menuButton\":false,\"pose\":"
                    + PLACE
                    + "}}"));
    double[] left = headset.wholeSamples(1).getFirst().values;
    assertEquals(1.6, left[1]);
    assertEquals(1, left[7]);
    assertEquals(1, left[15], "trigger");
    assertEquals(0.75, left[16], "squeeze");
    assertEquals(0.5, left[17]);
    assertEquals(-0.25, left[18]);
    assertEquals(1, left[19], "primary");
    assertEquals(1, left[22], "stick pressed");
  }

  @Test
  void paddingBetweenFramesIsPassedOver() throws Exception {
    Conversation headset = say(tracking(1, ""), new byte[40], tracking(2, ""));
    assertEquals(2, headset.wholeSamples(0).size());
    assertEquals(0, headset.bad());
  }

  @Test
  void whatIsNoPlaceIsCounted() throws Exception {
    Conversation headset =
        say(
            tracking(1, ",\"Hand\":{\"leftHand\":" + hand(25) + "}"),
            tracking(-1, ""),
            XRobotFrames.ofHeadset(
                XRobotFrames.FUNCTION, "{\"a\":".getBytes(StandardCharsets.UTF_8), 1),
            tracking(2, ""));
    assertEquals(3, headset.bad());
    assertEquals(1, headset.wholeSamples(0).size());
  }

  @Test
  void otherFramesAreNoneOfOurs() throws Exception {
    Conversation headset =
        say(
            XRobotFrames.ofHeadset(
                XRobotFrames.CONNECT, "SN|-1".getBytes(StandardCharsets.UTF_8), 1),
            XRobotFrames.ofHeadset(XRobotFrames.HEARTBEAT, new byte[0], 1),
            tracking(7, ""));
    assertEquals(0, headset.bad());
    assertTrue(headset.wholeSamples(0).getFirst().deviceTicks == 7);
  }

  @Test
  void theProtocolBearsWhatProtocolsMust() throws Exception {
    ProtocolProperties.of(
            "xrobotoolkit",
            Map.of("hands", "false", "controllers", "false"),
            (random, number) -> tracking(1_000L + number, ""))
        .hold();
  }
}
