package dev.handloom.app.take;

/// What the banner says of a take.
public enum TakePhase {
  READY,
  /// The last seconds are in memory.
  ARMED,
  STARTING,
  RECORDING,
  PAUSED,
  SAVING;

  /// Whether a take is under way.
  public boolean running() {
    return this != READY && this != ARMED;
  }
}
