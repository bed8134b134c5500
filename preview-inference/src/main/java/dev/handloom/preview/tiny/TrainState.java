package dev.handloom.preview.tiny;

import java.util.ArrayList;
import java.util.List;

/// How far a training has come, but for its weights.
final class TrainState {
  private static final double SMOOTH = 0.05;

  /// Of the mean of the weights, in each step.
  private static final double KEPT = 0.99;

  int step;
  long nanos;
  int stale;
  double bestScore = Double.POSITIVE_INFINITY;
  float[] best;

  /// Of the weights of the last steps.
  final float[] mean;

  final double[] loss = new double[3];
  final List<Look> looks = new ArrayList<>();

  TrainState(float[] best) {
    this.best = best;
    mean = best.clone();
  }

  /// A loss of a single batch jumps, and so do weights; what is shown and kept are means of the
  /// last ones.
  void smooth(double[] latest, float[] weights) {
    float kept = (float) Math.min(KEPT, step / (step + 9.0));
    for (int i = 0; i < mean.length; i++) {
      mean[i] = kept * mean[i] + (1 - kept) * weights[i];
    }
    for (int i = 0; i < loss.length; i++) {
      loss[i] += (step == 1 ? 1 : SMOOTH) * (latest[i] - loss[i]);
    }
  }

  /// @param chooses whether it says which weights are kept; else the last are
  void took(Look look, boolean chooses) {
    looks.add(look);
    if (!chooses) {
      best = mean.clone();
      return;
    }
    double score = look.scores().overall();
    if (score < bestScore) {
      bestScore = score;
      best = mean.clone();
      stale = 0;
    } else {
      stale++;
    }
  }

  /// Whether it has not become better for long enough.
  boolean over() {
    return stale >= TrainPlan.PATIENCE;
  }
}
