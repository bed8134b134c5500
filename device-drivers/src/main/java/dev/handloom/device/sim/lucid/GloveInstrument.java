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

/// A data glove: five curls, a joystick at rest, and as its build has them five splays, the joints
/// one by one, and servos that hold the fingers back.
public final class GloveInstrument implements Instrument {
  /// With every joint: 24 analogues of up to nine characters, the joystick and the switches.
  private static final int PACKET = 320;

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
  private static final int JOINTS = 4;
  private static final String[] CURL_KEYS = {"A", "B", "C", "D", "E"};
  private static final String[] SPLAY_KEYS = {"(AB)", "(BB)", "(CB)", "(DB)", "(EB)"};
  private static final String[][] JOINT_KEYS = new String[FINGERS.length][JOINTS];

  static {
    for (int f = 0; f < FINGERS.length; f++) {
      for (int j = 0; j < JOINTS; j++) {
        JOINT_KEYS[f][j] = "(" + (char) ('A' + f) + "A" + (char) ('A' + j) + ")";
      }
    }
  }

  /// How a glove is built.
  ///
  /// @param most largest analogue value
  /// @param splay whether it measures splay
  /// @param joints a finger
  /// @param legacy whether it speaks the older encoding
  /// @param wifi whether it is on a network, where the firmware ends a packet twice
  /// @param forceFeedback whether it has servos
  record Build(
      int most, boolean splay, int joints, boolean legacy, boolean wifi, boolean forceFeedback) {}

  private final Build build;
  private final HandSide side;
  private final ScriptedPerson person;
  private final BendSensor[] curls = new BendSensor[FINGERS.length];
  private final BendSensor[] splays = new BendSensor[FINGERS.length];
  private final BendSensor[][] joints = new BendSensor[FINGERS.length][JOINTS];
  private final int[] counts = new int[FINGERS.length];
  private final Servos servos = new Servos();
  private final Ascii text = new Ascii();

  GloveInstrument(Build build, HandSide side, ScriptedPerson person, long seed) {
    this.build = build;
    this.side = side;
    this.person = person;
    RandomGenerator random = new Random(seed);
    for (int f = 0; f < FINGERS.length; f++) {
      curls[f] = new BendSensor(random, build.most());
      splays[f] = new BendSensor(random, build.most());
    }
    for (BendSensor[] finger : joints) {
      for (int j = 0; j < JOINTS; j++) {
        finger[j] = new BendSensor(random, build.most());
      }
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
  public boolean listens() {
    return build.forceFeedback();
  }

  @Override
  public void heard(byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply to) {
    servos.hear(bytes, length, build.legacy());
  }

  @Override
  public void restarted() {
    servos.reset();
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    Moment moment = person.at(sinceStartNanos);
    double[] angles = moment.angles(side);
    for (int f = 0; f < FINGERS.length; f++) {
      // A servo that is turned in stops the string.
      counts[f] = curls[f].read(Math.min(bend(FINGERS[f], angles), servos.stop(f)));
    }
    text.begin(into);
    return build.legacy() ? legacy() : alpha(angles);
  }

  private int legacy() {
    int middle = (build.most() + 1) / 2;
    for (int f = 0; f < FINGERS.length; f++) {
      text.put(counts[f]).put("&");
    }
    text.put(middle).put("&").put(middle).put("&0&0&0&0");
    return text.put(grabs() ? "&1" : "&0").put(pinches() ? "&1\n" : "&0\n").length();
  }

  private int alpha(double[] angles) {
    for (int f = 0; f < FINGERS.length; f++) {
      text.put(CURL_KEYS[f]).put(counts[f]);
    }
    int middle = (build.most() + 1) / 2;
    text.put("F").put(middle).put("G").put(middle).put("P").put(trigger());
    text.put(grabs() ? "L" : "").put(pinches() ? "M" : "");
    if (build.splay()) {
      for (int f = 0; f < FINGERS.length; f++) {
        text.put(SPLAY_KEYS[f]).put(splays[f].read(splay(FINGERS[f], angles)));
      }
    }
    for (int f = 0; f < FINGERS.length; f++) {
      for (int j = 0; j < Math.min(build.joints(), f == 0 ? JOINTS - 1 : JOINTS); j++) {
        double share = (j + 1.0) / JOINTS;
        text.put(JOINT_KEYS[f][j]).put(joints[f][j].read(share * bend(FINGERS[f], angles)));
      }
    }
    return text.put(build.wifi() ? "\n\r\n" : "\n").length();
  }

  /// The index finger beyond the middle pulls the trigger.
  private int trigger() {
    return Math.max(0, 2 * (counts[1] - build.most() / 2));
  }

  private boolean grabs() {
    return counts[2] + counts[3] + counts[4] > 3 * build.most() / 2;
  }

  private boolean pinches() {
    return counts[0] + counts[1] > build.most();
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
