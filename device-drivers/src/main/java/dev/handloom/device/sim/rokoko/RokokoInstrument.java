package dev.handloom.device.sim.rokoko;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.skeleton.WorldHand;
import dev.handloom.device.space.Pose;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/// Sends what Studio would of the person's hands, as LZ4 frames; the body stands still.
public final class RokokoInstrument implements Instrument {
  private static final int PACKET = 1 << 16;
  private static final double NOISE_METRES = 0.0004;
  private static final String[] PHALANGES = {"Proximal", "Medial", "Distal", "Tip"};
  private static final String[] STILL = {
    "hip",
    "spine",
    "chest",
    "neck",
    "head",
    "leftShoulder",
    "leftUpperArm",
    "leftLowerArm",
    "leftUpLeg",
    "leftLeg",
    "leftFoot",
    "leftToe",
    "leftToeEnd",
    "rightShoulder",
    "rightUpperArm",
    "rightLowerArm",
    "rightUpLeg",
    "rightLeg",
    "rightFoot",
    "rightToe",
    "rightToeEnd"
  };

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final WorldHand left = new WorldHand(HandSide.LEFT);
  private final WorldHand right = new WorldHand(HandSide.RIGHT);
  private final StringBuilder text = new StringBuilder();

  public RokokoInstrument(ScriptedPerson person, long seed) {
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
    text.append("{\"version\":\"3,0\",\"fps\":60.0,\"scene\":{\"timestamp\":");
    text.append(String.format(Locale.ROOT, "%.6f", deviceMicros / 1e6));
    text.append(
        ",\"actors\":[{\"name\":\"Newton\",\"color\":[64,128,255],\"meta\":{\"hasGloves\":");
    text.append("true,\"hasLeftGlove\":true,\"hasRightGlove\":true,\"hasBody\":false,");
    text.append("\"hasFace\":false},\"dimensions\":{\"totalHeight\":1.8,\"hipHeight\":1.0},");
    text.append("\"body\":{");
    for (String joint : STILL) {
      joint(joint, Pose.IDENTITY, 0);
      text.append(',');
    }
    hand(left, HandSide.LEFT, moment);
    text.append(',');
    hand(right, HandSide.RIGHT, moment);
    text.append("}}],\"characters\":[],\"props\":[]}}");
    byte[] packed = pack(text.toString().getBytes(StandardCharsets.UTF_8));
    System.arraycopy(packed, 0, into, 0, packed.length);
    return packed.length;
  }

  private void hand(WorldHand hand, HandSide side, Moment moment) {
    hand.at(moment);
    joint(side.word() + "Hand", hand.joint(HandJoint.WRIST), NOISE_METRES);
    for (Finger finger : Finger.values()) {
      // Rokoko's fingers begin where they leave the palm, the thumb's at its root.
      int first = finger.base().ordinal() + (finger == Finger.THUMB ? 0 : 1);
      String name = finger.name().charAt(0) + finger.word().substring(1);
      for (int p = 0; p < PHALANGES.length; p++) {
        text.append(',');
        joint(side.word() + name + PHALANGES[p], hand.joint(HandJoint.of(first + p)), NOISE_METRES);
      }
    }
  }

  /// Mirrored in Z: Unity's frame is left-handed.
  private void joint(String name, Pose pose, double noise) {
    text.append('"').append(name).append("\":{\"position\":{\"x\":");
    number(pose.position().x() + noise * random.nextGaussian());
    text.append(",\"y\":");
    number(pose.position().y() + noise * random.nextGaussian());
    text.append(",\"z\":");
    number(-pose.position().z() + noise * random.nextGaussian());
    text.append("},\"rotation\":{\"x\":");
    number(-pose.rotation().x());
    text.append(",\"y\":");
    number(-pose.rotation().y());
    text.append(",\"z\":");
    number(pose.rotation().z());
    text.append(",\"w\":");
    number(pose.rotation().w());
    text.append("}}");
  }

  /// Single precision, as Unity prints it.
  private void number(double value) {
    text.append((float) Math.clamp(value, -40.0, 40.0));
  }

  private static byte[] pack(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (LZ4FrameOutputStream out =
        new LZ4FrameOutputStream(
            packed,
            LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB,
            plain.length,
            LZ4Factory.safeInstance().fastCompressor(),
            XXHashFactory.safeInstance().hash32(),
            LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
            LZ4FrameOutputStream.FLG.Bits.CONTENT_SIZE)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
