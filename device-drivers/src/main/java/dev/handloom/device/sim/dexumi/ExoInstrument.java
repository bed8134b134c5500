package dev.handloom.device.sim.dexumi;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.arm.ObedientArm;
import dev.handloom.device.sim.encoderboard.BoardPacket;
import dev.handloom.device.sim.encoderboard.RotaryEncoder;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.Random;
import java.util.random.RandomGenerator;

/// An exoskeleton on a hand: an encoder on each joint and two taps of the supply, all through the
/// converter board.
final class ExoInstrument implements Instrument {
  /// The angles of the hand that move one encoder, with how much each counts.
  private record Joint(int first, int second, double share, double zeroTurns, int sense) {}

  /// One finger of the Inspire hand bends as a whole.
  private static final Joint[] INSPIRE = {
    at(Finger.THUMB, 0, 0.482, -1),
    both(Finger.THUMB, 2, 3, 0.66, -1),
    both(Finger.INDEX, 0, 2, 0.76, -1),
    both(Finger.MIDDLE, 0, 2, 0.76, -1),
    both(Finger.RING, 0, 2, 0.76, -1),
    both(Finger.LITTLE, 0, 2, 0.76, -1)
  };

  /// Zeros and senses of rotation as the makers' own table for the XHand has them.
  private static final Joint[] XHAND = {
    at(Finger.THUMB, 0, 260 / 360.0, -1),
    at(Finger.THUMB, 2, 85 / 360.0, 1),
    at(Finger.THUMB, 3, 81 / 360.0, 1),
    at(Finger.INDEX, 1, 186 / 360.0, -1),
    at(Finger.INDEX, 0, 276.5 / 360, -1),
    at(Finger.INDEX, 2, 84 / 360.0, 1),
    at(Finger.MIDDLE, 0, 281 / 360.0, -1),
    at(Finger.MIDDLE, 2, 82 / 360.0, 1),
    at(Finger.RING, 0, 282 / 360.0, -1),
    at(Finger.RING, 2, 87 / 360.0, 1),
    at(Finger.LITTLE, 0, 278 / 360.0, -1),
    at(Finger.LITTLE, 2, 277 / 360.0, -1)
  };

  private static final double SUPPLY_VOLTS = 5;

  /// Hum and load on the supply, which the comparison with the reference takes out.
  private static final double RIPPLE_VOLTS = 0.012;

  private static final double TAP_NOISE_VOLTS = 4e-5;
  private static final int PACKET = 64;

  private final HandSide side;
  private final ScriptedPerson person;
  private final Joint[] joints;
  private final double[] radians;
  private final ObedientArm obedient;
  private final RotaryEncoder[] encoders;
  private final RandomGenerator random;
  private final double supply;
  private final BoardPacket packet = new BoardPacket();

  ExoInstrument(boolean xhand, HandSide side, ScriptedPerson person, long seed) {
    this.side = side;
    this.person = person;
    random = new Random(seed);
    joints = xhand ? XHAND : INSPIRE;
    radians = new double[joints.length];
    obedient = new ObedientArm(person, joints.length, false);
    encoders = new RotaryEncoder[joints.length];
    for (int j = 0; j < joints.length; j++) {
      encoders[j] = new RotaryEncoder(random, joints[j].zeroTurns(), joints[j].sense());
    }
    supply = SUPPLY_VOLTS * (0.97 + 0.02 * random.nextDouble());
  }

  private static Joint at(Finger finger, int angle, double zeroTurns, int sense) {
    int index = HandAngles.index(finger, angle);
    return new Joint(index, index, 1, zeroTurns, sense);
  }

  /// One linkage over two joints: its encoder turns by the mean.
  private static Joint both(Finger finger, int a, int b, double zeroTurns, int sense) {
    return new Joint(
        HandAngles.index(finger, a), HandAngles.index(finger, b), 0.5, zeroTurns, sense);
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    double[] angles = person.at(sinceStartNanos).angles(side);
    for (int j = 0; j < joints.length; j++) {
      Joint joint = joints[j];
      radians[j] =
          joint.share() == 1
              ? angles[joint.first()]
              : joint.share() * (angles[joint.first()] + angles[joint.second()]);
    }
    obedient.over(radians, sinceStartNanos);
    packet.begin(into);
    for (int j = 0; j < joints.length; j++) {
      packet.volts(encoders[j].turns(radians[j]) * now(sinceStartNanos));
    }
    packet.volts(now(sinceStartNanos) + TAP_NOISE_VOLTS * random.nextGaussian());
    packet.volts(now(sinceStartNanos) + TAP_NOISE_VOLTS * random.nextGaussian());
    return packet.end(deviceMicros);
  }

  private double now(long sinceStartNanos) {
    return supply + RIPPLE_VOLTS * Math.sin(2 * Math.PI * 3.1 * sinceStartNanos / 1e9);
  }
}
