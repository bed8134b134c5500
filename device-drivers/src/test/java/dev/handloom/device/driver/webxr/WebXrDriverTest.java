package dev.handloom.device.driver.webxr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.rig.Conversation;
import dev.handloom.device.stream.Sample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebXrDriverTest {
  private static final int HEAD = 0;
  private static final int LEFT_CONTROLLER = 1;
  private static final int LEFT_WRIST = 2;
  private static final int LEFT_HAND = 3;
  private static final int LEFT_JOINTS = 4;

  /// A head alone, as the page's own code packs it: number 7, located 25 ms after it was asked at 1
  /// s, at 0.5 1.6 -0.25, not turned.
  private static final String HEAD_MESSAGE =
      "0101000007000000"
          + "e8a30f0000000000"
          + "40420f0000000000"
          + "0000003fcdcccc3f000080be"
          + "0000000000000000000000000000803f"
          + "0f000000";

  private static ByteBuffer message(int flags, int number) {
    int bytes =
        Tracking.HEAD_BYTES
            + Tracking.CONTROLLER_BYTES * Integer.bitCount(flags & 3)
            + Tracking.HAND_BYTES * Integer.bitCount(flags & 12);
    ByteBuffer out = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 1).put((byte) 1).putShort((short) flags).putInt(number);
    out.putLong(2_000_000 + number).putLong(2_000_000);
    place(out, 0, 1.6f, 0);
    out.putInt(15);
    return out;
  }

  private static byte[] whole(ByteBuffer out) {
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private static void place(ByteBuffer out, float x, float y, float z) {
    out.putFloat(x).putFloat(y).putFloat(z).putFloat(0).putFloat(0).putFloat(0).putFloat(1);
  }

  private static byte[] hand(int number, int seen) {
    ByteBuffer out = message(Tracking.LEFT_HAND, number);
    for (int j = 1; j <= 25; j++) {
      place(out, 0.1f, 1 + 0.01f * j, -0.3f);
      out.putFloat(0.012f);
    }
    return whole(out.putInt(seen).putInt(0));
  }

  private static Conversation say(byte[]... messages) throws Exception {
    return Conversation.messages("webxr", Map.of(), List.of(messages));
  }

  @Test
  void theHeadIsReadByteForByte() throws Exception {
    Conversation page = say(HexFormat.of().parseHex(HEAD_MESSAGE));
    Sample head = page.wholeSamples(HEAD).getFirst();
    assertEquals(0.5, head.values[0]);
    assertEquals(1.6, head.values[1], 1e-6);
    assertEquals(-0.25, head.values[2]);
    assertEquals(1, head.values[6]);
    assertEquals(1, head.values[7], "tracked");
    assertEquals(0.025, head.values[8], 1e-9, "foretold");
    assertEquals(1_025_000, head.deviceTicks);
    assertEquals(0, page.bad());
  }

  @Test
  void aHandHasAPalmThatNobodySaw() throws Exception {
    Conversation page = say(hand(1, (1 << 25) - 1));
    double[] joints = page.wholeSamples(LEFT_JOINTS).getFirst().values;
    assertEquals(0, joints[2 * HandJoint.PALM.ordinal() + 1], "the palm is tracked");
    assertEquals(1, joints[2 * HandJoint.WRIST.ordinal() + 1], "the wrist is not");
    assertEquals(0.012, joints[0], 1e-6);
    double[] hand = page.wholeSamples(LEFT_HAND).getFirst().values;
    // Metacarpal 11 lies 0.10 above the wrist, proximal 12 0.11; the palm between them.
    assertEquals(0.105, hand[1], 1e-6);
    assertEquals(1.01, page.wholeSamples(LEFT_WRIST).getFirst().values[1], 1e-6);
  }

  @Test
  void aHandOfWhichAJointIsMissingHasItsWristAlone() throws Exception {
    Conversation page = say(hand(1, (1 << 25) - 1 & ~(1 << 9)));
    assertTrue(page.wholeSamples(LEFT_HAND).isEmpty());
    assertEquals(1, page.wholeSamples(LEFT_WRIST).getFirst().values[7]);
  }

  @Test
  void aHandThatIsNotThereIsMarkedAsNotTracked() throws Exception {
    Conversation page = say(hand(1, (1 << 25) - 1), message(0, 2).array());
    List<Sample> wrists = page.wholeSamples(LEFT_WRIST);
    assertEquals(1, wrists.get(0).values[7]);
    assertEquals(0, wrists.get(1).values[7]);
    assertEquals(wrists.get(0).values[1], wrists.get(1).values[1], "it stays where it was");
  }

  @Test
  void aControllerHasItsButtons() throws Exception {
    ByteBuffer out = message(Tracking.LEFT_CONTROLLER, 1);
    place(out, -0.2f, 1, -0.3f);
    place(out, -0.2f, 1, -0.4f);
    out.putFloat(0.75f).putFloat(0.5f).putFloat(-1).putFloat(0.25f);
    out.put((byte) 15).put((byte) 15).put((byte) 0b1001).put((byte) 1);
    double[] values = say(whole(out)).wholeSamples(LEFT_CONTROLLER).getFirst().values;
    assertEquals(-0.2, values[0], 1e-6);
    assertEquals(1, values[7], "tracked");
    assertEquals(-0.4, values[10], 1e-6);
    assertEquals(
        List.of(0.75, 0.5, -1.0, 0.25, 1.0, 0.0, 0.0, 1.0),
        Arrays.stream(values, 15, 23).boxed().toList());
  }

  @Test
  void aNumberThatIsMissingIsALossAndAMomentThatCameTwiceIsNone() throws Exception {
    Conversation page = say(message(0, 7).array(), message(0, 7).array(), message(0, 11).array());
    assertEquals(2, page.wholeSamples(HEAD).size());
    assertEquals(3, page.lost());
  }

  @Test
  void whatIsNoMessageIsBadAndNeverASample() throws Exception {
    byte[] short1 = Arrays.copyOf(message(0, 1).array(), 55);
    byte[] long1 = Arrays.copyOf(message(0, 1).array(), 57);
    byte[] version = message(0, 1).array();
    version[1] = 2;
    byte[] parts = message(0, 1).array();
    parts[3] = 0x10;
    byte[] notANumber = message(0, 1).array();
    ByteBuffer.wrap(notANumber).order(ByteOrder.LITTLE_ENDIAN).putFloat(24, Float.NaN);
    byte[] far = message(0, 1).array();
    ByteBuffer.wrap(far).order(ByteOrder.LITTLE_ENDIAN).putFloat(24, 1e9f);
    byte[] noRotation = message(0, 1).array();
    ByteBuffer.wrap(noRotation).order(ByteOrder.LITTLE_ENDIAN).putFloat(48, 0);
    byte[] time = message(0, 1).array();
    ByteBuffer.wrap(time).order(ByteOrder.LITTLE_ENDIAN).putLong(8, -5);
    Conversation page = say(short1, long1, version, parts, notANumber, far, noRotation, time);
    assertEquals(8, page.bad());
    assertTrue(page.wholeSamples(HEAD).isEmpty());
  }

  @Test
  void randomMessagesNeverBreakTheDriver() throws Exception {
    Random random = new Random(5);
    byte[][] all = new byte[400][];
    for (int i = 0; i < all.length; i++) {
      all[i] = i % 2 == 0 ? hand(i, -1) : new byte[random.nextInt(2000)];
      for (int n = i % 2 == 0 ? 3 : all[i].length; n > 0; n--) {
        all[i][i % 2 == 0 ? random.nextInt(all[i].length) : n - 1] = (byte) random.nextInt();
      }
    }
    Conversation page = say(all);
    for (Sample head : page.wholeSamples(HEAD)) {
      assertFalse(Double.isNaN(head.values[0]));
    }
  }

  @Test
  void answersThatNobodyAskedForAreNotBelieved() throws Exception {
    ByteBuffer answer = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    answer.put((byte) 0x11).put((byte) 1).putShort((short) 0).putInt(999).putLong(1).putLong(2);
    assertEquals(1, say(answer.putLong(3).array()).bad());
  }
}
