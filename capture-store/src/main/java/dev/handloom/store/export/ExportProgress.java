package dev.handloom.store.export;

/// Hears how far an export has come.
public interface ExportProgress {
  /// Called now and then on the thread that waits for the run.
  ///
  /// @param share done, 0 to 1, by bytes to be read and read back
  /// @param done episodes that are done with
  /// @param all episodes of the run
  void at(double share, int done, int all);

  /// Hears nothing.
  static ExportProgress none() {
    return (_, _, _) -> {};
  }
}
