package dev.handloom.preview.shadow;

import dev.handloom.preview.monitor.Bands;
import java.util.Set;

/// By what a model is watched while it is judged.
///
/// @param standing in words: how its limits stand
/// @param bands its limits; none where they are not known
/// @param known ids of the episodes by which strangeness was measured when they were learnt
/// @param learntFrom ids of the episodes that they were learnt from
public record ShadowWatch(String standing, Bands bands, Set<String> known, Set<String> learntFrom) {
  /// Nobody has calibrated it.
  public static final ShadowWatch NONE =
      new ShadowWatch("Uncalibrated", Bands.NONE, Set.of(), Set.of());

  public ShadowWatch {
    known = Set.copyOf(known);
    learntFrom = Set.copyOf(learntFrom);
  }

  /// Without limits, for that reason.
  public ShadowWatch told(String why) {
    return new ShadowWatch(why, Bands.NONE, known, learntFrom);
  }
}
