package dev.handloom.app.run;

import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Does one thing after the other in the background: what a person undoes must not overtake what
/// they did. Belongs to the JavaFX thread.
final class InTurn {
  private final TaskRunner tasks;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  InTurn(TaskRunner tasks) {
    this.tasks = tasks;
  }

  <T> void run(
      String what, BackgroundTask.Work<T> work, Consumer<T> done, Consumer<Exception> failed) {
    waiting.add(() ->
        BackgroundTask.of(what, work)
            .kept()
            .onSuccess(done)
            .onFailure(failed)
            .whenFinished(() -> {
              busy = false;
              next();
            })
            .startOn(tasks));
    next();
  }

  private void next() {
    Runnable first = busy ? null : waiting.poll();
    if (first != null) {
      busy = true;
      first.run();
    }
  }
}
