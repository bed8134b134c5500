package dev.handloom.preview.tiny;

import java.util.Arrays;

/// What a model is worth on episodes that it did not learn from.
///
/// @param actionError mean error of its plan, in spreads of the channels
/// @param standStill the same for a plan that stays where it is
/// @param skill of its dream from its own plan, over the pixels that moved, at each horizon: 1 −
///   squared error over that of showing the last picture again
/// @param skillTold the same, told what was really done
/// @param skillAll of its own dream over all pixels
/// @param stateError mean error of the body as expected, in spreads, at each horizon
/// @param stateStill the same for a body that stays as it is
/// @param moving share of the pixels that moved
/// @param examples it was judged by
public record Scores(
    double actionError,
    double standStill,
    double[] skill,
    double[] skillTold,
    double[] skillAll,
    double[] stateError,
    double[] stateStill,
    double[] moving,
    int examples) {
  /// Whether what moves is dreamt better than by showing the last picture again, at every horizon.
  public boolean dreams() {
    return Arrays.stream(skill).allMatch(each -> each > 0);
  }

  /// Whether its plan is better than standing still.
  public boolean acts() {
    return actionError < standStill;
  }

  /// One number to stop by: smaller is better.
  double overall() {
    return actionError / standStill - Arrays.stream(skill).average().orElse(0);
  }
}
