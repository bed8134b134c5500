package dev.handloom.app.awake;

/// Asks the computer not to go to sleep by itself.
public interface KeepAwake {
  /// Asks for it until the hold is closed. Neither call waits for the system.
  Hold hold(String why);

  /// Tries whether it can be asked at all, without waiting.
  void tryOut();

  /// Why it may go to sleep all the same, and what a person can do; empty while all is well or not
  /// known yet.
  String trouble();

  /// Lasts until it is closed, or this process ends.
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }

  /// The computer this runs on.
  static KeepAwake ofThisComputer() {
    return new SystemKeepAwake(Ways.ofThisComputer());
  }

  /// A computer that never sleeps, for tests and pictures.
  static KeepAwake unneeded() {
    return new KeepAwake() {
      @Override
      public Hold hold(String why) {
        return () -> {};
      }

      @Override
      public void tryOut() {}

      @Override
      public String trouble() {
        return "";
      }
    };
  }
}
