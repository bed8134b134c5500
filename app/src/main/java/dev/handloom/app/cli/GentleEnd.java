package dev.handloom.app.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl+C while it is open asks the work to end, and gives it the time to save what there is; only
/// then does the process end.
final class GentleEnd implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook = new Thread(this::ask, "gentle-end");
  private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
  private volatile boolean asked;

  GentleEnd() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Whether the work is to end now.
  boolean asked() {
    return asked;
  }

  /// Ends a wait in which the work would not hear that it is to end.
  void wake(Runnable ends) {
    wakes.add(ends);
  }

  private void ask() {
    asked = true;
    wakes.forEach(Runnable::run);
    try {
      // Past this, the process ends as it was asked to; recovery has the rest.
      boolean _ = saved.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    saved.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs already, and has just been let go.
    }
  }
}
