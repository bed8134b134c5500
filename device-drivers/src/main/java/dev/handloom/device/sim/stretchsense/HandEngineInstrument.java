package dev.handloom.device.sim.stretchsense;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.skeleton.WorldHand;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Sends both hands in one frame: each bone from its parent, in centimetres, its rest turned into
/// the rotation before, as rigs have it.
public final class HandEngineInstrument implements Instrument {
  private static final int PACKET = 1 << 15;
  private static final int HEAD = 4;
  private static final int RATE = 60;
  private static final long DAY_FRAMES = 24L * 3600 * RATE;
  private static final double NOISE_CENTIMETRES = 0.02;
  private static final double CENTIMETRES = 100;

  /// The rest of every bone, so that the three rotations are not all the same.
  private static final Quat REST = Quat.about(new Vec3(0, 0, 1), 0.3);

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final WorldHand left = new WorldHand(HandSide.LEFT);
  private final WorldHand right = new WorldHand(HandSide.RIGHT);
  private final StringBuilder text = new StringBuilder();

  public HandEngineInstrument(ScriptedPerson person, long seed) {
    this.person = person;
    random = new Random(seed);
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    Moment moment = person.at(sinceStartNanos);
    text.setLength(0);
    text.append("{\"bones\":[");
    hand(left, HandSide.LEFT, moment);
    text.append(',');
    hand(right, HandSide.RIGHT, moment);
    long frames = deviceMicros * RATE / 1_000_000 % DAY_FRAMES;
    long seconds = frames / RATE;
    text.append("],\"poseName\":\"\",\"timecode\":\"")
        .append(
            String.format(
                Locale.ROOT,
                "%02d:%02d:%02d:%02d",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                frames % RATE))
        .append("\",\"frameRate\":60}");
    byte[] json = text.toString().getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < HEAD; i++) {
      into[i] = (byte) (json.length >> (8 * (HEAD - 1 - i)));
    }
    System.arraycopy(json, 0, into, HEAD, json.length);
    return HEAD + json.length;
  }

  private void hand(WorldHand hand, HandSide side, Moment moment) {
    hand.at(moment);
    String end = side == HandSide.LEFT ? "_l" : "_r";
    bone("hand" + end, hand.joint(HandJoint.WRIST));
    for (Finger finger : Finger.values()) {
      int first = finger.base().ordinal();
      // The tip is no bone.
      int bones = finger.joints() - 1;
      String word = finger == Finger.LITTLE ? "pinky" : finger.word();
      for (int b = 0; b < bones; b++) {
        HandJoint parent = b == 0 ? HandJoint.WRIST : HandJoint.of(first + b - 1);
        int number = finger == Finger.THUMB ? b + 1 : b;
        text.append(',');
        bone(word + "_0" + number + end, hand.toParent(HandJoint.of(first + b), parent));
      }
    }
  }

  private void bone(String name, Pose pose) {
    text.append("{\"name\":\"").append(name).append("\",\"translation\":[");
    number(CENTIMETRES * pose.position().x() + NOISE_CENTIMETRES * random.nextGaussian(), ',');
    number(CENTIMETRES * pose.position().y() + NOISE_CENTIMETRES * random.nextGaussian(), ',');
    number(CENTIMETRES * pose.position().z() + NOISE_CENTIMETRES * random.nextGaussian(), ']');
    turn("pre_rotation", REST);
    turn("rotation", REST.inverse().times(pose.rotation()));
    turn("post_rotation", Quat.IDENTITY);
    text.append('}');
  }

  private void turn(String name, Quat quat) {
    text.append(",\"").append(name).append("\":[");
    number(quat.x(), ',');
    number(quat.y(), ',');
    number(quat.z(), ',');
    number(quat.w(), ']');
  }

  private void number(double value, char after) {
    text.append(String.format(Locale.ROOT, "%.6f", value)).append(after);
  }
}
