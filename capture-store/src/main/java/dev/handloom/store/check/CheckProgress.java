package dev.handloom.store.check;

/// Is told how far a check has come. May stop it by throwing.
@FunctionalInterface
public interface CheckProgress {
  /// @param done episodes and parts of episodes
  /// @param all how many there are
  /// @param what is looked at now
  void at(double done, int all, String what);

  /// For those who do not care.
  static CheckProgress none() {
    return (done, all, what) -> {};
  }
}
