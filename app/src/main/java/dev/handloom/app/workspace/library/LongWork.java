package dev.handloom.app.workspace.library;

import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Work of one kind that goes on whatever workspace is in front, one at a time, and what came of
/// the last.
final class LongWork {
  private final TaskRunner tasks;
  private final ReadOnlyObjectWrapper<@Nullable BackgroundTask<?>> running =
      new ReadOnlyObjectWrapper<>(this, "running");
  private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome =
      new ReadOnlyObjectWrapper<>(this, "outcome");

  LongWork(TaskRunner tasks) {
    this.tasks = tasks;
  }

  boolean busy() {
    return running.get() != null;
  }

  /// What runs; null while nothing does.
  ReadOnlyObjectProperty<@Nullable BackgroundTask<?>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /// Null before anything came to its end, and while the next one runs.
  ReadOnlyObjectProperty<@Nullable Outcome> outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  /// @param ended hears the outcome, after it is shown
  void begin(BackgroundTask<Outcome> task, Consumer<Outcome> ended) {
    outcome.set(null);
    running.set(task);
    task.onSuccess(
            done -> {
              outcome.set(done);
              ended.accept(done);
            })
        .whenFinished(() -> running.set(null))
        .startOn(tasks);
  }
}
