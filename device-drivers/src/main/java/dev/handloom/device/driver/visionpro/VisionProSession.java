package dev.handloom.device.driver.visionpro;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.headset.HandOf25;
import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.driver.headset.HeadsetSamples;
import dev.handloom.device.driver.headset.PoseMatrix;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.space.Pose;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the app once and publishes what it says from then on.
final class VisionProSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;
  private static final int LARGEST = 1 << 18;

  /// Marks of the app's own in the head's first number.
  private static final double HELLO = 888;

  private static final double BENCHMARK = 777;

  /// A hand that the headset sees is never still to the last bit; the app looks every 8 ms.
  private static final long UNSEEN_NANOS = 100_000_000L;

  /// The app blocks a client that is too old by empty messages, every half a second.
  private static final long BLOCKED_NANOS = 1_500_000_000L;

  private static final Concern BLOCKED =
      new Concern(
          "The app sends nothing but empty messages: it wants a newer client",
          "Set client_version to the version of avp_stream that the app asks for: 2.60.0 is 26000.");
  private static final Concern STILL =
      new Concern(
          "The headset repeats itself to the last bit, which counts as no data",
          "Put it on, and see that its app is in front and shows that it streams.");

  private static final DeviceReport WELL =
      new DeviceReport("Apple Vision Pro", "", "", Double.NaN, List.of());

  private final MessageLink link;
  private final StreamWriter head;
  private final StreamWriter pinch;
  private final HeadsetSamples samples;
  private final byte[] question;
  private final HandUpdate update = new HandUpdate();
  private final Side left = new Side(HandSide.LEFT, HeadsetPart.LEFT_HAND, update.left);
  private final Side right = new Side(HandSide.RIGHT, HeadsetPart.RIGHT_HAND, update.right);
  private final double[] headValues = new double[HeadsetPart.HEAD.count()];
  private byte[] message = new byte[LARGEST];
  private byte[] before = new byte[LARGEST];
  private int beforeLength = -1;
  private boolean asked;
  private long number;
  private long freshNanos = StudioClock.now();
  private long lost;
  private DeviceReport report = WELL;

  /// What is remembered of a hand.
  private static final class Side {
    final HandSide side;
    final HeadsetPart part;
    final HandUpdate.Hand hand;
    final double[] values;
    final double[] wrist = new double[PoseMatrix.COUNT];
    long movedNanos = Long.MIN_VALUE;

    Side(HandSide side, HeadsetPart part, HandUpdate.Hand hand) {
      this.side = side;
      this.part = part;
      this.hand = hand;
      values = new double[part.count()];
    }
  }

  VisionProSession(
      MessageLink link, List<StreamWriter> streams, int clientVersion, long handsAheadNanos) {
    this.link = link;
    head = streams.getFirst();
    pinch = streams.getLast();
    samples = new HeadsetSamples(streams);
    samples.handsAhead(handsAheadNanos);
    question = question(link.here().getAddress(), clientVersion);
  }

  /// The app wants to know who asks, and shows it; more than four parts of an address it cannot.
  private static byte[] question(byte[] address, int clientVersion) {
    HandUpdate hello = new HandUpdate();
    hello.head[0] = HELLO;
    for (int i = 0; i < 4 && address.length == 4; i++) {
      hello.head[1 + i] = address[i] & 0xFF;
    }
    hello.head[12] = clientVersion;
    return hello.write();
  }

  @Override
  public void pump() throws IOException {
    if (!asked) {
      asked = true;
      link.send(question, 0, question.length);
    }
    int length = link.receive(message, WAIT_MILLIS);
    head.lost(link.lostMessages() - lost);
    lost = link.lostMessages();
    if (length != MessageLink.NOTHING) {
      take(length);
    }
  }

  private void take(int length) {
    long now = link.arrivalNanos();
    if (length == beforeLength && Arrays.equals(message, 0, length, before, 0, length)) {
      if (now - freshNanos > BLOCKED_NANOS) {
        concern(length == 0 ? BLOCKED : STILL);
      }
      return;
    }
    try {
      update.read(message, length);
    } catch (Unexpected e) {
      head.bad(message, 0, Math.min(length, 64), now);
      return;
    }
    if (update.head[0] == BENCHMARK) {
      return;
    }
    byte[] spare = before;
    before = message;
    beforeLength = length;
    message = spare;
    if (length == 0) {
      return;
    }
    publish(now);
  }

  private void publish(long now) {
    Pose place = PoseMatrix.ofRows(update.head, 0);
    if (place == null) {
      head.bad(before, 0, Math.min(beforeLength, 64), now);
      return;
    }
    freshNanos = now;
    if (!report.concerns().isEmpty()) {
      report = WELL;
    }
    HandOf25.place(place, headValues, 0);
    headValues[7] =
        HeadsetPart.ORIENTATION_VALID
            | HeadsetPart.POSITION_VALID
            | HeadsetPart.ORIENTATION_TRACKED
            | HeadsetPart.POSITION_TRACKED;
    samples.head(number, Sample.NO_TICKS, now, 0, headValues);
    @Nullable Pose[] lefts = hand(left, now);
    @Nullable Pose[] rights = hand(right, now);
    boolean leftSeen = pinch(lefts, 0);
    boolean rightSeen = pinch(rights, 1);
    if (leftSeen || rightSeen) {
      pinch.publishBefore(head, samples.handsBeforeNanos());
    }
    number++;
  }

  private @Nullable Pose @Nullable [] hand(Side side, long now) {
    boolean moved = !Arrays.equals(side.wrist, side.hand.wrist);
    if (moved) {
      System.arraycopy(side.hand.wrist, 0, side.wrist, 0, side.wrist.length);
      side.movedNanos = now;
    }
    @Nullable Pose[] joints = neverSeen(side.wrist) ? null : AppleHand.joints(side.hand, side.side);
    if (joints == null) {
      Arrays.fill(side.values, 0);
    } else {
      HandOf25.fill(joints, now - side.movedNanos <= UNSEEN_NANOS, side.values);
    }
    samples.beside(side.part, number, side.values);
    return joints;
  }

  /// Where the app has not seen a hand yet, its wrist lies in the origin, straight.
  private static boolean neverSeen(double[] wrist) {
    for (int i = 0; i < wrist.length; i++) {
      if (wrist[i] != (i % 5 == 0 ? 1 : 0)) {
        return false;
      }
    }
    return true;
  }

  private boolean pinch(@Nullable Pose @Nullable [] joints, int channel) {
    if (joints == null) {
      return false;
    }
    Pose thumb = joints[HandOf25.index(HandJoint.THUMB_TIP)];
    Pose index = joints[HandOf25.index(HandJoint.INDEX_TIP)];
    if (thumb == null || index == null) {
      return false;
    }
    pinch.values()[channel] = thumb.position().distance(index.position());
    return true;
  }

  private void concern(Concern what) {
    if (!report.concerns().contains(what)) {
      report = WELL.with(List.of(what));
    }
  }

  @Override
  public DeviceReport report() {
    return report;
  }
}
