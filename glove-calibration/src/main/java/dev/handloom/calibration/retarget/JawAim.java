package dev.handloom.calibration.retarget;

import dev.handloom.device.hand.Finger;
import java.util.List;

/// The aim of a gripper: its jaws open as far as thumb and index do, to scale.
final class JawAim extends Aim {
  /// Thumb and index of an adult who opens them as if for a bottle, and of one who pinches, in
  /// metres apart.
  private static final double OPEN_METRES = 0.095;

  private static final double SHUT_METRES = 0.005;

  /// Thumb and index of that adult, stretched, one beside the other.
  private static final double ADULT_METRES = 0.046 + 0.034 + 0.027 + 0.042 + 0.026 + 0.022;

  private final RobotHand hand;
  private final double scale;

  JawAim(RobotHand hand, RetargetSettings settings) {
    super(2, 1);
    this.hand = hand;
    scale = settings.scale();
    first[0] = 0;
    second[0] = 1;
    pairWeights[0] = 1;
  }

  @Override
  boolean take(double[] joints) {
    double grown = (length(Finger.THUMB, joints) + length(Finger.INDEX, joints)) / ADULT_METRES;
    double apart =
        FingerAim.distance(joints, Finger.THUMB.tip().ordinal(), Finger.INDEX.tip().ordinal());
    double share = scale * (apart / grown - SHUT_METRES) / (OPEN_METRES - SHUT_METRES);
    if (Double.isNaN(share) || Double.isInfinite(share)) {
      return false;
    }
    double[] open = hand.opening();
    double[] shut = hand.shut();
    double opened = Math.clamp(share, 0, 1);
    for (int r = 0; r < 3; r++) {
      ways[r] = shut[r] + opened * (open[r] - shut[r]);
    }
    return true;
  }

  private static double length(Finger finger, double[] joints) {
    double sum = 0;
    for (int j = FingerAim.knuckle(finger); j < finger.tip().ordinal(); j++) {
      sum += FingerAim.distance(joints, j, j + 1);
    }
    return sum;
  }

  @Override
  List<String> errorNames() {
    return List.of("opening_residual");
  }

  @Override
  void errors(double[] tips, double[] out, int at) {
    double sum = 0;
    for (int r = 0; r < 3; r++) {
      double off = tips[3 + r] - tips[r] - ways[r];
      sum += off * off;
    }
    out[at] = Math.sqrt(sum);
  }
}
