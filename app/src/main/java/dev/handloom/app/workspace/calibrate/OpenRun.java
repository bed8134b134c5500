package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.calibrate.LedRun;
import dev.handloom.app.calibrate.RunState;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// The run that is open, if any, with its page: shown, led by keys, put away.
///
/// @param <R> what runs
public final class OpenRun<R extends LedRun> implements RunKeys.Run, AutoCloseable {
  /// How it is shown.
  public interface Page {
    Node content();

    void focus();

    /// Looks no more; the run itself is not ended by it.
    void end();
  }

  private final TaskRunner tasks;
  private final Consumer<R> stopped;
  private final Runnable away;
  private @Nullable RunKeys keys;
  private @Nullable R run;
  private @Nullable Page page;

  /// @param stopped told of the run that a person has stopped, when it is put away
  /// @param away told when the thread of a run has ended
  public OpenRun(TaskRunner tasks, Consumer<R> stopped, Runnable away) {
    this.tasks = tasks;
    this.stopped = stopped;
    this.away = away;
  }

  public boolean open() {
    return run != null;
  }

  /// Shows a run in place of the one before.
  public Node show(R next, Page shown, RunKeys led) {
    end();
    run = next;
    page = shown;
    keys = led;
    led.lead(this);
    return shown.content();
  }

  public void focus() {
    Page shown = page;
    RunKeys led = keys;
    if (shown != null && led != null) {
      led.lead(this);
      shown.focus();
    }
  }

  /// Puts the run away; its thread ends elsewhere.
  public void end() {
    R before = run;
    Page shown = page;
    run = null;
    page = null;
    if (shown != null) {
      shown.end();
    }
    if (before == null) {
      return;
    }
    if (keys != null) {
      keys.open(false);
    }
    before.stop();
    BackgroundTask.of(
            "Putting the run away",
            _ -> {
              before.close();
              return before;
            })
        .kept()
        .onSuccess(_ -> away.run())
        .startOn(tasks);
  }

  public void pause(boolean on) {
    running().ifPresent(now -> now.pause(on));
  }

  private Optional<R> running() {
    return Optional.ofNullable(run);
  }

  @Override
  public void pauseOrGoOn() {
    running().ifPresent(now -> now.pause(now.state() != RunState.PAUSED));
  }

  @Override
  public void again() {
    running().ifPresent(LedRun::again);
  }

  @Override
  public void leaveOut() {
    running().ifPresent(LedRun::leaveOut);
  }

  @Override
  public void stop() {
    R now = run;
    if (now != null) {
      end();
      stopped.accept(now);
    }
  }

  @Override
  public void close() {
    R now = run;
    run = null;
    if (now != null) {
      now.close();
    }
  }
}
