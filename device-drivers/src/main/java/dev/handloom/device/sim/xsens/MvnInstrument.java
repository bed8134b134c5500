package dev.handloom.device.sim.xsens;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.skeleton.WorldHand;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Sends a sample of body and fingers in two datagrams, one after the other, as MVN splits what
/// does not fit into one.
public final class MvnInstrument implements Instrument {
  private static final int SEGMENTS = 63;
  private static final int BODY = 23;
  private static final int FIRST_DATAGRAM = 44;
  private static final int PACKET = 24 + 32 * FIRST_DATAGRAM;
  private static final int LAST = 0x80;
  private static final double NOISE_METRES = 0.0003;

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final WorldHand left = new WorldHand(HandSide.LEFT);
  private final WorldHand right = new WorldHand(HandSide.RIGHT);
  private List<Pose> sample = List.of();
  private boolean halfSent;
  private long millis;
  private int samples;

  public MvnInstrument(ScriptedPerson person, long seed) {
    this.person = person;
    random = new Random(seed);
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  /// Every second call sends the rest of the sample before.
  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    boolean first = !halfSent;
    halfSent = first;
    if (first) {
      sample = pose(person.at(sinceStartNanos));
      millis = deviceMicros / 1000;
      samples++;
    }
    int from = first ? 0 : FIRST_DATAGRAM;
    int to = first ? FIRST_DATAGRAM : SEGMENTS;
    int items = to - from;
    ByteBuffer out = ByteBuffer.wrap(into);
    out.put("MXTP02".getBytes(StandardCharsets.US_ASCII));
    out.putInt(samples);
    out.put((byte) (first ? 0 : LAST | 1)).put((byte) items).putInt((int) millis);
    out.put((byte) 0).put((byte) BODY).put((byte) 0).put((byte) (SEGMENTS - BODY));
    out.putShort((short) 0).putShort((short) (32 * items));
    for (int i = from; i < to; i++) {
      Pose pose = sample.get(i);
      out.putInt(i + 1);
      out.putFloat((float) (pose.position().x() + NOISE_METRES * random.nextGaussian()));
      out.putFloat((float) (pose.position().y() + NOISE_METRES * random.nextGaussian()));
      out.putFloat((float) (pose.position().z() + NOISE_METRES * random.nextGaussian()));
      out.putFloat((float) Math.clamp(pose.rotation().w(), -1, 1));
      out.putFloat((float) pose.rotation().x());
      out.putFloat((float) pose.rotation().y());
      out.putFloat((float) pose.rotation().z());
    }
    return out.position();
  }

  private List<Pose> pose(Moment moment) {
    List<Pose> poses = new ArrayList<>();
    for (int i = 0; i < BODY; i++) {
      // It sits still: only the hands are of interest.
      poses.add(new Pose(new Vec3(0, 0.05 * i, 0), Pose.IDENTITY.rotation()));
    }
    for (WorldHand hand : new WorldHand[] {left, right}) {
      hand.at(moment);
      poses.add(hand.joint(HandJoint.WRIST));
      for (Finger finger : Finger.values()) {
        for (int b = 0; b < finger.joints() - 1; b++) {
          poses.add(hand.joint(HandJoint.of(finger.base().ordinal() + b)));
        }
      }
    }
    return poses;
  }

  @Override
  public void restarted() {
    halfSent = false;
  }
}
