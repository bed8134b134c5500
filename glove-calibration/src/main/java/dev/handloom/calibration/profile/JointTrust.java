package dev.handloom.calibration.profile;

import dev.handloom.calibration.hand.JointSource;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import java.util.Arrays;

/// How far each joint of a hand can be trusted that a profile made: by the angles that turn it.
public final class JointTrust {
  /// A joint that is known to so many radians, 19 times in 20, is trusted half.
  private static final double HALF_TRUSTED = Math.toRadians(15);

  private static final Finger[] FINGERS = Finger.values();

  private JointTrust() {}

  /// @param bounds of the 20 angles: the truth is within so much, 19 times in 20
  /// @param sources one a joint, to be filled
  /// @param confidence one a joint, 0 to 1, to be filled
  public static void fill(
      Profile profile, double[] bounds, JointSource[] sources, double[] confidence) {
    Arrays.fill(sources, JointSource.MEASURED);
    Arrays.fill(confidence, 1);
    for (Finger finger : FINGERS) {
      boolean there = profile.fingers().contains(finger);
      int base = finger.base().ordinal();
      for (int j = 0; j < finger.joints(); j++) {
        int first = HandAngles.index(finger, 0);
        int last = first + lastAngle(finger, j);
        JointSource worst = there ? JointSource.MEASURED : JointSource.MISSING;
        double widest = 0;
        for (int i = first; there && i <= last; i++) {
          JointSource source = profile.model().angles()[i].source();
          worst = source.compareTo(worst) > 0 ? source : worst;
          widest = Math.max(widest, bounds[i]);
        }
        double share = widest / HALF_TRUSTED;
        sources[base + j] = worst;
        confidence[base + j] = there ? 1 / (1 + share * share) : 0;
      }
    }
  }

  /// The last of the finger's angles that turns a joint; −1 for one that stands still in the palm.
  private static int lastAngle(Finger finger, int joint) {
    int turning = finger == Finger.THUMB ? joint + 1 : joint;
    return turning == 0 ? -1 : Math.min(turning, HandAngles.PER_FINGER - 1);
  }
}
