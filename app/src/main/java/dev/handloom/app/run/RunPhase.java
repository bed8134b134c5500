package dev.handloom.app.run;

/// Where a run of takes stands.
public enum RunPhase {
  /// Waits for the person.
  READY,
  /// A take begins in a few seconds.
  COUNTDOWN,
  /// From the start of a take until it is on the disk.
  RECORDING,
  /// The take is on the disk.
  SAVED,
  /// The person puts the scene back.
  RESET
}
