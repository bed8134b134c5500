package dev.handloom.device.driver.openxr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.headset.BodySet;
import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.openxr.XrReader;
import dev.handloom.device.openxr.XrSetup;
import dev.handloom.device.openxr.XrWire;
import dev.handloom.device.protocol.ProtocolProperties;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.Script;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenXrDriverTest {
  private static final int ALL = 15;

  /// Of the streams without gaze.
  private static final int LEFT_CONTROLLER = 1;

  private static final int LEFT_WRIST = 2;
  private static final int LEFT_HAND = 3;
  private static final int LEFT_JOINTS = 4;

  private static byte[] sample(HeadsetPart part, int number, double... values) {
    byte[] into = new byte[XrWire.MOST_SAMPLE_BYTES];
    double[] all = Arrays.copyOf(values, part.count());
    return Arrays.copyOf(into, XrWire.sample(into, part, number, 5_000_000, 1000, -40_000, all));
  }

  private static byte[] head(int number, double x, int flags) {
    return sample(HeadsetPart.HEAD, number, x, 1.6, 0.25, 0, 0, 0, 1, flags);
  }

  private static Conversation say(byte[]... messages) throws Exception {
    return Conversation.of("openxr", Map.of(), List.of(messages));
  }

  @Test
  void aHeadIsPublishedWithItsFlags() throws Exception {
    Conversation headset = say(head(7, 0.5, ALL), head(8, 0.6, 3), head(9, 9, 0));
    List<Sample> heads = headset.wholeSamples(0);
    assertEquals(3, heads.size());
    assertEquals(0.5, heads.get(0).values[0]);
    assertEquals(1.6, heads.get(0).values[1]);
    assertEquals(1, heads.get(0).values[7], "tracked");
    assertEquals(-4e-5, heads.get(0).values[8], 1e-12, "asked for after it was");
    assertEquals(0.6, heads.get(1).values[0], "guessed places are places");
    assertEquals(0, heads.get(1).values[7], "and not tracked");
    assertEquals(0.6, heads.get(2).values[0], "an unknown place stays where it was");
    assertEquals(5000, heads.get(0).deviceTicks);
    assertEquals(0, headset.bad());
  }

  @Test
  void aNumberThatIsMissingIsALoss() throws Exception {
    assertEquals(3, say(head(7, 0, ALL), head(11, 0, ALL)).lost());
  }

  @Test
  void recentringIsCounted() throws Exception {
    Conversation headset =
        say(
            head(1, 0, ALL),
            XrWire.text(XrWire.Kind.STATE, "{\"state\":\"focused\",\"recentred\":true}"),
            head(2, 0, ALL));
    assertEquals(0, headset.wholeSamples(0).get(0).values[9]);
    assertEquals(1, headset.wholeSamples(0).get(1).values[9]);
  }

  @Test
  void aRecentringHoldsFromItsOwnTimeOn() throws Exception {
    // Samples are located at 5 ms of the clock; the second recentring holds from 6 ms on.
    Script script =
        Script.saying(
            List.of(
                head(1, 0, ALL),
                XrWire.text(
                    XrWire.Kind.STATE,
                    "{\"state\":\"focused\",\"recentred\":true,\"recentredAt\":5000000}"),
                XrWire.text(
                    XrWire.Kind.STATE,
                    "{\"state\":\"focused\",\"recentred\":true,\"recentredAt\":6000000,"
                        + "\"moved\":[0,0,1,0,0,0,1]}"),
                head(2, 0, ALL),
                located(3, 6_500_000)));
    DriverUnderTest under = new DriverUnderTest("openxr", Map.of(), script.asBytes());
    while (!script.drained()) {
      under.pump();
    }
    assertEquals(
        List.of(0.0, 1.0, 2.0), under.samples(0).stream().map(head -> head.values[9]).toList());
    assertTrue(
        under.report().concerns().stream().anyMatch(c -> c.what().contains("moved 2 times")),
        () -> "" + under.report());
  }

  private static byte[] located(int number, long nanos) {
    byte[] into = new byte[XrWire.MOST_SAMPLE_BYTES];
    double[] values = {0, 1.6, 0, 0, 0, 0, 1, ALL};
    return Arrays.copyOf(
        into, XrWire.sample(into, HeadsetPart.HEAD, number, nanos, 1000, 0, values));
  }

  @Test
  void aBodyHasItsJointsWithTheirFlags() throws Exception {
    for (String word : List.of("upper", "full", "pico")) {
      BodySet set = BodySet.of(word);
      double[] values = new double[HeadsetPart.BODY.count()];
      values[0] = 1;
      values[1] = 0.75;
      for (int j = 0; j < set.joints().size(); j++) {
        int at = 2 + j * HeadsetPart.LOCATION;
        values[at] = 0.01 * j;
        values[at + 6] = 1;
        values[at + 7] = j % 2 == 0 ? ALL : 3;
      }
      Map<String, String> settings = Map.of("body", word, "hands", "false", "controllers", "false");
      double[] gone = new double[HeadsetPart.BODY.count()];
      Conversation headset =
          Conversation.of(
              "openxr",
              settings,
              List.of(
                  head(1, 0, ALL),
                  sample(HeadsetPart.BODY, 1, values),
                  head(2, 0, ALL),
                  sample(HeadsetPart.BODY, 2, gone)));
      assertEquals(0, headset.bad());
      StreamSpec spec = new OpenXrDriver().streams(config(settings)).getLast();
      assertEquals(1 + 8 * set.joints().size(), spec.channels().size());
      double[] got = headset.wholeSamples(1).getFirst().values;
      assertEquals(0.75, got[index(spec, "confidence")]);
      String last = set.joints().getLast();
      assertEquals(0.01 * (set.joints().size() - 1), got[index(spec, last + "_x")], 1e-12);
      assertEquals(0, got[index(spec, last + "_tracked")], word + " has an even count");
      assertEquals(1, got[index(spec, set.joints().getFirst() + "_tracked")]);
      double[] after = headset.wholeSamples(1).getLast().values;
      assertEquals(0, after[index(spec, "confidence")]);
      assertEquals(0, after[index(spec, set.joints().getFirst() + "_tracked")]);
      assertEquals(got[index(spec, last + "_x")], after[index(spec, last + "_x")], "it stays");
    }
  }

  @Test
  void theJointsOfABodyAreThoseOfTheExtensions() {
    assertEquals(70, BodySet.UPPER.joints().size());
    assertEquals("left_hand_palm", BodySet.UPPER.joints().get(18));
    assertEquals("right_hand_little_tip", BodySet.UPPER.joints().get(69));
    assertEquals(84, BodySet.FULL.joints().size());
    assertEquals("left_upper_leg", BodySet.FULL.joints().get(70));
    assertEquals("right_foot_ball", BodySet.FULL.joints().get(83));
    assertEquals(24, BodySet.PICO.joints().size());
    assertEquals("right_hand", BodySet.PICO.joints().get(23));
  }

  private static double[] hand(boolean active, int flags) {
    double[] values = new double[HeadsetPart.LEFT_HAND.count()];
    values[0] = active ? 1 : 0;
    values[1] = 1;
    for (int j = 0; j < HandJoint.COUNT; j++) {
      int at = 2 + j * HeadsetPart.JOINT;
      values[at] = 0.3;
      values[at + 1] = 1.2 + j * 0.001;
      // Half a turn about Y: what lies along +X of the world lies along −X of the wrist.
      values[at + 4] = 1;
      values[at + 7] = 0.01;
      values[at + 8] = flags;
    }
    values[2 + HandJoint.INDEX_TIP.ordinal() * HeadsetPart.JOINT] = 0.35;
    return values;
  }

  @Test
  void aHandIsAsItsWristSeesIt() throws Exception {
    Conversation headset = say(head(1, 0, ALL), sample(HeadsetPart.LEFT_HAND, 1, hand(true, ALL)));
    double[] wrist = headset.wholeSamples(LEFT_WRIST).getFirst().values;
    assertEquals(0.3, wrist[0]);
    assertEquals(1, wrist[7]);
    double[] hand = headset.wholeSamples(LEFT_HAND).getFirst().values;
    int tip = HandJoint.INDEX_TIP.ordinal() * HandPose.PER_JOINT;
    assertEquals(-0.05, hand[tip], 1e-12);
    assertEquals(0.009, hand[tip + 1], 1e-12);
    assertEquals(1, Math.abs(hand[tip + 6]), 1e-12, "the tip is turned as the wrist is");
    double[] joints = headset.wholeSamples(LEFT_JOINTS).getFirst().values;
    assertEquals(0.01, joints[0]);
    assertEquals(1, joints[1]);
    assertEquals(1, joints[2 * HandJoint.COUNT], "it was seen");
    assertEquals(
        headset.wholeSamples(0).getFirst().captureNanos,
        headset.wholeSamples(LEFT_HAND).getFirst().captureNanos);
  }

  @Test
  void aHandThatIsNotSeenIsLeftOut() throws Exception {
    Conversation headset =
        say(
            head(1, 0, ALL),
            sample(HeadsetPart.LEFT_HAND, 1, hand(true, ALL)),
            head(2, 0, ALL),
            sample(HeadsetPart.LEFT_HAND, 2, hand(false, ALL)),
            head(3, 0, ALL),
            sample(HeadsetPart.LEFT_HAND, 3, hand(true, ALL)));
    assertEquals(2, headset.wholeSamples(LEFT_HAND).size());
    List<Sample> wrist = headset.wholeSamples(LEFT_WRIST);
    assertEquals(3, wrist.size());
    assertEquals(0, wrist.get(1).values[7]);
    assertEquals(0.3, wrist.get(1).values[0]);
  }

  @Test
  void aControllerHasItsButtons() throws Exception {
    double[] values = new double[HeadsetPart.LEFT_CONTROLLER.count()];
    values[0] = 1;
    values[1] = 0.2;
    values[7] = 1;
    values[8] = ALL;
    values[9] = 0.25;
    values[15] = 1;
    values[16] = ALL;
    values[17] = 0.75;
    values[19] = -1;
    values[21] = 1;
    Conversation headset = say(head(1, 0, ALL), sample(HeadsetPart.LEFT_CONTROLLER, 1, values));
    double[] got = headset.wholeSamples(LEFT_CONTROLLER).getFirst().values;
    StreamSpec spec = new OpenXrDriver().streams(config(Map.of())).get(LEFT_CONTROLLER);
    assertEquals(0.2, got[0]);
    assertEquals(1, got[7]);
    assertEquals(0.25, got[8]);
    assertEquals(0.75, got[index(spec, "trigger")]);
    assertEquals(-1, got[index(spec, "stick_x")]);
    assertEquals(1, got[index(spec, "primary")]);
    assertEquals(0, got[index(spec, "menu")]);
  }

  private static int index(StreamSpec spec, String channel) {
    return spec.channels().stream().map(c -> c.name()).toList().indexOf(channel);
  }

  @Test
  void troubleIsSaidInTheRuntimesWords() {
    Exception said =
        assertThrows(
            Exception.class,
            () ->
                say(XrWire.text(XrWire.Kind.TROUBLE, "{\"what\":\"No OpenXR runtime answers\"}")));
    assertTrue(
        String.valueOf(said.getMessage()).contains("No OpenXR runtime answers"), said.getMessage());
  }

  private static DeviceReport greeted(Map<String, String> settings, String more) throws Exception {
    Script script =
        Script.saying(
            List.of(
                XrWire.text(
                    XrWire.Kind.HELLO,
                    "{\"runtime\":\"Some runtime\",\"version\":\"2.7.1\",\"system\":\"A headset\","
                        + "\"hands\":true"
                        + more
                        + "}")));
    DriverUnderTest under = new DriverUnderTest("openxr", settings, script.asBytes());
    while (!script.drained()) {
      under.pump();
    }
    return under.report();
  }

  @Test
  void itIsSaidWhatTheWearerSees() throws Exception {
    DeviceReport free = greeted(Map.of(), ",\"view\":\"others\"");
    assertEquals("Some runtime 2.7.1, without drawing", free.firmware());
    assertEquals("", free.note());
    DeviceReport black = greeted(Map.of(), ",\"view\":\"black\"");
    assertEquals("Some runtime 2.7.1, as one who draws", black.firmware());
    assertTrue(black.note().startsWith("The headset shows black"), black.note());
    assertTrue(black.note().contains("only to programs that draw"), black.note());
    assertEquals(List.of(), black.concerns(), "nothing is wrong with that");
    DeviceReport room = greeted(Map.of("draw", "true"), ",\"view\":\"room\"");
    assertTrue(room.note().contains("the room and no picture"), room.note());
    assertTrue(room.note().contains("the setting draw"), room.note());
  }

  @Test
  void theChildIsToldWhetherToDraw() {
    XrSetup setup = new XrSetup(90, 0, "stage", true, true, false, BodySet.NONE, true);
    List<String> heard = new ArrayList<>();
    XrReader reader =
        new XrReader(
            new XrReader.Sink() {
              @Override
              public void sample(
                  HeadsetPart part, long number, long at, long doubt, long ahead, double[] of) {
                throw new AssertionError("that is none");
              }

              @Override
              public void text(XrWire.Kind kind, String json) {
                heard.add(json);
              }

              @Override
              public void bad(byte[] bytes, int offset, int length) {
                throw new AssertionError("that is not bad");
              }
            });
    byte[] message = setup.message();
    reader.accept(message, 0, message.length);
    assertEquals(setup, XrSetup.of(heard.getFirst()));
  }

  @Test
  void settingsChooseTheStreams() throws Exception {
    OpenXrDriver driver = new OpenXrDriver();
    List<StreamSpec> all = driver.streams(config(Map.of("gaze", "true", "rate_hz", "60")));
    assertEquals(10, all.size());
    assertEquals("it/gaze", all.get(1).name());
    assertEquals(60, all.getFirst().nominalHz());
    assertEquals(
        2, all.stream().filter(spec -> spec.kind() == StreamKind.HAND).count(), "hands are hands");
    assertEquals(
        List.of("it/head"),
        driver.streams(config(Map.of("hands", "false", "controllers", "false"))).stream()
            .map(StreamSpec::name)
            .toList());
    assertThrows(RigFileException.class, () -> driver.streams(config(Map.of("space", "moon"))));
  }

  private static DeviceConfig config(Map<String, String> settings) {
    return new DeviceConfig("it", "openxr", "it", "openxr:", settings, 1);
  }

  @Test
  void theProtocolBearsWhatProtocolsMust() throws Exception {
    ProtocolProperties.of(
            "openxr",
            Map.of("hands", "false", "controllers", "false"),
            (random, number) -> head(number, random.nextDouble(), ALL))
        .hold();
  }
}
