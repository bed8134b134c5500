package dev.handloom.device.driver.vuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.headset.HandOf25;
import dev.handloom.device.driver.headset.PoseMatrix;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.Script;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.skeleton.WorldHand;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Sample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VuerDriverTest {
  private static final double NOW = 1_790_000_000.25;

  /// What the Python package of version 0.1.6 packs: single precision, whole milliseconds.
  private static final String CAMERA_MOVE_OF_THE_PACKAGE =
      "84a27473cf000001a201d8ab04a56574797065ab43414d4552415f4d4f5645a36b6579a365676fa5"
          + "76616c756581a663616d65726182a66d6174726978dc0010ca3f800000ca00000000ca00000000ca"
          + "00000000ca00000000ca3f800000ca00000000ca00000000ca00000000ca00000000ca3f800000ca"
          + "00000000ca3e800000ca3fc00000cabf000000ca3f800000a6617370656374ca3fc00000";

  private static byte[] event(String kind, @Nullable Object ts, Object value) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    if (ts != null) {
      event.put("ts", ts);
    }
    event.put("etype", kind);
    event.put("key", "it");
    event.put("value", value);
    return MessagePack.write(event);
  }

  private static double[] matrix(double x, double y, double z) {
    double[] matrix = new double[PoseMatrix.COUNT];
    Quat turn = Quat.about(new Vec3(0, 1, 0), 0.3);
    PoseMatrix.toColumns(new Pose(new Vec3(x, y, z), turn), matrix, 0);
    return matrix;
  }

  private static byte[] head(double ts, double x) {
    return event("CAMERA_MOVE", ts, Map.of("camera", Map.of("matrix", matrix(x, 1.6, 0))));
  }

  private static double[] hand(HandSide side, long nanos) {
    WorldHand truth = new WorldHand(side);
    truth.at(new ScriptedPerson(4).at(nanos));
    double[] all = new double[HandOf25.COUNT * PoseMatrix.COUNT];
    for (int j = 0; j < HandOf25.COUNT; j++) {
      PoseMatrix.toColumns(truth.joint(HandJoint.of(j + 1)), all, j * PoseMatrix.COUNT);
    }
    return all;
  }

  private static Conversation say(Map<String, String> settings, byte[]... messages)
      throws Exception {
    return Conversation.messages("vuer", settings, List.of(messages));
  }

  @Test
  void anEventOfThePackageItselfIsRead() throws Exception {
    Conversation headset = say(Map.of(), HexFormat.of().parseHex(CAMERA_MOVE_OF_THE_PACKAGE));
    Sample head = headset.wholeSamples(0).getFirst();
    assertEquals(0.25, head.values[0]);
    assertEquals(1.5, head.values[1]);
    assertEquals(-0.5, head.values[2]);
    assertEquals(1, head.values[6]);
    assertEquals(1, head.values[7], "tracked");
    assertEquals(1_795_327_306_500_000L, head.deviceTicks);
  }

  @Test
  void handsAreReadInOpenXrsOrder() throws Exception {
    Map<String, Object> value =
        Map.of("left", hand(HandSide.LEFT, 5), "right", hand(HandSide.RIGHT, 5));
    Conversation headset = say(Map.of(), event("HAND_MOVE", NOW, value));
    assertEquals(0, headset.bad());
    assertEquals(0, headset.wholeSamples(0).size(), "the head comes by itself");
    WorldHand truth = new WorldHand(HandSide.RIGHT);
    truth.at(new ScriptedPerson(4).at(5));
    Sample wrist = headset.wholeSamples(4).getFirst();
    assertEquals(truth.joint(HandJoint.WRIST).position().x(), wrist.values[0], 1e-12);
    assertEquals(1, wrist.values[7]);
    assertEquals(wrist.captureNanos, headset.wholeSamples(1).getFirst().captureNanos);
    double[] hand = headset.wholeSamples(5).getFirst().values;
    for (HandJoint joint : HandJoint.values()) {
      if (joint != HandJoint.PALM) {
        int at = joint.ordinal() * HandPose.PER_JOINT;
        assertEquals(truth.local(joint).position().z(), hand[at + 2], 1e-9, joint + "");
      }
    }
  }

  @Test
  void singlePrecisionBytesAreNumbersToo() throws Exception {
    double[] numbers = hand(HandSide.LEFT, 5);
    ByteBuffer floats =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : numbers) {
      floats.putFloat((float) number);
    }
    byte[] before = event("HAND_MOVE", NOW, Map.of("left", "?"));
    // In place of the text "?" a binary of 1600 bytes.
    byte[] all = new byte[before.length - 2 + 3 + floats.capacity()];
    System.arraycopy(before, 0, all, 0, before.length - 2);
    ByteBuffer.wrap(all, before.length - 2, all.length - before.length + 2)
        .put((byte) 0xC5)
        .putShort((short) floats.capacity())
        .put(floats.array());
    Conversation headset = say(Map.of(), all);
    assertEquals(0, headset.bad());
    assertEquals(1, headset.wholeSamples(2).size());
    assertEquals(0, headset.wholeSamples(5).size(), "no right hand was said");
  }

  @Test
  void aHandThatLeavesIsNotTrackedAndWhatIsRepeatedIsNoSample() throws Exception {
    byte[] seen = event("HAND_MOVE", NOW, Map.of("left", hand(HandSide.LEFT, 5)));
    byte[] again = event("HAND_MOVE", NOW + 0.02, Map.of("left", hand(HandSide.LEFT, 5)));
    byte[] gone = event("HAND_MOVE", NOW + 0.04, Map.of());
    byte[] stillGone = event("HAND_MOVE", NOW + 0.06, Map.of());
    Conversation headset = say(Map.of(), seen, again, gone, stillGone);
    List<Sample> wrist = headset.wholeSamples(1);
    assertEquals(2, wrist.size());
    assertEquals(1, wrist.getFirst().values[7]);
    assertEquals(0, wrist.getLast().values[7]);
    assertEquals(1, headset.wholeSamples(2).size());
  }

  @Test
  void theFormOfTheFirstOpenTeleVisionGivesWristsAlone() throws Exception {
    Map<String, Object> value =
        Map.of(
            "leftHand", matrix(0.1, 1, 0),
            "rightHand", matrix(0.2, 1, 0),
            "leftLandmarks", List.of(),
            "rightLandmarks", List.of());
    Conversation headset = say(Map.of(), event("HAND_MOVE", NOW, value));
    assertEquals(0, headset.bad());
    assertEquals(0.1, headset.wholeSamples(1).getFirst().values[0]);
    assertEquals(0.2, headset.wholeSamples(4).getFirst().values[0]);
    assertEquals(0, headset.wholeSamples(2).size());
  }

  @Test
  void aControllerHasItsButtons() throws Exception {
    Map<String, Object> state =
        Map.of(
            "trigger", true,
            "triggerValue", 0.75,
            "squeezeValue", 1,
            "thumbstickValue", List.of(0.5, -0.25),
            "aButton", true,
            "bButton", false,
            "thumbstick", true);
    Conversation headset =
        say(
            Map.of("hands", "false", "controllers", "true"),
            event("CONTROLLER_MOVE", NOW, Map.of("right", matrix(0.3, 1, 0), "rightState", state)));
    double[] right = headset.wholeSamples(2).getFirst().values;
    assertEquals(0.3, right[0]);
    assertEquals(1, right[7]);
    assertEquals(0.75, right[15]);
    assertEquals(1, right[16]);
    assertEquals(0.5, right[17]);
    assertEquals(-0.25, right[18]);
    assertEquals(1, right[19]);
    assertEquals(0, right[20]);
    assertEquals(1, right[22]);
    assertEquals(0, headset.wholeSamples(1).getFirst().values[7], "the left is not there");
  }

  @Test
  void anEventWithoutTimeTakesAsLongAsTheLast() throws Exception {
    Conversation headset =
        say(
            Map.of(),
            head(NOW, 0.1),
            event("CAMERA_MOVE", null, Map.of("matrix", matrix(0.2, 1.6, 0))));
    List<Sample> heads = headset.wholeSamples(0);
    assertEquals(Script.STEP_NANOS / 1000, heads.get(1).deviceTicks - heads.getFirst().deviceTicks);
  }

  @Test
  void thePageIsAskedAsItsServerAsks() throws Exception {
    Script script = Script.saying(List.of(event("INIT", NOW, Map.of("client", "browser"))));
    DriverUnderTest under =
        new DriverUnderTest("vuer", Map.of("controllers", "true"), script.asMessages());
    under.pump();
    assertEquals(3, script.written().size());
    byte[] bytes = script.written().getFirst();
    Map<?, ?> upsert = assertInstanceOf(Map.class, MessagePack.read(bytes, bytes.length));
    assertEquals("UPSERT", upsert.get("etype"));
    Map<?, ?> data = assertInstanceOf(Map.class, upsert.get("data"));
    assertEquals("bgChildren", data.get("to"));
    List<?> nodes = assertInstanceOf(List.class, data.get("nodes"));
    Map<?, ?> node = assertInstanceOf(Map.class, nodes.getFirst());
    assertEquals("Hands", node.get("tag"));
    assertEquals(true, node.get("stream"));
    assertEquals(60L, node.get("fps"));
  }

  @Test
  void whoAnswersIsShown() throws Exception {
    Script script =
        Script.saying(
            List.of(
                event(
                    "INIT",
                    NOW,
                    Map.of("client", "browser", "userAgent", "Quest\u0007", "pkgVersion", "1"))));
    DriverUnderTest under = new DriverUnderTest("vuer", Map.of(), script.asMessages());
    under.pump();
    assertEquals("Quest", under.report().model());
    assertEquals("1", under.report().firmware());
  }

  @Test
  void whatIsNoEventIsCounted() throws Exception {
    Conversation headset =
        say(
            Map.of(),
            event("CAMERA_MOVE", NOW, Map.of("matrix", new double[15])),
            event("CAMERA_MOVE", NOW, Map.of("matrix", new double[16])),
            event("HAND_MOVE", NOW, Map.of("left", new double[17])),
            event("HAND_MOVE", -1, Map.of()),
            MessagePack.write(List.of(1)),
            MessagePack.write(Map.of("ts", 1)),
            new byte[] {(byte) 0xC1, 0},
            head(NOW, 0.1));
    assertEquals(7, headset.bad());
    assertEquals(1, headset.wholeSamples(0).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c0",
        "a161",
        "cb3ff0000000000000",
        "ca3f800000",
        "cf00000000000000ff",
        "d1ff00",
        "e0",
        "d40000",
        "c70301aabbcc",
        "c403010203",
        "83a161c2a162c3a16390",
        "d6ff5f000000"
      })
  void valuesOfEveryKindAreRead(String hex) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(hex);
    MessagePack.read(bytes, bytes.length);
    assertThrows(Unexpected.class, () -> MessagePack.read(bytes, bytes.length - 1));
  }

  @Test
  void nothingIsNestedOrCountedBeyondMeasure() {
    byte[] deep = new byte[200];
    Arrays.fill(deep, (byte) 0x91);
    assertThrows(Unexpected.class, () -> MessagePack.read(deep, deep.length));
    byte[] wide = HexFormat.of().parseHex("dd7fffffff00");
    assertThrows(Unexpected.class, () -> MessagePack.read(wide, wide.length));
    byte[] map = HexFormat.of().parseHex("810101");
    assertThrows(Unexpected.class, () -> MessagePack.read(map, map.length));
  }

  @Test
  void theProtocolBearsWhatProtocolsMust() throws Exception {
    ProtocolProperties.of(
            "vuer", Map.of(), (random, number) -> head(NOW + number * 0.01, 0.001 + number * 0.01))
        .over(MessageLink.class)
        // What is garbage to us may be MessagePack, only no event.
        .hold();
  }

  @Test
  void anythingInPlaceOfABytesHurtsNobody() throws Exception {
    Random random = new Random(8012);
    byte[] good = event("HAND_MOVE", NOW, Map.of("left", hand(HandSide.LEFT, 5), "note", "x"));
    for (int round = 0; round < 500; round++) {
      byte[] bytes = good.clone();
      for (int i = 0; i < 5; i++) {
        bytes[random.nextInt(i == 0 ? 60 : bytes.length)] = (byte) random.nextInt();
      }
      assertTrue(say(Map.of(), bytes).samples(1).size() <= 1);
    }
  }

  @Test
  void aWholeRunThroughTheRealLink() throws Exception {
    try (RealLink it = RealLink.to("vuer", Map.of())) {
      it.recordWell(100);
      assertEquals("Simulated headset", it.device().report().model());
      it.misbehave(new Misbehaviour.Unplug(Duration.ofMillis(200)));
      int before = it.samples(2).size();
      it.await("It comes back", () -> it.samples(2).size() > before + 40);
      it.awaitState(DeviceState.LIVE);
    }
  }
}
