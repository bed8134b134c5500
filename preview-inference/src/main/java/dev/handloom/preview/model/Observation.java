package dev.handloom.preview.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model is shown: exactly what goes to it, under its own names, in its own sizes.
///
/// @param capturedNanos studio time at which the newest of it was captured; the answer belongs
///   there
/// @param pictures of each camera, oldest first; as many as the model wants
/// @param state by the model's names, in the model's order and units
/// @param earlier the same at the moments of the pictures before the newest, oldest first; empty
///   where nobody knows. What moves is told from what rests by it, and fast from slow
/// @param task what is to be done, in words
/// @param session of what belongs together; a model with a memory forgets when it changes
public record Observation(
    long capturedNanos,
    Map<String, List<Picture>> pictures,
    Map<String, float[]> state,
    Map<String, List<float[]>> earlier,
    String task,
    String session) {
  public Observation {
    pictures = Collections.unmodifiableMap(new LinkedHashMap<>(pictures));
    state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
    earlier = Collections.unmodifiableMap(new LinkedHashMap<>(earlier));
  }

  /// With nothing of the body's past.
  public Observation(
      long capturedNanos,
      Map<String, List<Picture>> pictures,
      Map<String, float[]> state,
      String task,
      String session) {
    this(capturedNanos, pictures, state, Map.of(), task, session);
  }
}
