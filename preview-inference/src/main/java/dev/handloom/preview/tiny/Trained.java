package dev.handloom.preview.tiny;

import java.util.List;

/// A training that is over, and what came of it.
///
/// @param lessons what it was trained and judged by
/// @param net with its best weights
/// @param end why it is over
/// @param looks the points of its curves
/// @param scores of the best weights
/// @param nearest of the nearest episode, by the same examples
/// @param minutes it took
public record Trained(
    Lessons lessons,
    TrainPlan plan,
    TinyNet net,
    Trainer.End end,
    List<Look> looks,
    Scores scores,
    Scores nearest,
    double minutes) {
  /// What is to be told of it first: whether it dreams, and whether it acts, in words.
  public List<String> verdict() {
    return List.of(
        !scores.dreams()
            ? "This model does not dream yet: what moves is no better guessed than by showing the last"
                + " picture again, at one horizon at least. More episodes or more steps may help."
            : beaten(scores.skill(), nearest.skill())
                ? "Its dream is better than the last picture and than the nearest episode at every"
                    + " horizon."
                : "Its dream is better than the last picture at every horizon, but not better than the"
                    + " nearest episode at each.",
        !scores.acts()
            ? "Its plan is no better than standing still."
            : scores.actionError() < nearest.actionError()
                ? "Its plan is better than standing still and than the nearest episode."
                : "Its plan is better than standing still, but not better than the nearest episode.");
  }

  private static boolean beaten(double[] own, double[] other) {
    for (int h = 0; h < own.length; h++) {
      if (!(own[h] > other[h])) {
        return false;
      }
    }
    return true;
  }
}
