package dev.handloom.app.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// Long work beside the FX thread: what, how far, and a way to stop it.
///
/// ```java
/// BackgroundTask.of("Check 12 episodes", progress -> check(progress))
///     .onSuccess(report -> show(report))
///     .onFailure(error -> explain(error))
///     .startOn(tasks);
/// ```
///
/// Properties change and callbacks run on the FX thread. A failure nobody listens to goes to the
/// thread's uncaught handler: it is never silent.
///
/// @param <T> what the work yields
public final class BackgroundTask<T> {

  /// The work itself; runs on a thread of the runner.
  ///
  /// @param <T> what it yields
  @FunctionalInterface
  public interface Work<T> {
    T run(Progress progress) throws Exception;
  }

  /// Where a task stands.
  public enum State {
    READY,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /// Whether it has ended.
    public boolean ended() {
      return this != READY && this != RUNNING;
    }
  }

  private final String what;
  private final Work<T> work;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.READY);
  private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
  private final List<Runnable> finished = new ArrayList<>();
  private Consumer<T> success = _ -> {};
  private @Nullable Consumer<Exception> failure;
  private Runnable cancelAction = () -> {};
  private boolean kept;

  private BackgroundTask(String what, Work<T> work) {
    this.what = what;
    this.work = work;
  }

  /// Declares work, said as the person would say it: "Export 12 episodes".
  public static <T> BackgroundTask<T> of(String what, Work<T> work) {
    return new BackgroundTask<>(what, work);
  }

  /// Receives the result.
  public BackgroundTask<T> onSuccess(Consumer<T> action) {
    success = action;
    return this;
  }

  /// Receives what went wrong.
  public BackgroundTask<T> onFailure(Consumer<Exception> action) {
    failure = action;
    return this;
  }

  /// Hears that the person stopped it and the work has left.
  public BackgroundTask<T> onCancelled(Runnable action) {
    cancelAction = action;
    return this;
  }

  /// Hears of the end, whichever it is, after the other callbacks.
  public BackgroundTask<T> whenFinished(Runnable action) {
    finished.add(action);
    return this;
  }

  /// Has the studio wait for it, not cancel it, when the window is closed: it writes down what a
  /// person relies on and takes a moment.
  public BackgroundTask<T> kept() {
    kept = true;
    return this;
  }

  /// Whether it goes on when the window is closed.
  public boolean isKept() {
    return kept;
  }

  /// Starts it, once.
  public BackgroundTask<T> startOn(TaskRunner runner) {
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException("Already started: " + what);
    }
    runner.start(this);
    return this;
  }

  /// Asks it to stop: the work sees it at its next check, and a wait in it is interrupted.
  public void cancel() {
    cancelled.set(true);
    // The lock keeps the interrupt from hitting the thread after the work has left it.
    synchronized (worker) {
      Thread thread = worker.get();
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  void perform(Executor fx) {
    synchronized (worker) {
      worker.set(Thread.currentThread());
    }
    fx.execute(() -> state.set(State.RUNNING));
    try {
      if (cancelled.get()) {
        // Cancelled before it began: there was no thread to interrupt then.
        throw new InterruptedException("Cancelled");
      }
      T result = work.run(new Reports(fx));
      leaveWorker();
      fx.execute(() -> end(State.SUCCEEDED, () -> success.accept(result)));
    } catch (Exception e) {
      leaveWorker();
      if (cancelled.get()) {
        fx.execute(() -> end(State.CANCELLED, cancelAction));
      } else {
        fx.execute(() -> end(State.FAILED, () -> fail(e)));
      }
    } catch (Error e) {
      leaveWorker();
      fx.execute(() -> end(State.FAILED, () -> {}));
      throw e;
    }
  }

  private void leaveWorker() {
    synchronized (worker) {
      worker.set(null);
      // An interrupt of this task is spent here; a pooled thread must not carry it on.
      Thread.interrupted();
    }
  }

  private void fail(Exception e) {
    Consumer<Exception> listener = failure;
    if (listener != null) {
      listener.accept(e);
    } else {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  private void end(State last, Runnable callback) {
    state.set(last);
    try {
      callback.run();
    } finally {
      finished.forEach(Runnable::run);
    }
  }

  /// What it does, in the user's words.
  public String what() {
    return what;
  }

  /// Where it stands.
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// From 0 to 1; below 0 while nobody knows.
  public ReadOnlyDoubleProperty fractionProperty() {
    return fraction.getReadOnlyProperty();
  }

  /// The step it is at, in words; may be empty.
  public ReadOnlyStringProperty stepProperty() {
    return step.getReadOnlyProperty();
  }

  private final class Reports implements Progress {
    private final Executor fx;
    private final AtomicReference<@Nullable Double> pending = new AtomicReference<>();

    Reports(Executor fx) {
      this.fx = fx;
    }

    @Override
    public void report(double done, double total) {
      double share = total > 0 ? Math.clamp(done / total, 0, 1) : -1;
      // At most one posted update waits at a time: work that reports per file must not flood the
      // FX thread.
      if (pending.getAndSet(share) == null) {
        fx.execute(() -> {
          Double latest = pending.getAndSet(null);
          if (latest != null) {
            fraction.set(latest);
          }
        });
      }
    }

    @Override
    public void say(String words) {
      fx.execute(() -> step.set(words));
    }

    @Override
    public boolean isCancelled() {
      return cancelled.get();
    }
  }
}
