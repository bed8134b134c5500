package dev.handloom.device.sim.webxr;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.link.page.PageWire;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.skeleton.WorldHand;
import dev.handloom.device.space.Pose;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Sends the person's head and hands as the page does. Its controllers lie on the table, switched
/// off.
public final class WebXrInstrument implements Instrument {
  private static final int PACKET = 56 + 2 * 808;
  private static final int BOTH_HANDS = 4 | 8;
  private static final int SEEN = 15;
  private static final int ALL_JOINTS = (1 << 25) - 1;
  private static final int SOURCE_SEEN = 1;
  private static final double NOISE_METRES = 0.0008;

  /// What browsers foretell, for a display at ninety pictures a second.
  private static final long FORETOLD_MICROS = 25_000;

  /// From the wrist to the tips, in metres.
  private static final float[] RADII = {0.018f, 0.012f, 0.010f, 0.009f, 0.008f};

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final WorldHand left = new WorldHand(HandSide.LEFT);
  private final WorldHand right = new WorldHand(HandSide.RIGHT);

  public WebXrInstrument(ScriptedPerson person, long seed) {
    this.person = person;
    random = new Random(seed);
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    Moment moment = person.at(sinceStartNanos);
    ByteBuffer out = ByteBuffer.wrap(into).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 1).put((byte) 1).putShort((short) BOTH_HANDS).putInt((int) count);
    out.putLong(deviceMicros).putLong(Math.max(0, deviceMicros - FORETOLD_MICROS));
    put(out, moment.head(), noise(), noise(), noise());
    out.putInt(SEEN);
    hand(out, left, moment);
    hand(out, right, moment);
    return out.position();
  }

  private void hand(ByteBuffer out, WorldHand hand, Moment moment) {
    hand.at(moment);
    // All joints of a hand that is seen are off by the same.
    double dx = noise();
    double dy = noise();
    double dz = noise();
    for (int j = 1; j < HandJoint.COUNT; j++) {
      put(out, hand.joint(HandJoint.of(j)), dx, dy, dz);
      out.putFloat(RADII[j == 1 ? 0 : Math.min(RADII.length - 1, 1 + (j - 2) % 5)]);
    }
    out.putInt(ALL_JOINTS).putInt(SOURCE_SEEN);
  }

  private double noise() {
    return NOISE_METRES * random.nextGaussian();
  }

  private static void put(ByteBuffer out, Pose pose, double dx, double dy, double dz) {
    out.putFloat((float) (pose.position().x() + dx));
    out.putFloat((float) (pose.position().y() + dy));
    out.putFloat((float) (pose.position().z() + dz));
    out.putFloat((float) pose.rotation().x());
    out.putFloat((float) pose.rotation().y());
    out.putFloat((float) pose.rotation().z());
    out.putFloat((float) pose.rotation().w());
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    if (PageWire.kind(bytes, length) != PageWire.PROBE || length != PageWire.PROBE_BYTES) {
      return;
    }
    ByteBuffer answer = ByteBuffer.allocate(PageWire.PROBE_ANSWER_BYTES);
    answer.order(ByteOrder.LITTLE_ENDIAN).put(bytes, 0, length);
    answer.put(0, (byte) PageWire.PROBE_ANSWER);
    answer.putLong(deviceMicros).putLong(deviceMicros);
    reply.send(answer.array(), answer.position(), 0);
  }
}
