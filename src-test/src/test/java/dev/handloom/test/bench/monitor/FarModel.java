package dev.handloom.test.bench.monitor;

import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.model.Prediction;

/// A model whose plans go too far, as one whose actions are in another unit or scale.
final class FarModel implements Model {
  private static final float FAR = 1.5f;

  private final Model model;
  private final Wants wants;

  FarModel(Model model, Wants wants) {
    this.model = model;
    this.wants = wants;
  }

  @Override
  public Papers papers() throws ModelException {
    return model.papers();
  }

  @Override
  public Prediction ask(Observation observation) throws ModelException {
    Prediction said = model.ask(observation);
    float[] now = observation.state().getOrDefault(Wants.STATE, new float[0]);
    int[] stateOf = EpisodeRows.stateOfActions(wants);
    float[][] far = new float[said.actions().length][];
    for (int step = 0; step < far.length; step++) {
      far[step] = said.actions()[step].clone();
      for (int c = 0; c < far[step].length; c++) {
        float from = stateOf[c] < 0 ? 0 : now[stateOf[c]];
        far[step][c] = from + FAR * (far[step][c] - from);
      }
    }
    return new Prediction(
        said.capturedNanos(),
        said.askedNanos(),
        said.answeredNanos(),
        far,
        said.names(),
        said.stepSeconds(),
        said.dreams(),
        said.forecasts(),
        said.place(),
        said.value(),
        said.modelMillis(),
        said.besides());
  }

  @Override
  public void forget() throws ModelException {
    model.forget();
  }

  @Override
  public void close() {
    // The model is another's.
  }
}
