package dev.handloom.preview.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model says of itself before it is asked anything.
///
/// @param name to be shown
/// @param wants what an observation must hold, as far as the model says
/// @param actions names of the action's columns, as far as the model says
/// @param stepSeconds between two rows of an answer; NaN where it does not say
/// @param frames which pictures of the past it wants, in control steps before now, oldest first;
///   ends with 0
/// @param remembers whether it keeps a memory between two questions
/// @param said everything it said, in words
public record Papers(
    String name,
    List<String> wants,
    List<String> actions,
    double stepSeconds,
    List<Integer> frames,
    boolean remembers,
    Map<String, String> said) {
  public Papers {
    wants = List.copyOf(wants);
    actions = List.copyOf(actions);
    frames = List.copyOf(frames);
    said = Collections.unmodifiableMap(new LinkedHashMap<>(said));
  }
}
