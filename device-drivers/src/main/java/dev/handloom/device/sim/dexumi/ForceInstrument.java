package dev.handloom.device.sim.dexumi;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.encoderboard.BoardPacket;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.Random;
import java.util.random.RandomGenerator;

/// The board with force sensors on thumb and index finger. Who bends a finger far presses with it:
/// the person has no forces of their own.
final class ForceInstrument implements Instrument {
  private static final int CONVERSIONS = 12;

  /// The board's own converter has 12 bits.
  private static final int MOST = 4095;

  private static final int PACKET = 60;
  private static final double NOISE_COUNTS = 2.5;

  /// A resistor that presses together is nothing at first and soon all it can be.
  private static final double PRESS_FROM = 0.35;

  private static final double[] GAIN = {6500, 5200};

  private final HandSide side;
  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final double[] gains = new double[2];
  private final BoardPacket packet = new BoardPacket();

  ForceInstrument(HandSide side, ScriptedPerson person, long seed) {
    this.side = side;
    this.person = person;
    random = new Random(seed);
    for (int f = 0; f < gains.length; f++) {
      gains[f] = GAIN[f] * (0.8 + 0.4 * random.nextDouble());
    }
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    double[] angles = person.at(sinceStartNanos).angles(side);
    packet.begin(into);
    for (int c = 0; c < CONVERSIONS; c++) {
      // Open inputs float near the ground.
      packet.volts(0.002 + 0.0004 * random.nextGaussian());
    }
    int thumb = counts(0, bent(Finger.THUMB, 3, angles));
    int index = counts(1, bent(Finger.INDEX, 2, angles));
    packet.word(index << 16 | thumb);
    return packet.end(deviceMicros);
  }

  private static double bent(Finger finger, int angle, double[] angles) {
    return angles[HandAngles.index(finger, angle)] / HandAngles.most(finger, angle);
  }

  private int counts(int sensor, double bent) {
    double pressed = Math.max(0, bent - PRESS_FROM);
    double counts = gains[sensor] * pressed / (0.4 + pressed) + 3;
    return (int) Math.clamp(Math.round(counts + NOISE_COUNTS * random.nextGaussian()), 0L, MOST);
  }
}
