package dev.handloom.preview.example;

import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.store.episode.EpisodeId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model would have been shown at one moment of an episode, and what came then.
///
/// @param episode whose
/// @param row of its grid
/// @param observation as the model would get it live
/// @param actions what the person did: step by step, in the order of the actions, in their units,
///   absolute; the first is one step after the observation
/// @param futures of each view, the pictures at the horizons
/// @param futureStates at the horizons, in the order of the state
public record Example(
    EpisodeId episode,
    int row,
    Observation observation,
    float[][] actions,
    Map<String, List<Picture>> futures,
    float[][] futureStates) {
  public Example {
    futures = Collections.unmodifiableMap(new LinkedHashMap<>(futures));
  }
}
