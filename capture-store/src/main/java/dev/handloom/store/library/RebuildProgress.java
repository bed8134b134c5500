package dev.handloom.store.library;

/// Is told how far the making of a catalogue has come. May stop it by throwing a
/// [java.util.concurrent.CancellationException].
@FunctionalInterface
public interface RebuildProgress {
  /// @param done episodes that were read
  /// @param all how many there are
  void at(int done, int all);

  /// For those who do not care.
  static RebuildProgress none() {
    return (done, all) -> {};
  }
}
