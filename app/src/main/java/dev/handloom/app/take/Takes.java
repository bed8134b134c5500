package dev.handloom.app.take;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.awake.KeepAwake;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.settings.RecordingChoices;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecordException;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.RecordingStatus;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The takes of this session: begins one, watches it, tells what became of it.
public final class Takes {
  private static final Logger LOG = LoggerFactory.getLogger(Takes.class);

  private final CurrentRig current;
  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final KeepAwake awake;
  private final ReadOnlyObjectWrapper<TakePhase> phase =
      new ReadOnlyObjectWrapper<>(TakePhase.READY);
  private final Supplier<RecordingChoices> choices;
  private volatile @Nullable EpisodeRecorder recorder;
  private @Nullable Workplace recordsOf;
  private @Nullable Library recordsInto;
  private @Nullable RecordingChoices recordsBy;
  private boolean wantArmed;
  private int markers;
  private @Nullable TakeResult last;
  private @Nullable Runnable afterStop;
  private String task = "";
  private String person = "";
  private Supplier<List<Enclosure>> enclosures = List::of;
  private int saved;

  /// Recorded as at the first launch.
  public Takes(
      CurrentRig current,
      OpenLibrary library,
      TaskRunner tasks,
      Consumer<Notice> notices,
      KeepAwake awake) {
    this(current, library, tasks, notices, awake, () -> RecordingChoices.DEFAULT);
  }

  /// @param choices how a person wants to record, now
  public Takes(
      CurrentRig current,
      OpenLibrary library,
      TaskRunner tasks,
      Consumer<Notice> notices,
      KeepAwake awake,
      Supplier<RecordingChoices> choices) {
    this.choices = choices;
    this.current = current;
    this.library = library;
    this.tasks = tasks;
    this.notices = notices;
    this.awake = awake;
    // What is in memory belongs to one rig.
    current.workplaceProperty().addListener((_, _, _) -> putAway());
    new StayAwake(awake).during(phase);
  }

  /// Forgets the recorder of a rig or library that is not the one in front any more.
  private void putAway() {
    EpisodeRecorder old = recorder;
    if (old == null || phase.get().running()) {
      return;
    }
    recorder = null;
    recordsOf = null;
    wantArmed = false;
    phase.set(TakePhase.READY);
    Thread.ofPlatform().name("put the recorder away").daemon(true).start(old::close);
  }

  public ReadOnlyObjectProperty<TakePhase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /// What is being shown, in the person's words.
  public String task() {
    return task;
  }

  public void nameTask(String words) {
    task = words;
  }

  /// Who wears the devices; empty where nobody says.
  public String person() {
    return person;
  }

  /// Says who wears the devices from the next take on.
  public void namePerson(String words) {
    person = words;
  }

  /// What is put into each episode beside its samples, asked at its start; comes to what was said
  /// before.
  public void enclose(Supplier<List<Enclosure>> what) {
    Supplier<List<Enclosure>> before = enclosures;
    enclosures = () -> Stream.concat(before.get().stream(), what.get().stream()).toList();
  }

  /// Writes down what was seen during the take; false if none is under way. From any thread.
  public boolean note(EpisodeEvent event) {
    EpisodeRecorder running = recorder;
    return running != null && running.note(event);
  }

  /// How many takes were saved since the start.
  public int savedCount() {
    return saved;
  }

  /// What became of the last take; null before the first.
  public @Nullable TakeResult last() {
    return last;
  }

  /// Begins a take of everything that the rig yields; armed, with what came before.
  public void start() {
    start(List.of());
  }

  /// Begins a take although something is not ready.
  ///
  /// @param despite what is not, a sentence each, for the episode
  public void start(List<String> despite) {
    if (phase.get().running()) {
      return;
    }
    Duration preRoll = Duration.ofSeconds(choices.get().preRollSeconds());
    boolean armed = phase.get() == TakePhase.ARMED;
    with(
        "Starting a take",
        "The take was not started",
        true,
        (next, plan) ->
            next.start((armed ? plan.withPreRoll(preRoll) : plan).withDespite(despite)));
  }

  /// Keeps the last seconds in memory from now on, or forgets them.
  public void arm(boolean on) {
    wantArmed = on;
    EpisodeRecorder ready = recorder;
    if (!on) {
      if (ready != null && phase.get() == TakePhase.ARMED) {
        ready.disarm();
      }
    } else if (phase.get() == TakePhase.READY) {
      Duration keep =
          Duration.ofSeconds(
              Math.max(choices.get().preRollSeconds(), choices.get().keepLastSeconds()));
      with(
          "Arming",
          "The recorder was not armed",
          false,
          (next, plan) -> next.arm(plan, keep, true));
    }
  }

  /// Makes an episode of the last seconds; during a take, ends it and marks its last seconds for
  /// use.
  public void keepLast() {
    Duration length = Duration.ofSeconds(choices.get().keepLastSeconds());
    if (phase.get() == TakePhase.ARMED
        || phase.get() == TakePhase.RECORDING
        || phase.get() == TakePhase.PAUSED) {
      with(
          "Keeping the last seconds",
          "The last seconds were not kept",
          false,
          (next, plan) -> next.keepLast(plan, length));
    }
  }

  /// Pauses the take, or lets it go on.
  public void pauseOrResume() {
    EpisodeRecorder running = recorder;
    if (running != null && !running.pause()) {
      running.resume();
    }
  }

  /// Marks this moment of the take.
  public void mark() {
    EpisodeRecorder running = recorder;
    if (running != null && running.mark("Marker " + (markers + 1))) {
      markers++;
    }
  }

  /// How many moments of the take under way are marked.
  public int markers() {
    return markers;
  }

  @FunctionalInterface
  private interface Use {
    void of(EpisodeRecorder recorder, TakePlan plan) throws RecordException;
  }

  /// Does something with the recorder of this rig and library, off the JavaFX thread.
  private void with(String what, String failed, boolean begins, Use use) {
    Workplace workplace = current.workplaceProperty().get();
    Library store = library.store();
    if (workplace == null) {
      return;
    }
    if (store == null || library.opening()) {
      notices.accept(TakeEnd.libraryNotOpen(library.opening()));
      return;
    }
    // Asked before this take makes it so: what is under way goes on as it was set up.
    boolean busy = phase.get() != TakePhase.READY;
    boolean starts = begins && !busy;
    if (starts) {
      phase.set(TakePhase.STARTING);
    }
    RecordingChoices now = choices.get();
    EpisodeRecorder ready = recorder;
    boolean same =
        workplace.equals(recordsOf) && store.equals(recordsInto) && (now.equals(recordsBy) || busy);
    recordsOf = workplace;
    recordsInto = store;
    recordsBy = same ? recordsBy : now;
    TakePlan plan =
        new TakePlan(task.strip(), person.strip(), workplace.rig().file().name(), List.of())
            .withEnclosures(enclosures.get());
    BackgroundTask.of(
            what,
            _ -> {
              EpisodeRecorder next = same && ready != null ? ready : fresh(workplace, store, now);
              if (ready != null && !next.equals(ready)) {
                ready.close();
              }
              use.of(next, plan);
              return next;
            })
        .onSuccess(next -> changed(next, next.state().get()))
        .onFailure(e -> {
          if (starts) {
            phase.set(TakePhase.READY);
          }
          notices.accept(TakeEnd.failed(failed, e));
        })
        .startOn(tasks);
  }

  private EpisodeRecorder fresh(Workplace workplace, Library store, RecordingChoices by) {
    EpisodeRecorder next = Recorders.of(workplace, store, by);
    recorder = next;
    next.state().listen(state -> FxThread.run(() -> changed(next, state)));
    return next;
  }

  /// Ends the take; it is saved before the phase is READY again.
  public void stop() {
    EpisodeRecorder running = recorder;
    if (running != null
        && (phase.get() == TakePhase.RECORDING || phase.get() == TakePhase.PAUSED)) {
      phase.set(TakePhase.SAVING);
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
    if (!phase.get().running()) {
      then.run();
      return;
    }
    afterStop = then;
    stop();
  }

  private void changed(EpisodeRecorder which, RecorderState state) {
    if (!which.equals(recorder)) {
      return;
    }
    switch (state) {
      case IDLE -> phase.set(phase.get() == TakePhase.ARMED ? TakePhase.READY : phase.get());
      case ARMED -> {
        if (!phase.get().running()) {
          if (wantArmed) {
            phase.set(TakePhase.ARMED);
          } else {
            which.disarm();
          }
        }
      }
      case STARTING -> {
        markers = 0;
        phase.set(TakePhase.STARTING);
      }
      case RECORDING -> {
        // A stop that was asked for meanwhile is not taken back.
        if (phase.get() == TakePhase.STARTING || phase.get() == TakePhase.PAUSED) {
          phase.set(TakePhase.RECORDING);
          if (afterStop != null) {
            stop();
          }
        }
      }
      case PAUSED -> phase.set(phase.get() == TakePhase.RECORDING ? TakePhase.PAUSED : phase.get());
      case FINISHING -> phase.set(TakePhase.SAVING);
      case SAVED, FAILED -> ended(which);
    }
  }

  private void ended(EpisodeRecorder which) {
    Optional<TakeResult> result = which.result();
    if (result.isEmpty() || !phase.get().running()) {
      return;
    }
    TakeResult made = result.get();
    last = made;
    phase.set(TakePhase.READY);
    library.changed();
    if (made.state() == RecorderState.SAVED) {
      saved++;
      TakeEnd.timeAgain(made, library.store(), tasks);
    } else {
      wantArmed = false;
    }
    TakeEnd.words(made).ifPresent(notices);
    Runnable then = afterStop;
    afterStop = null;
    if (then != null) {
      then.run();
    }
  }

  /// Why the computer may go to sleep during a take; empty while it will not.
  public String sleepTrouble() {
    return awake.trouble();
  }

  /// How the take under way goes; empty while there is none.
  public Optional<RecordingStatus> status() {
    EpisodeRecorder running = recorder;
    return running == null || !phase.get().running()
        ? Optional.empty()
        : Optional.of(running.status());
  }

  /// What is in memory; empty unless armed.
  public Optional<RecordingStatus> held() {
    EpisodeRecorder ready = recorder;
    return ready != null && phase.get() == TakePhase.ARMED
        ? Optional.of(ready.status())
        : Optional.empty();
  }
}
