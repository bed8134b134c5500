package dev.handloom.preview.model;

/// A model that can be asked what would follow from actions that are not its own.
public interface Imagines extends Model {
  /// What it dreams would follow.
  ///
  /// @param actions step by step, as [Prediction#actions] has them
  /// @return with those actions, and a dream and forecasts of them
  Prediction imagine(Observation observation, float[][] actions) throws ModelException;
}
