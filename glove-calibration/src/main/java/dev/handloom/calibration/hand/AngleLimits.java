package dev.handloom.calibration.hand;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;

/// How far the joints of a hand go, in radians, laid out as [HandAngles].
public final class AngleLimits {
  /// Beyond the flat hand: how far healthy joints bend backwards or cross over.
  private static final double[] THUMB_LEAST = {-0.35, -0.35, -0.30, -0.35};

  private static final double[] FINGER_LEAST = {-0.50, -0.35, -0.12, -0.12};

  private static final double[] LOW = new double[HandAngles.COUNT];
  private static final double[] HIGH = new double[HandAngles.COUNT];

  static {
    for (Finger finger : Finger.values()) {
      for (int k = 0; k < HandAngles.PER_FINGER; k++) {
        int i = HandAngles.index(finger, k);
        LOW[i] = finger == Finger.THUMB ? THUMB_LEAST[k] : FINGER_LEAST[k];
        HIGH[i] = HandAngles.most(finger, k);
      }
    }
  }

  private AngleLimits() {}

  public static double low(int angle) {
    return LOW[angle];
  }

  public static double high(int angle) {
    return HIGH[angle];
  }

  public static double clamp(int angle, double radians) {
    return Math.clamp(radians, LOW[angle], HIGH[angle]);
  }

  /// Brings a whole hand within what joints can do.
  public static void clamp(double[] angles) {
    for (int i = 0; i < HandAngles.COUNT; i++) {
      angles[i] = clamp(i, angles[i]);
    }
  }
}
