package dev.handloom.device.sim.lucid;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.instrument.Ascii;
import dev.handloom.device.sim.instrument.BendSensor;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.Random;
import java.util.random.RandomGenerator;

/// A data glove in the alpha encoding: five curls, five splays, a joystick at rest.
public final class GloveInstrument implements Instrument {
  private static final int MOST = 4095;
  private static final int PACKET = 160;

  /// The largest bends of a finger, added up, that stretch its string from end to end.
  private static final double FINGER_RANGE =
      HandAngles.most(Finger.INDEX, 0)
          + HandAngles.most(Finger.INDEX, 2)
          + HandAngles.most(Finger.INDEX, 3);

  private static final double THUMB_RANGE =
      0.5 * HandAngles.most(Finger.THUMB, 0)
          + HandAngles.most(Finger.THUMB, 2)
          + HandAngles.most(Finger.THUMB, 3);

  private static final Finger[] FINGERS = Finger.values();
  private static final String[] CURL_KEYS = {"A", "B", "C", "D", "E"};
  private static final String[] SPLAY_KEYS = {"(AB)", "(BB)", "(CB)", "(DB)", "(EB)"};

  private final HandSide side;
  private final ScriptedPerson person;
  private final BendSensor[] curls = new BendSensor[FINGERS.length];
  private final BendSensor[] splays = new BendSensor[FINGERS.length];
  private final Ascii text = new Ascii();

  public GloveInstrument(HandSide side, ScriptedPerson person, long seed) {
    this.side = side;
    this.person = person;
    RandomGenerator random = new Random(seed);
    for (int f = 0; f < FINGERS.length; f++) {
      curls[f] = new BendSensor(random, MOST);
      splays[f] = new BendSensor(random, MOST);
    }
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public boolean waitsForAnswer() {
    return true;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    Moment moment = person.at(sinceStartNanos);
    double[] angles = moment.angles(side);
    text.begin(into);
    for (int f = 0; f < FINGERS.length; f++) {
      text.put(CURL_KEYS[f]).put(curls[f].read(bend(FINGERS[f], angles)));
    }
    text.put("F2048G2048P0");
    for (int f = 0; f < FINGERS.length; f++) {
      text.put(SPLAY_KEYS[f]).put(splays[f].read(splay(FINGERS[f], angles)));
    }
    return text.put("\n").length();
  }

  /// How far a finger's string is pulled, 0 to 1: what its joints bend together.
  public static double bend(Finger finger, double[] angles) {
    int a = HandAngles.index(finger, 0);
    double share = finger == Finger.THUMB ? 0.5 : 1;
    double range = finger == Finger.THUMB ? THUMB_RANGE : FINGER_RANGE;
    return (share * angles[a] + angles[a + 2] + angles[a + 3]) / range;
  }

  /// How far a finger is spread, 0 to 1; a half is straight for all but the thumb.
  public static double splay(Finger finger, double[] angles) {
    double angle = angles[HandAngles.index(finger, 1)] / HandAngles.most(finger, 1);
    return finger == Finger.THUMB ? angle : (angle + 1) / 2;
  }
}
