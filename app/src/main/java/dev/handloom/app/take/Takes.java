package dev.handloom.app.take;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.awake.KeepAwake;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.RecordingStatus;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The takes of this session: begins one, watches it, tells what became of it.
public final class Takes {
  /// What the banner says.
  public enum Phase {
    READY,
    STARTING,
    RECORDING,
    SAVING
  }

  private static final Logger LOG = LoggerFactory.getLogger(Takes.class);

  private final CurrentRig current;
  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final KeepAwake awake;
  private KeepAwake.@Nullable Hold hold;
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.READY);
  private volatile @Nullable EpisodeRecorder recorder;
  private @Nullable TakeResult last;
  private @Nullable Runnable afterStop;
  private String task = "";
  private int saved;

  public Takes(
      CurrentRig current,
      OpenLibrary library,
      TaskRunner tasks,
      Consumer<Notice> notices,
      KeepAwake awake) {
    this.current = current;
    this.library = library;
    this.tasks = tasks;
    this.notices = notices;
    this.awake = awake;
  }

  public ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /// What is being shown, in the person's words.
  public String task() {
    return task;
  }

  public void nameTask(String words) {
    task = words;
  }

  /// How many takes were saved since the start.
  public int savedCount() {
    return saved;
  }

  /// What became of the last take; null before the first.
  public @Nullable TakeResult last() {
    return last;
  }

  /// Begins a take of everything that the rig yields.
  public void start() {
    Workplace workplace = current.workplaceProperty().get();
    Library store = library.store();
    if (phase.get() != Phase.READY || workplace == null) {
      return;
    }
    if (store == null || library.opening()) {
      notices.accept(
          Notice.warning(
              "The library is not open",
              library.opening()
                  ? "Nothing was started. It is being opened; try again in a moment."
                  : "Nothing was started. Choose a folder under Library."));
      return;
    }
    phase.set(Phase.STARTING);
    hold = awake.hold("Recording a take");
    TakePlan plan =
        new TakePlan(task.strip(), "", workplace.rig().file().name(), java.util.List.of());
    BackgroundTask.of(
            "Starting a take",
            _ -> {
              EpisodeRecorder next =
                  new EpisodeRecorder(
                      workplace.rig().hub(),
                      workplace.rig().devices(),
                      store,
                      RecorderOptions.standard("Handloom " + Version.text()));
              next.state().listen(state -> FxThread.run(() -> changed(next, state)));
              next.start(plan);
              return next;
            })
        .onSuccess(next -> changed(next, next.state().get()))
        .onFailure(e -> {
          letSleep();
          phase.set(Phase.READY);
          notices.accept(Notice.warning("The take was not started", said(e)));
        })
        .startOn(tasks);
  }

  private static String said(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  /// Ends the take; it is saved before the phase is READY again.
  public void stop() {
    EpisodeRecorder running = recorder;
    if (running != null && phase.get() == Phase.RECORDING) {
      phase.set(Phase.SAVING);
      running.requestStop("Stopped by hand");
    }
  }

  /// Ends the take and waits until it is saved, for a process that is told to end. From any thread.
  public void saveBeforeEnd() {
    EpisodeRecorder running = recorder;
    if (running != null && running.state().get().busy()) {
      LOG.info("The program is told to end while it records: saving the take");
      running.close();
      LOG.info("The take is {}", running.state().get());
    }
  }

  /// Ends the take and does something once it is saved.
  public void stopThen(Runnable then) {
    if (phase.get() == Phase.READY) {
      then.run();
      return;
    }
    afterStop = then;
    stop();
  }

  private void changed(EpisodeRecorder which, RecorderState state) {
    recorder = which;
    switch (state) {
      case IDLE, STARTING -> phase.set(Phase.STARTING);
      case RECORDING -> {
        // A stop that was asked for meanwhile is not taken back.
        if (phase.get() == Phase.STARTING) {
          phase.set(Phase.RECORDING);
          if (afterStop != null) {
            stop();
          }
        }
      }
      case STOPPING -> phase.set(Phase.SAVING);
      case SAVED, FAILED -> ended(which);
    }
  }

  private void ended(EpisodeRecorder which) {
    Optional<TakeResult> result = which.result();
    if (result.isEmpty() || phase.get() == Phase.READY) {
      return;
    }
    TakeResult made = result.get();
    letSleep();
    last = made;
    phase.set(Phase.READY);
    library.changed();
    if (made.state() == RecorderState.SAVED) {
      saved++;
      if (!made.message().isEmpty() && !made.message().equals("Stopped by hand")) {
        notices.accept(Notice.info("The take was ended and is saved", made.message()));
      }
    } else {
      notices.accept(Notice.warning("The take could not be ended as it should", made.message()));
    }
    Runnable then = afterStop;
    afterStop = null;
    if (then != null) {
      then.run();
    }
  }

  private void letSleep() {
    KeepAwake.Hold held = hold;
    hold = null;
    if (held != null) {
      held.close();
    }
  }

  /// Why the computer may go to sleep during a take; empty while it will not.
  public String sleepTrouble() {
    return awake.trouble();
  }

  /// How the take under way goes; empty while there is none.
  public Optional<RecordingStatus> status() {
    EpisodeRecorder running = recorder;
    return running == null || phase.get() == Phase.READY
        ? Optional.empty()
        : Optional.of(running.status());
  }
}
