package dev.handloom.app.ui.fx;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Runs each task on a thread of its own and keeps the list of those that run, for the status bar.
public final class RunningTasks implements TaskRunner {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ObservableList<BackgroundTask<?>> running = FXCollections.observableArrayList();
  private final ObservableList<BackgroundTask<?>> view =
      FXCollections.unmodifiableObservableList(running);
  private final Set<BackgroundTask<?>> unfinished = ConcurrentHashMap.newKeySet();
  private boolean leaving;

  @Override
  public void start(BackgroundTask<?> task) {
    FxThread.require();
    running.add(task);
    unfinished.add(task);
    if (leaving && !task.isKept()) {
      task.cancel();
    }
    task.whenFinished(() -> {
      running.remove(task);
      // What the end of one begins is in the list by now: it is waited for too.
      synchronized (unfinished) {
        unfinished.remove(task);
        unfinished.notifyAll();
      }
    });
    Thread thread =
        new Thread(() -> task.perform(FxThread::run), "task-" + COUNT.incrementAndGet());
    // Work that must not be lost has its own lifecycle; a window's task never keeps the studio
    // alive for longer than the studio waits.
    thread.setDaemon(true);
    thread.start();
  }

  /// The tasks that run now, oldest first. Read on the FX thread.
  public ObservableList<BackgroundTask<?>> running() {
    return view;
  }

  /// Asks every task to stop that is not to be kept, those too that are still to come. On the FX
  /// thread.
  public void leave() {
    FxThread.require();
    leaving = true;
    List.copyOf(running).stream().filter(task -> !task.isKept()).forEach(BackgroundTask::cancel);
  }

  /// Waits until all have ended, on any thread but the FX thread, which ends them.
  ///
  /// @return what has not ended by then, in its words; empty if all has
  public List<String> awaitEnd(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    synchronized (unfinished) {
      while (!unfinished.isEmpty()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return unfinished.stream().map(BackgroundTask::what).toList();
        }
        unfinished.wait(left);
      }
    }
    return List.of();
  }
}
