package dev.handloom.preview.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model answered.
///
/// @param capturedNanos of the observation: the answer belongs there
/// @param askedNanos when it was asked, studio time
/// @param answeredNanos when the answer was there
/// @param actions predicted, step by step, each in the model's order; no rows where it gave none
/// @param names of the columns of the actions, as far as the model says
/// @param stepSeconds between two rows; NaN where the model does not say
/// @param dreams in order of time; often none
/// @param forecasts of the body, in order of time; often none
/// @param place where the model sees the observation among all it knows: numbers that lie close
///   together for what is alike; empty where it does not say
/// @param value what the model thinks of its plan; NaN where it does not say
/// @param modelMillis how long the model says it worked; NaN where it does not say
/// @param besides what else it answered, in words, to be shown and logged
public record Prediction(
    long capturedNanos,
    long askedNanos,
    long answeredNanos,
    float[][] actions,
    List<String> names,
    double stepSeconds,
    List<Dream> dreams,
    List<Forecast> forecasts,
    float[] place,
    double value,
    double modelMillis,
    Map<String, String> besides) {
  private static final double MILLI = 1e6;

  public Prediction {
    names = List.copyOf(names);
    dreams = List.copyOf(dreams);
    forecasts = List.copyOf(forecasts);
    besides = Collections.unmodifiableMap(new LinkedHashMap<>(besides));
  }

  /// From the question to the answer.
  public double roundTripMillis() {
    return (answeredNanos - askedNanos) / MILLI;
  }

  /// How old the observation was when its answer came.
  public double ageMillis() {
    return (answeredNanos - capturedNanos) / MILLI;
  }
}
