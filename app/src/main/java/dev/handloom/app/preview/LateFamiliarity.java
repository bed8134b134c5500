package dev.handloom.app.preview;

import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.session.Familiarity;

/// Tells strangeness once there is something to compare with: a model need not wait until known
/// episodes are read.
final class LateFamiliarity implements Familiarity {
  private volatile Familiarity known = Familiarity.NONE;

  void know(Familiarity now) {
    known = now;
  }

  @Override
  public Told look(Observation observation, Prediction prediction) throws ModelException {
    return known.look(observation, prediction);
  }
}
