package dev.handloom.calibration.retarget;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandPose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The aim of a hand with fingers.
final class FingerAim extends Aim {
  /// A person's fingertips so near each other mean to touch; and so far apart, they do not at all.
  /// In between it counts more and more.
  private static final double TOUCHING_METRES = 0.012;

  private static final double APART_METRES = 0.045;

  /// How much more a touch counts than a place.
  private static final double TOUCH_WEIGHT = 40;

  private final RobotHand hand;
  private final Objective objective;
  private final double scale;
  private final int thumb;
  private final double[] lengths;
  private final double[] knuckles;
  private final double[] reaches;
  private final boolean[] seen;

  FingerAim(RobotHand hand, RetargetSettings settings) {
    super(hand.tips().size(), pairs(hand));
    this.hand = hand;
    objective = settings.objective();
    scale = settings.scale();
    int tips = hand.tips().size();
    thumb = hand.tipOf(Finger.THUMB);
    lengths = new double[tips];
    knuckles = new double[3 * tips];
    reaches = new double[3 * tips];
    seen = new boolean[tips];
    int pair = 0;
    for (int t = 0; t < tips && thumb >= 0; t++) {
      if (t != thumb) {
        first[pair] = thumb;
        second[pair++] = t;
      }
    }
  }

  private static int pairs(RobotHand hand) {
    return hand.tipOf(Finger.THUMB) < 0 ? 0 : hand.tips().size() - 1;
  }

  @Override
  boolean take(double[] joints) {
    boolean any = false;
    for (int t = 0; t < seen.length; t++) {
      seen[t] = look(t, joints);
      any |= seen[t];
    }
    if (!any) {
      return false;
    }
    if (objective == Objective.POSITION) {
      together();
    } else {
      each();
    }
    Arrays.fill(pairWeights, 0);
    if (objective == Objective.PINCH) {
      touches(joints);
    }
    return true;
  }

  /// Takes a finger's length, knuckle, and the way from knuckle to tip, in the robot's directions.
  private boolean look(int t, double[] joints) {
    Finger finger = hand.tips().get(t).finger();
    int tip = finger.tip().ordinal();
    int knuckle = knuckle(finger);
    double length = 0;
    for (int j = knuckle; j < tip; j++) {
      length += distance(joints, j, j + 1);
    }
    lengths[t] = length;
    int k = knuckle * HandPose.PER_JOINT;
    int e = tip * HandPose.PER_JOINT;
    hand.turn(joints[k], joints[k + 1], joints[k + 2], knuckles, 3 * t);
    hand.turn(
        joints[e] - joints[k],
        joints[e + 1] - joints[k + 1],
        joints[e + 2] - joints[k + 2],
        reaches,
        3 * t);
    // NaN, and skeletons that have collapsed into one point.
    return length > 1e-3 && length < 1;
  }

  static int knuckle(Finger finger) {
    return finger.base().ordinal() + (finger == Finger.THUMB ? 0 : 1);
  }

  static double distance(double[] joints, int a, int b) {
    double x = joints[a * HandPose.PER_JOINT] - joints[b * HandPose.PER_JOINT];
    double y = joints[a * HandPose.PER_JOINT + 1] - joints[b * HandPose.PER_JOINT + 1];
    double z = joints[a * HandPose.PER_JOINT + 2] - joints[b * HandPose.PER_JOINT + 2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  private double scaleOf(int t) {
    return scale * hand.tips().get(t).length() / lengths[t];
  }

  private void each() {
    for (int t = 0; t < seen.length; t++) {
      weights[t] = seen[t] ? 1 : 0;
      double own = scaleOf(t);
      for (int r = 0; seen[t] && r < 3; r++) {
        places[3 * t + r] = hand.tips().get(t).base()[r] + own * reaches[3 * t + r];
      }
    }
  }

  /// One scale, and the middle of the person's knuckles on the middle of the robot's.
  private void together() {
    double robot = 0;
    double person = 0;
    int count = 0;
    double[] mid = middle;
    Arrays.fill(mid, 0);
    for (int t = 0; t < seen.length; t++) {
      if (seen[t] && (t != thumb || seen.length == 1 || onlyThumb())) {
        robot += hand.tips().get(t).length();
        person += lengths[t];
        count++;
        for (int r = 0; r < 3; r++) {
          mid[r] += knuckles[3 * t + r];
          mid[3 + r] += hand.tips().get(t).base()[r];
        }
      }
    }
    double whole = scale * robot / person;
    for (int t = 0; t < seen.length; t++) {
      weights[t] = seen[t] ? 1 : 0;
      for (int r = 0; seen[t] && r < 3; r++) {
        double from = knuckles[3 * t + r] - mid[r] / count + reaches[3 * t + r];
        places[3 * t + r] = mid[3 + r] / count + whole * from;
      }
    }
  }

  private final double[] middle = new double[6];

  private boolean onlyThumb() {
    for (int t = 0; t < seen.length; t++) {
      if (t != thumb && seen[t]) {
        return false;
      }
    }
    return true;
  }

  private void touches(double[] joints) {
    for (int p = 0; p < first.length; p++) {
      int t = second[p];
      if (!seen[thumb] || !seen[t]) {
        continue;
      }
      int a = Finger.THUMB.tip().ordinal();
      int b = hand.tips().get(t).finger().tip().ordinal();
      double near =
          Math.clamp(
              (APART_METRES - distance(joints, a, b)) / (APART_METRES - TOUCHING_METRES), 0, 1);
      double wanted = near * near * (3 - 2 * near);
      pairWeights[p] = TOUCH_WEIGHT * wanted;
      // Until they mean to touch, the robot's tips are as far apart as the person's, to scale.
      double scaled = (1 - wanted) * (scaleOf(thumb) + scaleOf(t)) / 2;
      for (int r = 0; r < 3; r++) {
        double apart =
            knuckles[3 * t + r]
                + reaches[3 * t + r]
                - knuckles[3 * thumb + r]
                - reaches[3 * thumb + r];
        ways[3 * p + r] = scaled * apart;
      }
    }
  }

  @Override
  List<String> errorNames() {
    List<String> names = new ArrayList<>();
    hand.tips().forEach(tip -> names.add(tip.finger().word() + "_residual"));
    return names;
  }

  @Override
  void errors(double[] tips, double[] out, int at) {
    for (int t = 0; t < seen.length; t++) {
      double x = tips[3 * t] - places[3 * t];
      double y = tips[3 * t + 1] - places[3 * t + 1];
      double z = tips[3 * t + 2] - places[3 * t + 2];
      out[at + t] = seen[t] ? Math.sqrt(x * x + y * y + z * z) : Double.NaN;
    }
  }
}
