package dev.handloom.app.studio;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.RunningTasks;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What outlives the window for a moment: the devices, what is being written down, the library.
final class PutAway {
  private static final Logger LOG = LoggerFactory.getLogger(PutAway.class);

  /// What is written down takes a moment; cutting an hour into proposals takes some seconds.
  private static final Duration MOST = Duration.ofSeconds(30);

  private final CurrentRig current;
  private final RigActions rigs;
  private final RunningTasks tasks;
  private final OpenLibrary library;
  private final Runnable ended;
  private volatile boolean begun;

  /// @param ended called once, at the end of it
  PutAway(
      CurrentRig current,
      RigActions rigs,
      RunningTasks tasks,
      OpenLibrary library,
      Runnable ended) {
    this.current = current;
    this.rigs = rigs;
    this.tasks = tasks;
    this.library = library;
    this.ended = ended;
  }

  /// From any thread.
  boolean begun() {
    return begun;
  }

  /// No rig is taken in from now on, and what only reads stops. On the JavaFX thread.
  void begin() {
    begun = true;
    rigs.leave();
    tasks.leave();
  }

  /// Goes on without the window. On the JavaFX thread.
  void finish() {
    Workplace workplace = current.workplaceProperty().get();
    Thread.ofPlatform()
        .name("put-away")
        .start(() -> {
          if (workplace != null) {
            workplace.close();
          }
          awaitTasks();
          library.close();
          ended.run();
        });
  }

  /// What is being written down comes to its end before the library closes.
  private void awaitTasks() {
    try {
      List<String> left = tasks.awaitEnd(MOST);
      if (!left.isEmpty()) {
        LOG.warn("The studio ends although this did not: {}", left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
