package dev.handloom.calibration.profile;

import dev.handloom.calibration.fit.GloveModel;
import dev.handloom.calibration.hand.JointSource;
import dev.handloom.calibration.run.Hold;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import java.util.List;

/// Angles of poses, compared over those joints that the glove feels.
final class PoseMemory {
  private final Profile profile;
  private final boolean[] felt = new boolean[HandAngles.COUNT];

  PoseMemory(Profile profile) {
    this.profile = profile;
    int count = 0;
    for (int i = 0; i < felt.length; i++) {
      boolean there = profile.fingers().contains(Finger.values()[i / HandAngles.PER_FINGER]);
      felt[i] = there && profile.model().angles()[i].source() == JointSource.MEASURED;
      count += felt[i] ? 1 : 0;
    }
    for (int i = 0; count == 0 && i < felt.length; i++) {
      // A glove of strings measures no joint by itself; what it infers has to do.
      felt[i] = profile.model().angles()[i].source() == JointSource.INFERRED;
    }
  }

  /// The pose as it was in the profile's own run.
  double[] remembered(Step step) {
    double[] mean = new double[HandAngles.COUNT];
    double[] angles = new double[HandAngles.COUNT];
    List<Hold> rounds = profile.holds().stream().filter(hold -> hold.step() == step).toList();
    // A re-zeroed profile is compared with the poses of its parent's run in the parent's zero.
    GloveModel.Predictor predictor = profile.model().rezeroed(flatOfRun()).predictor();
    for (Hold hold : rounds) {
      predictor.angles(hold.mean(), angles);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += angles[i] / rounds.size();
      }
    }
    return mean;
  }

  boolean has(Step step) {
    return profile.holds().stream().anyMatch(hold -> hold.step() == step);
  }

  /// What each channel said of the flat hand in the run, on average.
  double[] flatOfRun() {
    double[] flat = new double[profile.channels().size()];
    List<Hold> flats = profile.holds().stream().filter(hold -> hold.step() == Step.FLAT).toList();
    for (Hold hold : flats) {
      for (int c = 0; c < flat.length; c++) {
        flat[c] += hold.mean()[c] / flats.size();
      }
    }
    return flat;
  }

  /// Root mean square over the joints that are felt, radians.
  double apart(double[] a, double[] b) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < felt.length; i++) {
      if (felt[i]) {
        sum += (a[i] - b[i]) * (a[i] - b[i]);
        count++;
      }
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }

  /// The joint in which two poses differ most.
  int farthest(double[] a, double[] b) {
    int worst = 0;
    double most = -1;
    for (int i = 0; i < felt.length; i++) {
      double off = Math.abs(a[i] - b[i]);
      if (felt[i] && off > most) {
        most = off;
        worst = i;
      }
    }
    return worst;
  }
}
