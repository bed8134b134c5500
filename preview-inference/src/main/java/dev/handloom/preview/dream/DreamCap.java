package dev.handloom.preview.dream;

import dev.handloom.preview.model.Prediction;

/// How far a dream may reach. Errors grow with every step, and whoever may look far enough ahead
/// finds a plan that only the dream likes.
public final class DreamCap {
  public static final double SECONDS = 2;

  private static final double ROUNDING = 1e-6;

  private DreamCap() {}

  /// Whether a dream so far ahead is kept; one that does not say is.
  public static boolean holds(double aheadSeconds) {
    return !(aheadSeconds > SECONDS + ROUNDING);
  }

  /// An answer without what lies beyond.
  public static Prediction of(Prediction answer) {
    if (answer.dreams().stream().allMatch(dream -> holds(dream.aheadSeconds()))
        && answer.forecasts().stream().allMatch(forecast -> holds(forecast.aheadSeconds()))) {
      return answer;
    }
    return new Prediction(
        answer.capturedNanos(),
        answer.askedNanos(),
        answer.answeredNanos(),
        answer.actions(),
        answer.names(),
        answer.stepSeconds(),
        answer.dreams().stream().filter(dream -> holds(dream.aheadSeconds())).toList(),
        answer.forecasts().stream().filter(forecast -> holds(forecast.aheadSeconds())).toList(),
        answer.place(),
        answer.value(),
        answer.modelMillis(),
        answer.besides());
  }
}
