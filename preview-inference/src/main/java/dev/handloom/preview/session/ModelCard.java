package dev.handloom.preview.session;

import dev.handloom.preview.model.Papers;
import java.util.List;

/// The model a preview asks, as far as it is known; what a run pins.
///
/// @param papers what it says of itself
/// @param version in its maker's count; empty where it has none
/// @param digest of its pack; empty for one on another machine
/// @param device what it runs on and why, in words
/// @param stepSeconds between two actions, as said or agreed
/// @param steps of a chunk; 0 where it does not say
/// @param horizons at which steps ahead it dreams; empty where it does not or does not say
/// @param imagines whether it can be asked what would follow from other actions
public record ModelCard(
    Papers papers,
    String version,
    String digest,
    String device,
    double stepSeconds,
    int steps,
    List<Integer> horizons,
    boolean imagines) {
  public ModelCard {
    horizons = List.copyOf(horizons);
  }
}
