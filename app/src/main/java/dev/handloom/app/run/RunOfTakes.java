package dev.handloom.app.run;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.TakePhase;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.RecordingStatus;
import dev.handloom.store.record.TakeResult;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// Leads a person through a run: counts down, records, waits until the take is on the disk, and
/// keeps what they decide about it.
public final class RunOfTakes {
  private static final Duration TICK = Duration.millis(50);

  private final Takes takes;
  private final OpenLibrary library;
  private final Consumer<Notice> notices;
  private final Supplier<List<String>> notReady;
  private final InTurn inTurn;
  private final ReadOnlyObjectWrapper<@Nullable Run> run = new ReadOnlyObjectWrapper<>(this, "run");
  private final ReadOnlyObjectWrapper<RunPhase> phase =
      new ReadOnlyObjectWrapper<>(this, "phase", RunPhase.READY);
  private final Timeline clock;
  private RunCycle cycle = new RunCycle(0);
  private @Nullable Library of;
  private @Nullable EpisodeId under;
  private @Nullable TakeResult before;
  private boolean redoAtEnd;

  /// @param notReady what speaks against a take now, a sentence each; empty when all is ready
  public RunOfTakes(
      Takes takes,
      OpenLibrary library,
      TaskRunner tasks,
      Consumer<Notice> notices,
      Supplier<List<String>> notReady) {
    this.takes = takes;
    this.library = library;
    this.notices = notices;
    this.notReady = notReady;
    inTurn = new InTurn(tasks);
    clock = new Timeline(new KeyFrame(TICK, _ -> tick()));
    clock.setCycleCount(Animation.INDEFINITE);
    takes.phaseProperty().addListener((_, before, now) -> follow(before, now));
    library.storeProperty().subscribe(this::opened);
  }

  /// The run that is open; null when takes are recorded one by one.
  public ReadOnlyObjectProperty<@Nullable Run> runProperty() {
    return run.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<RunPhase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  /// What is left of the countdown, in whole seconds, the last one as 1.
  public int secondsLeft() {
    return (int) Math.ceil(cycle.leftNanos(StudioClock.now()) / 1e9);
  }

  /// Whether a start was held back: the next press starts anyway.
  public boolean warned() {
    return run.get() != null && cycle.warned();
  }

  /// A run that was open when the studio was closed goes on.
  private void opened(@Nullable Library store) {
    if (store == null || store.equals(of)) {
      return;
    }
    of = store;
    take(null);
    inTurn.run(
        "Looking for an open run",
        _ -> RunFile.open(store),
        found -> {
          if (found.isPresent() && store.equals(of) && run.get() == null) {
            cycle = new RunCycle(found.get().plan().countdownSeconds());
            take(found.get());
            notices.accept(
                Notice.info(
                    "Your run goes on",
                    "“%s”: %d of %d takes are done."
                        .formatted(
                            found.get().plan().task(),
                            found.get().done(),
                            found.get().plan().target())));
          }
        },
        e -> notices.accept(Notice.warning("Runs cannot be read", said(e))));
  }

  private void take(@Nullable Run now) {
    if (now == null) {
      clock.stop();
      takes.namePerson("");
      cycle = new RunCycle(0);
    } else {
      takes.nameTask(now.plan().task());
      takes.namePerson(now.plan().person());
      clock.play();
    }
    // Whoever follows the run may know better who it is.
    run.set(now);
    show();
  }

  /// Who wears the devices in the takes to come; empty where nobody says.
  public String person() {
    return takes.person();
  }

  /// Opens a run; the one before is ended.
  public void begin(RunPlan plan) {
    if (takes.phaseProperty().get().running()) {
      notices.accept(
          Notice.warning(
              "The run was not begun", "A take is running. Stop it, then begin the run."));
      return;
    }
    end();
    Run made = new Run(EpisodeId.at(Instant.now()).text(), plan, List.of());
    cycle = new RunCycle(plan.countdownSeconds());
    take(made);
    keep(made, false);
  }

  /// Changes what is left of the run; its takes stay.
  public void change(RunPlan plan) {
    Run now = run.get();
    if (now != null) {
      Run changed = new Run(now.id(), plan, now.takes());
      cycle.countDown(plan.countdownSeconds());
      take(changed);
      keep(changed, false);
    }
  }

  /// Closes the run; its takes stay.
  public void end() {
    Run now = run.get();
    if (now != null && !takes.phaseProperty().get().running()) {
      keep(now, true);
      take(null);
    }
  }

  private void keep(Run now, boolean ended) {
    Library store = library.store();
    if (store == null) {
      return;
    }
    inTurn.run(
        "Keeping the run",
        _ -> {
          RunFile.write(store, now, ended);
          return now;
        },
        _ -> {},
        e ->
            notices.accept(
                Notice.warning(
                    "The run could not be written down",
                    "The takes are safe; after a restart the run would have to be set up again. "
                        + said(e))));
  }

  /// The one key, pedal or gesture that leads on.
  public void press() {
    if (run.get() != null) {
      grant(cycle.press(StudioClock.now(), notReady.get().isEmpty()));
    }
  }

  private void tick() {
    grant(cycle.tick(StudioClock.now()));
  }

  private void grant(RunCycle.Wish wish) {
    switch (wish) {
      case BEGIN -> {
        takes.start(notReady.get());
        if (!takes.phaseProperty().get().running()) {
          cycle.failed(StudioClock.now());
        }
      }
      case END -> takes.stop();
      case NOTHING -> {
        // Time or the person leads on.
      }
    }
    show();
  }

  private void follow(TakePhase was, TakePhase now) {
    if (run.get() == null) {
      return;
    }
    if (now.running() && !was.running()) {
      before = takes.last();
    }
    if (now.running() && cycle.phase() != RunPhase.RECORDING) {
      cycle.began(StudioClock.now());
    }
    if (now == TakePhase.RECORDING && under == null) {
      takes.status().map(RecordingStatus::id).ifPresent(this::noted);
    } else if (was.running() && !now.running()) {
      ended();
    }
    show();
  }

  private void noted(EpisodeId id) {
    Run now = run.get();
    if (now != null) {
      under = id;
      Run more = now.with(RunTake.begun(id));
      run.set(more);
      keep(more, false);
    }
  }

  private void ended() {
    EpisodeId id = under;
    under = null;
    boolean redo = redoAtEnd;
    redoAtEnd = false;
    TakeResult made = takes.last();
    Run now = run.get();
    if (now == null || made == null || made.equals(before)) {
      cycle.failed(StudioClock.now());
      return;
    }
    if (made.state() != RecorderState.SAVED) {
      if (id != null) {
        Run less = now.without(id);
        run.set(less);
        keep(less, false);
      }
      cycle.failed(StudioClock.now());
      return;
    }
    EpisodeId saved = made.bundle().id();
    if (!saved.equals(id)) {
      // It ended before it was seen to run.
      noted(saved);
      under = null;
    }
    apply(saved, RunTake::asSaved);
    cycle.saved(StudioClock.now());
    if (redo) {
      redo();
    }
  }

  /// Decides about the newest take.
  public void judge(Verdict verdict) {
    newest()
        .ifPresent(take ->
            review(take.id(), What.VERDICT, verdict.name(), "verdict", now -> now.judged(verdict)));
  }

  /// Writes something about the newest take.
  public void note(String words) {
    newest()
        .ifPresent(take -> review(take.id(), What.NOTE, words, "note", now -> now.noted(words)));
  }

  private Optional<RunTake> newest() {
    Run now = run.get();
    return now == null ? Optional.empty() : now.newest();
  }

  private void review(
      EpisodeId id, What what, String value, String word, UnaryOperator<RunTake> then) {
    Run now = run.get();
    Library store = library.store();
    if (store == null || now == null) {
      return;
    }
    String who = now.plan().person();
    inTurn.run(
        "Writing the " + word,
        _ -> store.review(id, List.of(ReviewEntry.now(who, what, value))),
        _ -> {
          apply(id, then);
          library.changed();
        },
        e ->
            notices.accept(
                Notice.warning(
                    "The " + word + " was not written", "The take is safe. " + said(e))));
  }

  /// Throws the newest take away to show it again; one that is under way is ended first. It lies in
  /// the trash until the trash is emptied.
  public void redo() {
    if (takes.phaseProperty().get().running()) {
      redoAtEnd = true;
      takes.stop();
      return;
    }
    newest().ifPresent(take -> move(take.id(), true));
    cycle.reset(StudioClock.now());
    show();
  }

  /// Takes the last redo back.
  public void undoRedo() {
    Run now = run.get();
    if (now != null) {
      now.newestRedone().ifPresent(take -> move(take.id(), false));
    }
  }

  private void move(EpisodeId id, boolean away) {
    Library store = library.store();
    Run now = run.get();
    if (store == null || now == null) {
      return;
    }
    String who = now.plan().person();
    inTurn.run(
        away ? "Moving the take to the trash" : "Bringing the take back",
        _ -> {
          if (away) {
            store.trash(id, who);
          } else {
            store.restore(id);
          }
          return id;
        },
        _ -> {
          apply(id, take -> take.asRedone(away));
          library.changed();
        },
        e ->
            notices.accept(
                Notice.warning(
                    away ? "The take was not thrown away" : "The take was not brought back",
                    "It is where it was. " + said(e))));
  }

  private void apply(EpisodeId id, UnaryOperator<RunTake> how) {
    Run now = run.get();
    if (now != null) {
      run.set(now.change(id, how));
    }
  }

  private void show() {
    phase.set(cycle.phase());
  }

  private static String said(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }
}
