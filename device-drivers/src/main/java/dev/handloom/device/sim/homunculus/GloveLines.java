package dev.handloom.device.sim.homunculus;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.instrument.Ascii;
import dev.handloom.device.sim.instrument.BendSensor;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.Random;
import java.util.random.RandomGenerator;

/// The glove: a sensor on each of 16 joints.
final class GloveLines implements Instrument {
  private static final int MOST = 4095;
  private static final int PACKET = 128;

  /// Line by line: finger and angle of the hand; the spread of a finger is straight at a half.
  private static final int[][] JOINTS = {
    {0, 0}, {0, 2}, {0, 3}, {0, 1}, {1, 1}, {1, 0}, {1, 3}, {2, 1}, {2, 0}, {2, 3}, {3, 1}, {3, 0},
    {3, 3}, {4, 1}, {4, 0}, {4, 3}
  };

  private static final Finger[] FINGERS = Finger.values();

  private final HandSide side;
  private final ScriptedPerson person;
  private final BendSensor[] sensors = new BendSensor[JOINTS.length];
  private final Ascii text = new Ascii();

  GloveLines(HandSide side, ScriptedPerson person, long seed) {
    this.side = side;
    this.person = person;
    RandomGenerator random = new Random(seed);
    for (int j = 0; j < JOINTS.length; j++) {
      sensors[j] = new BendSensor(random, MOST);
    }
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    double[] angles = person.at(sinceStartNanos).angles(side);
    text.begin(into);
    for (int j = 0; j < JOINTS.length; j++) {
      Finger finger = FINGERS[JOINTS[j][0]];
      int angle = JOINTS[j][1];
      double share = angles[HandAngles.index(finger, angle)] / HandAngles.most(finger, angle);
      boolean spread = angle == 1 && finger != Finger.THUMB;
      text.put(j == 0 ? "" : " ").put(sensors[j].read(spread ? (share + 1) / 2 : share));
    }
    return text.put("\n").length();
  }
}
