package dev.handloom.preview.model;

/// Something that predicts: on this machine, on another, or a recording that plays a model's part.
/// It computes and answers; it has no way to move anything.
public interface Model extends AutoCloseable {
  /// What it says of itself; speaks to it first where that needs be.
  Papers papers() throws ModelException;

  /// Asks once and waits for the answer.
  Prediction ask(Observation observation) throws ModelException;

  /// Lets it forget what it was shown before.
  void forget() throws ModelException;

  /// Ends a wait too.
  @Override
  void close();
}
