package dev.handloom.store.record;

/// Where a recorder is.
public enum RecorderState {
  /// Nothing was recorded yet.
  IDLE,
  /// The last seconds are kept in memory; nothing goes to the disk.
  ARMED,
  /// Files are being made; samples from the start on are kept meanwhile.
  STARTING,
  /// Samples go to the disk.
  RECORDING,
  /// The files stay open, and what is captured now is left out.
  PAUSED,
  /// The last samples are written and the files are ended.
  FINISHING,
  /// The take is on the disk.
  SAVED,
  /// The take could not be ended as it should; the result says what was kept.
  FAILED;

  /// Whether a take is under way.
  public boolean busy() {
    return this == STARTING || this == RECORDING || this == PAUSED || this == FINISHING;
  }
}
