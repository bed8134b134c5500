package dev.handloom.preview.session;

import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.nearest.NearestEpisode;
import java.util.Map;

/// How unlike a moment is to what is known. Asked on the model's thread, a few times a second.
@FunctionalInterface
public interface Familiarity {
  /// Where nothing is known to compare with.
  Familiarity NONE = (_, _) -> Told.NOTHING;

  /// Compares with all moments of known episodes.
  ///
  /// @param plans whether the model takes its plans from these episodes, so that how much they
  ///   differ is its own doubt
  static Familiarity of(NearestEpisode known, boolean plans) {
    return (observation, _) -> {
      NearestEpisode.Novelty novelty = known.novelty(observation);
      return new Told(novelty.strange(), plans ? novelty.spread() : Double.NaN);
    };
  }

  Told look(Observation observation, Prediction prediction) throws ModelException;

  /// What it found; numbers are the higher, the stranger.
  ///
  /// @param strange of the whole, under an empty name, and of each part by its name; empty where it
  ///   cannot be told
  /// @param spread how much what could be done here differs, in spreads; NaN where the model does
  ///   not say
  record Told(Map<String, Double> strange, double spread) {
    public static final Told NOTHING = new Told(Map.of(), Double.NaN);

    public Told {
      strange = Map.copyOf(strange);
    }
  }
}
