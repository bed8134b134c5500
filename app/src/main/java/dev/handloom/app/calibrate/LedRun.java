package dev.handloom.app.calibrate;

/// A guided run as a person leads it, whatever device it is of. From any thread.
public interface LedRun extends AutoCloseable {
  RunState state();

  /// How many steps lie behind.
  int done();

  /// Holds the run, or lets it go on.
  void pause(boolean on);

  /// Does the last step again.
  void again();

  /// Leaves out the step that is asked for.
  void leaveOut();

  /// After a failure to keep the profile: tries once more, when a person has made room.
  void keepAgain();

  /// Ends it where it is.
  void stop();

  /// Ends it and waits until its thread is gone.
  @Override
  void close();
}
