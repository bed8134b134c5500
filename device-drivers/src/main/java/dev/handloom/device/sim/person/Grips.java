package dev.handloom.device.sim.person;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;

/// The shapes that the person's hands take, in radians.
public final class Grips {
  /// The last joint bends about so much of what the middle one does.
  private static final double DIP_OF_PIP = 0.6;

  static final double[] FLAT = new double[HandAngles.COUNT];
  static final double[] REST = grip(0.25, 0.15, 0.15, 0.15, 0.28, 0.04, 0.38);
  static final double[] SPREAD = grip(0, 0.5, 0, 0, 0, 0.26, 0);
  static final double[] FIST = grip(0.85, 0.25, 0.75, 0.8, 1.45, 0, 1.7);
  static final double[] CUP = grip(0.55, 0.75, 0.25, 0.35, 0.62, 0.06, 0.78);
  static final double[] AROUND_HANDLE = grip(0.7, 0.5, 0.4, 0.4, 0.95, 0, 1.3);
  static final double[] REACHING = grip(0.3, 0.7, 0.1, 0.1, 0.2, 0.12, 0.3);

  /// The index finger almost straight, the others bent.
  static final double[] POINTING = pointing();

  private static final double[][] PINCHES = new double[Finger.values().length][];

  static {
    for (Finger finger : Finger.values()) {
      PINCHES[finger.ordinal()] = finger == Finger.THUMB ? FLAT : solve(finger);
    }
  }

  private Grips() {}

  /// The tip of the thumb on the tip of a finger.
  public static double[] pinch(Finger finger) {
    return PINCHES[finger.ordinal()].clone();
  }

  /// The handle held, the trigger finger bent by a share of its way.
  static double[] trigger(double share) {
    double[] angles = AROUND_HANDLE.clone();
    angles[HandAngles.index(Finger.INDEX, 0)] = 0.5 + 0.3 * share;
    angles[HandAngles.index(Finger.INDEX, 2)] = 0.7 + 0.6 * share;
    angles[HandAngles.index(Finger.INDEX, 3)] = 0.4 + 0.3 * share;
    return angles;
  }

  private static double[] pointing() {
    double[] angles = FIST.clone();
    angles[HandAngles.index(Finger.INDEX, 0)] = 0.25;
    angles[HandAngles.index(Finger.INDEX, 1)] = 0;
    angles[HandAngles.index(Finger.INDEX, 2)] = 0.2;
    angles[HandAngles.index(Finger.INDEX, 3)] = DIP_OF_PIP * 0.2;
    return angles;
  }

  private static double[] grip(
      double opposition,
      double abduction,
      double thumbMcp,
      double thumbIp,
      double mcp,
      double spread,
      double pip) {
    double[] angles = new double[HandAngles.COUNT];
    angles[0] = opposition;
    angles[1] = abduction;
    angles[2] = thumbMcp;
    angles[3] = thumbIp;
    for (Finger finger : Finger.values()) {
      if (finger != Finger.THUMB) {
        angles[HandAngles.index(finger, 0)] = mcp;
        angles[HandAngles.index(finger, 1)] = finger == Finger.MIDDLE ? 0 : spread;
        angles[HandAngles.index(finger, 2)] = pip;
        angles[HandAngles.index(finger, 3)] = DIP_OF_PIP * pip;
      }
    }
    return angles;
  }

  /// Searches, one angle at a time with ever smaller steps, for the pinch that closes while it
  /// stays near a natural one.
  private static double[] solve(Finger finger) {
    double[] natural = grip(0.75, 0.55, 0.25, 0.35, 0.35, 0.04, 0.45);
    int[] free = {
      0,
      1,
      2,
      3,
      HandAngles.index(finger, 0),
      HandAngles.index(finger, 1),
      HandAngles.index(finger, 2)
    };
    natural[free[4]] = 0.9;
    natural[free[6]] = 0.8;
    double[] angles = natural.clone();
    ForwardKinematics hand = new ForwardKinematics(HandSide.LEFT, HandSize.ADULT);
    double[] joints = new double[HandPose.VALUES];
    double best = cost(hand, joints, angles, natural, finger);
    for (double step = 0.2; step > 1e-4; ) {
      boolean better = false;
      for (int i : free) {
        for (int way = -1; way <= 1; way += 2) {
          double before = angles[i];
          angles[i] = within(finger, i, before + way * step);
          double cost = cost(hand, joints, angles, natural, finger);
          if (cost < best) {
            best = cost;
            better = true;
          } else {
            angles[i] = before;
          }
        }
      }
      step = better ? step : step / 2;
    }
    return angles;
  }

  private static double within(Finger finger, int index, double angle) {
    boolean thumb = index < HandAngles.PER_FINGER;
    int place = index % HandAngles.PER_FINGER;
    double most = HandAngles.most(thumb ? Finger.THUMB : finger, place);
    return Math.clamp(angle, !thumb && place == 1 ? -most : 0, most);
  }

  private static double cost(
      ForwardKinematics hand, double[] joints, double[] angles, double[] natural, Finger finger) {
    int pip = HandAngles.index(finger, 2);
    angles[pip + 1] = DIP_OF_PIP * angles[pip];
    hand.solve(angles, joints);
    double millimetres = 1000 * HandPose.distance(joints, Finger.THUMB.tip(), finger.tip());
    double strain = 0;
    for (int i = 0; i < angles.length; i++) {
      strain += (angles[i] - natural[i]) * (angles[i] - natural[i]);
    }
    return millimetres * millimetres + 2 * strain;
  }
}
