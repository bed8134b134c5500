package dev.handloom.calibration.quality;

import dev.handloom.calibration.glove.SensedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Gathers what speaks against a calibration. The limits are ours, not measurements; degrees follow
/// what goniometry by hand reaches, millimetres a fingertip's width.
final class Verdict {
  private static final String[] FINGERS = {"index", "middle", "ring", "little"};

  /// What a grade says of the joints: a good calibration knows them to so many degrees, 19 times in
  /// 20 …
  private static final double GOOD = 9;

  /// … and a fair one to so many.
  private static final double FAIR = 18;

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

  /// Said, with what would help, without a lower grade: over simulated people none of these tells a
  /// calibration that is far from the truth from one that is near, unless it is gross.
  private void remark(String reason, String what) {
    against(Grade.GOOD, reason, what);
  }

  /// @param bound degrees; a glove that leaves joints open cannot be expected to close a pinch
  void pinches(double[] pinches, double bound) {
    if (bound > GOOD) {
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
        remark(reason, "Measure the hand again: wrong bones leave pinches open.");
      }
    }
  }

  void repeatability(double degrees) {
    String reason = String.format(Locale.ROOT, "The same pose differs by %.1f°.", degrees);
    String what = "Repeat the poses more alike; tighten the glove if it moves on the hand.";
    if (degrees > 8) {
      against(Grade.POOR, reason, what);
    } else if (degrees > 5) {
      remark(reason, what);
    }
  }

  void drift(double degrees) {
    String reason =
        String.format(Locale.ROOT, "The last flat hand is %.1f° from the first.", degrees);
    String what = "Wear the glove for some minutes before calibrating, and tighten it.";
    if (degrees > 10) {
      against(Grade.POOR, reason, what);
    } else if (degrees > 5) {
      remark(reason, what);
    }
  }

  void bound(double degrees) {
    if (degrees > GOOD) {
      against(
          degrees > FAIR ? Grade.POOR : Grade.FAIR,
          String.format(Locale.ROOT, "Joints are known to ±%.0f° only.", degrees),
          "The glove does not feel every joint, so pinches may stay open; each joint's bound says"
              + " which.");
    }
  }
}
