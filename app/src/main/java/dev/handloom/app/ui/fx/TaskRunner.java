package dev.handloom.app.ui.fx;

/// Where background work runs; swapped in tests for [TaskRunner#direct].
public interface TaskRunner {

  /// Starts a task. Call on the FX thread.
  void start(BackgroundTask<?> task);

  /// Runs work and callbacks at once on the calling thread; for tests without a toolkit.
  static TaskRunner direct() {
    return task -> task.perform(Runnable::run);
  }
}
