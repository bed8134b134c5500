package dev.handloom.device.driver.visionpro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.headset.HandOf25;
import dev.handloom.device.driver.headset.PoseMatrix;
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
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.skeleton.WorldHand;
import dev.handloom.device.sim.visionpro.VisionProInstrument;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Sample;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisionProDriverTest {
  private static final ScriptedPerson PERSON = new ScriptedPerson(4);
  private static final int HEAD = 0;
  private static final int LEFT_WRIST = 1;
  private static final int LEFT_HAND = 2;
  private static final int RIGHT_WRIST = 4;
  private static final int RIGHT_HAND = 5;
  private static final int RIGHT_JOINTS = 6;
  private static final int PINCH = 7;

  /// A turn of a hand's axes from OpenXR's, whatever it is.
  private static Quat axes(int which) {
    Vec3[] all = {
      new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1),
      new Vec3(-1, 0, 0), new Vec3(0, -1, 0), new Vec3(0, 0, -1)
    };
    Vec3 x = all[which % 6];
    Vec3 y = all[(which % 6 + 1 + which / 6 % 2) % 6];
    return Quat.ofColumns(x, y, x.cross(y));
  }

  private static void fill(HandUpdate.Hand hand, WorldHand truth, Quat axes, int count) {
    Pose wrist = turned(truth.joint(HandJoint.WRIST), axes);
    PoseMatrix.toRows(wrist, hand.wrist, 0);
    hand.count = count;
    for (int j = 0; j < HandOf25.COUNT; j++) {
      Pose joint = turned(truth.joint(HandJoint.of(j + 1)), axes);
      PoseMatrix.toRows(wrist.inverse().then(joint), hand.joints, j * PoseMatrix.COUNT);
    }
  }

  private static Pose turned(Pose pose, Quat axes) {
    return new Pose(pose.position(), pose.rotation().times(axes).unit());
  }

  private static HandUpdate update(long nanos, int leftAxes, int rightAxes) {
    Moment moment = PERSON.at(nanos);
    HandUpdate update = new HandUpdate();
    PoseMatrix.toRows(moment.head(), update.head, 0);
    for (HandSide side : HandSide.values()) {
      WorldHand truth = new WorldHand(side);
      truth.at(moment);
      boolean left = side == HandSide.LEFT;
      fill(left ? update.left : update.right, truth, axes(left ? leftAxes : rightAxes), 25);
    }
    return update;
  }

  private static Conversation say(byte[]... messages) throws Exception {
    return Conversation.messages("visionpro", Map.of(), List.of(messages));
  }

  @Test
  void theMessageIsLaidOutAsProtobufHasIt() throws Exception {
    HandUpdate update = new HandUpdate();
    update.head[0] = 888;
    update.head[15] = 1;
    update.right.count = 2;
    update.right.joints[16 + 3] = 0.5;
    // Head.m00 = 888, Head.m33 = 1; of the right hand's two joints the first is empty.
    assertArrayEquals(
        HexFormat.of()
            .parseHex(
                "0a040a001200"
                    + "120d0a0012090a000a0525"
                    + "0000003f"
                    + "1a0b0d00005e4485010000803f"),
        update.write());
    HandUpdate read = new HandUpdate();
    byte[] bytes = update.write();
    read.read(bytes, bytes.length);
    assertEquals(888, read.head[0]);
    assertEquals(1, read.head[15]);
    assertEquals(2, read.right.count);
    assertEquals(0.5, read.right.joints[16 + 3]);
    assertEquals(0, read.left.count);
  }

  /// Whatever the headset's axes of a hand are, ours are OpenXR's.
  @ParameterizedTest
  @CsvSource({"0,9", "5,3", "7,11", "2,1"})
  void handsComeOutInOpenXrsAxes(int leftAxes, int rightAxes) throws Exception {
    long nanos = 2_000_000_000L;
    Conversation headset = say(update(nanos, leftAxes, rightAxes).write());
    assertEquals(0, headset.bad());
    for (HandSide side : HandSide.values()) {
      boolean left = side == HandSide.LEFT;
      WorldHand truth = new WorldHand(side);
      truth.at(PERSON.at(nanos));
      double[] wrist = headset.wholeSamples(left ? LEFT_WRIST : RIGHT_WRIST).getFirst().values;
      Pose expected = truth.joint(HandJoint.WRIST);
      assertEquals(expected.position().x(), wrist[0], 1e-5);
      Quat turn = new Quat(wrist[3], wrist[4], wrist[5], wrist[6]);
      assertTrue(expected.rotation().angleTo(turn) < 1e-3, side + " wrist " + turn);
      double[] hand = headset.wholeSamples(left ? LEFT_HAND : RIGHT_HAND).getFirst().values;
      for (HandJoint joint : HandJoint.values()) {
        if (joint == HandJoint.PALM) {
          continue;
        }
        Pose local = truth.local(joint);
        int at = joint.ordinal() * HandPose.PER_JOINT;
        assertEquals(local.position().y(), hand[at + 1], 1e-5, side + " " + joint);
        Quat got = new Quat(hand[at + 3], hand[at + 4], hand[at + 5], hand[at + 6]);
        assertTrue(local.rotation().angleTo(got) < 1e-3, side + " " + joint + " " + got);
      }
    }
  }

  @Test
  void thePalmLiesInTheMiddleOfItsBoneAndIsNotCalledTracked() throws Exception {
    Conversation headset = say(update(1, 0, 3).write());
    double[] hand = headset.wholeSamples(RIGHT_HAND).getFirst().values;
    int bone = HandJoint.MIDDLE_METACARPAL.ordinal() * HandPose.PER_JOINT;
    int knuckle = HandJoint.MIDDLE_PROXIMAL.ordinal() * HandPose.PER_JOINT;
    for (int i = 0; i < 3; i++) {
      assertEquals((hand[bone + i] + hand[knuckle + i]) / 2, hand[i], 1e-9);
    }
    double[] joints = headset.wholeSamples(RIGHT_JOINTS).getFirst().values;
    assertEquals(0, joints[1], "palm");
    assertEquals(1, joints[3], "wrist");
    double[] pinch = headset.wholeSamples(PINCH).getFirst().values;
    assertEquals(HandPose.distance(hand, HandJoint.THUMB_TIP, HandJoint.INDEX_TIP), pinch[1], 1e-6);
  }

  @Test
  void theForearmAndWhatTheAppAppendsAreNoJoints() throws Exception {
    HandUpdate update = update(1, 0, 3);
    // Two of the forearm, and beyond them a header of pictures and a picture.
    for (int extra : new int[] {27, 29}) {
      update.right.count = extra;
      Conversation headset = say(write(update));
      assertEquals(0, headset.bad());
      assertEquals(1, headset.wholeSamples(RIGHT_HAND).size());
    }
  }

  /// With more joints than we keep: the message of a hand's 27 and empty ones after.
  private static byte[] write(HandUpdate update) {
    int more = Math.max(0, update.right.count - HandUpdate.MOST_JOINTS);
    update.right.count -= more;
    byte[] whole = update.write();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(whole);
    for (int i = 0; i < more; i++) {
      // right_hand { skeleton { jointMatrices { m00: 666 } } }: protobuf joins what comes twice.
      out.writeBytes(HexFormat.of().parseHex("12091207" + "0a050d00802644"));
    }
    return out.toByteArray();
  }

  @Test
  void aHandThatWasNeverSeenIsNotThere() throws Exception {
    HandUpdate update = update(1, 0, 3);
    PoseMatrix.toRows(Pose.IDENTITY, update.left.wrist, 0);
    Conversation headset = say(update.write());
    assertEquals(0, headset.wholeSamples(LEFT_HAND).size());
    assertEquals(0, headset.wholeSamples(LEFT_WRIST).getFirst().values[7]);
    assertEquals(1, headset.wholeSamples(RIGHT_HAND).size());
    assertEquals(0, headset.bad());
  }

  @Test
  void aHandThatStaysToTheLastBitIsNotTracked() throws Exception {
    HandUpdate update = update(1, 0, 3);
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      update.head[3] += 1e-3;
      update.right.wrist[3] += 1e-4;
      messages.add(update.write());
    }
    Conversation headset = Conversation.messages("visionpro", Map.of(), messages);
    List<Sample> left = headset.wholeSamples(LEFT_WRIST);
    assertEquals(1, left.getFirst().values[7]);
    assertEquals(0, left.getLast().values[7]);
    assertEquals(1, headset.wholeSamples(RIGHT_WRIST).getLast().values[7]);
  }

  @Test
  void whatIsSaidTwiceIsOneSample() throws Exception {
    byte[] one = update(1, 0, 3).write();
    byte[] two = update(20_000_000, 0, 3).write();
    Conversation headset = say(one, one, two, two, two, one);
    assertEquals(3, headset.wholeSamples(HEAD).size());
    assertEquals(0, headset.bad());
  }

  @Test
  void benchmarksAndEmptyMessagesAreNoSamples() throws Exception {
    HandUpdate benchmark = update(1, 0, 3);
    benchmark.head[0] = 777;
    Conversation headset = say(benchmark.write(), new byte[0], update(1, 0, 3).write());
    assertEquals(1, headset.wholeSamples(HEAD).size());
    assertEquals(0, headset.bad());
  }

  @Test
  void anAppThatWantsANewerClientSaysSo() throws Exception {
    List<byte[]> empty = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      empty.add(new byte[0]);
    }
    Script script = Script.saying(empty);
    DriverUnderTest under = new DriverUnderTest("visionpro", Map.of(), script.asMessages());
    while (!script.drained()) {
      under.pump();
    }
    assertTrue(
        under.report().concerns().getFirst().what().contains("wants a newer client"),
        () -> "" + under.report());
  }

  @Test
  void theAppIsToldWhoAsksAndInWhichVersion() throws Exception {
    Script script = Script.saying(List.of(update(1, 0, 3).write()));
    DriverUnderTest under =
        new DriverUnderTest("visionpro", Map.of("client_version", "26000"), script.asMessages());
    under.pump();
    byte[] question = script.written().getFirst();
    HandUpdate hello = new HandUpdate();
    hello.read(question, question.length);
    assertEquals(888, hello.head[0]);
    assertEquals(127, hello.head[1]);
    assertEquals(1, hello.head[4]);
    assertEquals(26000, hello.head[12]);
  }

  @Test
  void theProtocolBearsWhatProtocolsMust() throws Exception {
    HandUpdate still = update(1, 0, 3);
    still.left.count = 0;
    ProtocolProperties.of(
            "visionpro",
            Map.of(),
            (random, number) -> {
              still.head[3] = random.nextDouble();
              return still.write();
            })
        .over(MessageLink.class)
        .hold();
  }

  @Test
  void aWholeRunThroughTheRealLink() throws Exception {
    try (RealLink it = RealLink.to("visionpro", Map.of())) {
      it.recordWell(150);
      it.misbehave(new Misbehaviour.Unplug(Duration.ofMillis(200)));
      int before = it.samples(HEAD).size();
      it.await("It comes back", () -> it.samples(HEAD).size() > before + 60);
      it.awaitState(DeviceState.LIVE);
      // The hands are foretold, so they are of a later moment than the head they came with.
      Sample head = it.samples(HEAD).getLast();
      List<Sample> hands = it.samples(RIGHT_HAND);
      assertTrue(
          hands.stream()
              .anyMatch(hand ->
                  hand.arrivalNanos == head.arrivalNanos
                      && hand.captureNanos == head.captureNanos + 33_000_000));
    }
  }

  @Test
  void aClientThatIsTooOldIsBlockedByTheSimulatedAppToo() throws Exception {
    try (RealLink it = RealLink.to("visionpro", Map.of("client_version", "20400"))) {
      it.await("It says so", () -> !it.device().report().concerns().isEmpty());
      assertTrue(it.samples(HEAD).isEmpty());
    }
  }

  @Test
  void noiseOnTheWireNeverHurtsTheSimulatedApp() {
    Random random = new Random(8);
    VisionProInstrument app = new VisionProInstrument(new ScriptedPerson(1), 1);
    byte[] into = new byte[app.packetBytes()];
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      app.heard(bytes, bytes.length, i, i, (answer, length, after) -> {});
      assertFalse(app.measure(i, i, i, into) > 0, "nobody has asked");
    }
  }
}
