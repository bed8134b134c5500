package dev.handloom.calibration.quality;

import dev.handloom.calibration.glove.SensedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Gathers what speaks against a calibration. The limits are ours, not measurements; degrees follow
/// what goniometry by hand reaches, millimetres a fingertip's width.
final class Verdict {
  private static final String[] FINGERS = {"index", "middle", "ring", "little"};

  /// A glove that leaves its joints more open than this, in degrees, does not feel them all.
  private static final double LOOSE = 15;

  private Grade grade = Grade.GOOD;
  private final List<String> reasons = new ArrayList<>();
  private final List<String> advice = new ArrayList<>();

  Grade grade() {
    return grade;
  }

  List<String> reasons() {
    return reasons.isEmpty()
        ? List.of("Every pose came out alike, every pinch closed, and nothing drifted.")
        : reasons;
  }

  List<String> advice() {
    return advice;
  }

  private void against(Grade worst, String reason, String what) {
    grade = grade.worse(worst);
    reasons.add(reason);
    if (!advice.contains(what)) {
      advice.add(what);
    }
  }

  void faults(List<SensedChannel> channels, List<GloveFault> faults) {
    long useful = channels.stream().filter(SensedChannel::useful).count();
    long dead = faults.stream().filter(f -> f.kind() == GloveFault.Kind.DEAD).count();
    for (GloveFault fault : faults) {
      if (fault.kind().corrected()) {
        continue;
      }
      boolean misleads = fault.kind() == GloveFault.Kind.SWAPPED || 3 * dead > useful;
      against(
          misleads ? Grade.UNUSABLE : Grade.POOR,
          fault.words() + ".",
          "Mend what is named, then calibrate again.");
    }
  }

  /// @param bound degrees; a glove that leaves joints this open cannot be expected to close a pinch
  void pinches(double[] pinches, double bound) {
    if (bound > LOOSE) {
      return;
    }
    for (int p = 0; p < pinches.length; p++) {
      String reason =
          String.format(
              Locale.ROOT,
              "Thumb and %s finger stay %.0f mm apart in their pinch.",
              FINGERS[p],
              pinches[p]);
      if (pinches[p] > 20) {
        against(Grade.POOR, reason, "Repeat that pinch with the tips touching, not the pads.");
      } else if (pinches[p] > 10) {
        against(Grade.FAIR, reason, "Measure the hand again: wrong bones leave pinches open.");
      }
    }
  }

  void repeatability(double degrees) {
    String reason = String.format(Locale.ROOT, "The same pose differs by %.1f°.", degrees);
    String what = "Repeat the poses more alike; tighten the glove if it moves on the hand.";
    if (degrees > 8) {
      against(Grade.POOR, reason, what);
    } else if (degrees > 5) {
      against(Grade.FAIR, reason, what);
    }
  }

  void drift(double degrees) {
    String reason =
        String.format(Locale.ROOT, "The last flat hand is %.1f° from the first.", degrees);
    String what = "Wear the glove for some minutes before calibrating, and tighten it.";
    if (degrees > 10) {
      against(Grade.POOR, reason, what);
    } else if (degrees > 5) {
      against(Grade.FAIR, reason, what);
    }
  }

  void bound(double degrees) {
    if (degrees > LOOSE) {
      against(
          Grade.FAIR,
          String.format(Locale.ROOT, "Joints are known to ±%.0f° only.", degrees),
          "The glove does not feel every joint, so pinches may stay open; each joint's bound says"
              + " which.");
    }
  }
}
