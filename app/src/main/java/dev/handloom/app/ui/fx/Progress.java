package dev.handloom.app.ui.fx;

/// What long work tells the window, and hears from it. Safe from the thread of the work.
public interface Progress {

  /// Says how far it is; a total of 0 or less means that nobody knows.
  void report(double done, double total);

  /// Says what it does now, in the user's words.
  void say(String step);

  /// Whether the person asked to stop.
  boolean isCancelled();

  /// Leaves the work when the person asked to stop. Call it between steps.
  default void checkCancelled() throws InterruptedException {
    if (isCancelled()) {
      throw new InterruptedException("Cancelled");
    }
  }
}
