package dev.handloom.app.ui.fx;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Runs each task on a thread of its own and keeps the list of those that run, for the status bar.
public final class RunningTasks implements TaskRunner {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ObservableList<BackgroundTask<?>> running = FXCollections.observableArrayList();
  private final ObservableList<BackgroundTask<?>> view =
      FXCollections.unmodifiableObservableList(running);

  @Override
  public void start(BackgroundTask<?> task) {
    FxThread.require();
    running.add(task);
    task.whenFinished(() -> running.remove(task));
    Thread thread =
        new Thread(() -> task.perform(FxThread::run), "task-" + COUNT.incrementAndGet());
    // Work that must not be lost has its own lifecycle; a window's task never keeps the studio
    // alive.
    thread.setDaemon(true);
    thread.start();
  }

  /// The tasks that run now, oldest first. Read on the FX thread.
  public ObservableList<BackgroundTask<?>> running() {
    return view;
  }

  /// Asks every task to stop.
  public void cancelAll() {
    List.copyOf(running).forEach(BackgroundTask::cancel);
  }
}
