package dev.handloom.app.calibrate;

/// Where a guided run is.
public enum RunState {
  /// Nothing comes from the glove; the run goes on by itself when it is back.
  WAITING_FOR_DEVICE,
  /// A pose is asked for.
  RUNNING,
  /// A person has paused it.
  PAUSED,
  /// The poses are there, and the hand is computed from them.
  WORKING_OUT,
  DONE,
  FAILED;

  /// Whether nothing more will happen by itself.
  public boolean over() {
    return this == DONE || this == FAILED;
  }
}
