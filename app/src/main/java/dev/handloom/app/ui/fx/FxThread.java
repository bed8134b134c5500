package dev.handloom.app.ui.fx;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// The only door to the FX thread.
///
/// Never for samples or frames: those are read once per pulse (see [Pulse]); too many posted tasks
/// starve the drawing.
public final class FxThread {

  private FxThread() {}

  /// Runs at once on the FX thread, or later when called from another.
  public static void run(Runnable action) {
    if (Platform.isFxApplicationThread()) {
      action.run();
    } else {
      Platform.runLater(action);
    }
  }

  /// Runs after the events that wait already, also when called on the FX thread.
  public static void later(Runnable action) {
    Platform.runLater(action);
  }

  /// Whether this is the FX thread.
  public static boolean isCurrent() {
    return Platform.isFxApplicationThread();
  }

  /// Fails when called from another thread than the FX thread.
  public static void require() {
    if (!Platform.isFxApplicationThread()) {
      throw new IllegalStateException(
          "Only for the FX thread, not for " + Thread.currentThread().getName());
    }
  }

  /// Runs on the FX thread and waits for the end; what it throws is thrown here.
  ///
  /// @throws TimeoutException when the FX thread does not come to it in time
  public static void runAndWait(Runnable action, long timeoutMillis)
      throws InterruptedException, TimeoutException {
    if (Platform.isFxApplicationThread()) {
      action.run();
      return;
    }
    CountDownLatch done = new CountDownLatch(1);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Platform.runLater(() -> {
      try {
        action.run();
      } catch (RuntimeException e) {
        failure.set(e);
      } finally {
        done.countDown();
      }
    });
    if (!done.await(timeoutMillis, TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("The FX thread did not answer in " + timeoutMillis + " ms");
    }
    Throwable thrown = failure.get();
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }
}
