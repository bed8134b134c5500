package dev.handloom.device.sim.homunculus;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.arm.LedArm;
import dev.handloom.device.sim.arm.ObedientArm;
import dev.handloom.device.sim.instrument.Ascii;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.Random;
import java.util.random.RandomGenerator;

/// An arm that is worn: joints whose magnets turn over pairs of hall sensors. Either sends its 16
/// readings alone, or with five angles that its board works out.
final class ArmLines implements Instrument {
  private static final int READINGS = 16;
  private static final int PAIRS = 5;
  private static final int MIDDLE = 2048;
  private static final int MOST = 4095;
  private static final double NOISE_COUNTS = 2.5;

  /// Angles of the board; what the real one counts in nobody says.
  private static final int STEPS = 4096;

  private static final int PACKET = 192;

  /// Where the pairs stand on a line of the exoskeleton for the G1.
  private static final int[] PAIR_AT = {0, 2, 4, 6, 14};

  /// Which joint of the arm is behind a pair: shoulder pitch, yaw and roll, elbow, wrist roll.
  private static final int[] JOINT = {1, 0, 3, 2, 5};

  /// The joints in the order in which the streams of both list them.
  private static final int[] ENCODERS = {1, 0, 3, 2, 5, 6, 4};

  /// On a line of the Homunculus arm the angles come as wrist roll, elbow, yaw, pitch, roll.
  private static final int[] ANGLE_OF = {4, 3, 1, 0, 2};

  private static final int WRIST_PITCH = 4;
  private static final int WRIST_YAW = 6;

  /// A magnet beside its axis and two sensors of unlike strength make an ellipse of the circle.
  private record Pair(double sine, double cosine, double sineMiddle, double cosineMiddle) {
    static Pair of(RandomGenerator random) {
      return new Pair(
          1500 + 300 * random.nextDouble(),
          1500 + 300 * random.nextDouble(),
          MIDDLE + 60 * random.nextGaussian(),
          MIDDLE + 60 * random.nextGaussian());
    }
  }

  private final boolean withAngles;
  private final HandSide side;
  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final Pair[] pairs = new Pair[PAIRS];
  private final double[] zero = new double[PAIRS];
  private final double[] joints = new double[LedArm.TRIGGER + 1];
  private final double[] encoders = new double[ENCODERS.length];
  private final ObedientArm arm;
  private final int[] readings = new int[READINGS];
  private final Ascii text = new Ascii();

  ArmLines(boolean withAngles, HandSide side, ScriptedPerson person, long seed) {
    this.withAngles = withAngles;
    this.side = side;
    this.person = person;
    random = new Random(seed);
    arm = new ObedientArm(person, ENCODERS.length, false);
    for (int p = 0; p < PAIRS; p++) {
      pairs[p] = Pair.of(random);
      zero[p] = 2 * Math.PI * random.nextDouble();
    }
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    LedArm.at(person.at(sinceStartNanos), side, joints);
    for (int e = 0; e < ENCODERS.length; e++) {
      encoders[e] = joints[ENCODERS[e]];
    }
    arm.over(encoders, sinceStartNanos);
    for (int e = 0; e < ENCODERS.length; e++) {
      joints[ENCODERS[e]] = encoders[e];
    }
    for (int i = 0; i < READINGS; i++) {
      readings[i] = counts(MIDDLE);
    }
    for (int p = 0; p < PAIRS; p++) {
      double turned = zero[p] - joints[JOINT[p]];
      Pair pair = pairs[p];
      readings[PAIR_AT[p]] = counts(pair.sineMiddle() + pair.sine() * Math.sin(turned));
      readings[PAIR_AT[p] + 1] = counts(pair.cosineMiddle() + pair.cosine() * Math.cos(turned));
    }
    if (withAngles) {
      readings[0] = counts(MIDDLE + 900 * joints[WRIST_PITCH]);
      readings[1] = counts(MIDDLE + 900 * joints[WRIST_YAW]);
    }
    text.begin(into);
    for (int i = 0; i < READINGS; i++) {
      text.put(i == 0 ? "" : " ").put(readings[i]);
    }
    for (int a = 0; withAngles && a < PAIRS; a++) {
      double turns = 0.5 + joints[JOINT[ANGLE_OF[a]]] / (2 * Math.PI);
      text.put(" ").put(Math.clamp(Math.round(turns * STEPS), 0L, STEPS));
    }
    return text.put("\r\n").length();
  }

  private int counts(double value) {
    return (int) Math.clamp(Math.round(value + NOISE_COUNTS * random.nextGaussian()), 0L, MOST);
  }
}
