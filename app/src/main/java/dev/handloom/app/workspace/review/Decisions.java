package dev.handloom.app.workspace.review;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.library.Library.Revision;
import dev.handloom.store.library.ReviewDesk;
import dev.handloom.store.library.ReviewDesk.Outcome;
import dev.handloom.store.review.Review.Noted;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What a reviewer decides about episodes, one edit after the other, each of which can be undone
/// and redone, also after a restart.
final class Decisions {
  /// Something to do to the disk before an episode's folder is moved.
  @FunctionalInterface
  interface Release {
    void await() throws InterruptedException;
  }

  /// What is asked of the desk; null where nothing was.
  @FunctionalInterface
  private interface Work {
    @Nullable Outcome at(ReviewDesk desk) throws IOException, InterruptedException;
  }

  private record Result(Outcome outcome, String undo, String redo) {}

  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final Consumer<EpisodeId> lead;
  private final Reviewer reviewer;
  // Two decisions on one episode must reach its journal in the order in which they were made.
  private final Deque<BackgroundTask<?>> waiting = new ArrayDeque<>();
  private boolean busy;
  private final ReadOnlyStringWrapper undoable = new ReadOnlyStringWrapper(this, "undoable", "");
  private final ReadOnlyStringWrapper redoable = new ReadOnlyStringWrapper(this, "redoable", "");

  /// @param lead hears of the episode in which something was undone or redone
  Decisions(
      OpenLibrary library,
      TaskRunner tasks,
      Consumer<Notice> notices,
      Consumer<EpisodeId> lead,
      Reviewer reviewer) {
    this.library = library;
    this.tasks = tasks;
    this.notices = notices;
    this.lead = lead;
    this.reviewer = reviewer;
    library.storeProperty().subscribe(_ -> look());
    reviewer.nameProperty().subscribe(_ -> look());
  }

  /// What would be undone, in words; empty with nothing.
  ReadOnlyStringProperty undoableProperty() {
    return undoable.getReadOnlyProperty();
  }

  /// What would be redone, in words; empty with nothing.
  ReadOnlyStringProperty redoableProperty() {
    return redoable.getReadOnlyProperty();
  }

  private void look() {
    if (library.store() == null) {
      undoable.set("");
      redoable.set("");
    } else {
      run("Reading the edits", _ -> null, _ -> {}, "The edits were not read");
    }
  }

  /// Says what an episode is; [Verdict#NONE] takes it back.
  void decide(EpisodeRow row, Verdict verdict) {
    String who = reviewer.name();
    edit(
        verdict == Verdict.NONE
            ? "Take back the verdict of " + name(row)
            : EpisodeWords.verdict(verdict) + " for " + name(row),
        List.of(row.id()),
        history -> verdict(history, who, verdict));
  }

  static String name(EpisodeRow row) {
    return "“" + EpisodeWords.task(row) + "”";
  }

  /// @return nothing where that holds already, by this reviewer's word
  static List<ReviewEntry> verdict(List<Noted> history, String who, Verdict verdict) {
    Verdict top = Verdict.NONE;
    Verdict own = Verdict.NONE;
    for (Noted noted : history) {
      ReviewEntry entry = noted.entry();
      if (noted.undoneBy() == null
          && (entry.what() == What.VERDICT || entry.what() == What.SETTLE)) {
        top = Verdict.valueOf(entry.value());
        own = entry.what() == What.VERDICT && entry.who().equals(who) ? top : own;
      }
    }
    boolean holds = top == verdict && (own == verdict || verdict == Verdict.NONE);
    return holds ? List.of() : List.of(ReviewEntry.now(who, What.VERDICT, verdict.name()));
  }

  /// Writes an edit of one or many episodes.
  void edit(String words, List<EpisodeId> ids, Revision revision) {
    run(
        words,
        desk -> desk.change(words, ids, revision),
        outcome -> {
          if (!outcome.failed().isEmpty()) {
            notices.accept(
                Notice.warning(
                    outcome.failed().size() + " of " + ids.size() + " episodes were not changed",
                    "The others were. " + outcome.failed().values().iterator().next()));
          }
        },
        "“" + words + "” was not written");
  }

  /// Moves an episode to the trash, and offers to undo it.
  ///
  /// @param release waits until its files are closed: some systems do not move open ones
  void trash(EpisodeRow row, Release release) {
    trash("Move " + name(row) + " to the trash", List.of(row.id()), release);
  }

  void trash(String words, List<EpisodeId> ids, Release release) {
    run(
        words,
        desk -> {
          release.await();
          return desk.trash(words, ids);
        },
        outcome ->
            notices.accept(
                Notice.info(
                        ids.size() == 1
                            ? "Moved to the trash"
                            : outcome.episodes().size() + " episodes moved to the trash",
                        words + ". Nothing is erased.")
                    .with(
                        Action.named(
                                "review.restore." + outcome.edit(),
                                "Undo",
                                () -> undo(desk -> desk.undo(outcome.edit())))
                            .icon(Feather.CORNER_UP_LEFT))),
        "Nothing was moved to the trash",
        // It is still there: show it again.
        () -> lead.accept(ids.getFirst()));
  }

  /// Takes back what this reviewer did last.
  void undo() {
    undo(ReviewDesk::undo);
  }

  /// Does again what was undone last.
  void redo() {
    run("Redoing an edit", ReviewDesk::redo, this::leadTo, "It was not redone");
  }

  private void undo(Work work) {
    run("Undoing an edit", work, this::leadTo, "It was not undone");
  }

  private void leadTo(Outcome outcome) {
    if (outcome.episodes().size() == 1) {
      lead.accept(outcome.episodes().getFirst());
    }
    if (!outcome.failed().isEmpty()) {
      notices.accept(
          Notice.warning(
              outcome.failed().size() + " episodes stayed as they are",
              outcome.failed().values().iterator().next()));
    }
  }

  private void run(String words, Work work, Consumer<Outcome> done, String failure) {
    run(words, work, done, failure, () -> {});
  }

  private void run(
      String words, Work work, Consumer<Outcome> done, String failure, Runnable failed) {
    Library store = library.store();
    if (store == null) {
      return;
    }
    String who = reviewer.name();
    BackgroundTask<?> task =
        BackgroundTask.of(
                words,
                _ -> {
                  ReviewDesk desk = new ReviewDesk(store, who);
                  Outcome outcome = work.at(desk);
                  return new Result(
                      outcome == null ? Outcome.NOTHING : outcome,
                      desk.undoWords(),
                      desk.redoWords());
                })
            .kept()
            .onSuccess(result -> {
              if (store.equals(library.store()) && who.equals(reviewer.name())) {
                undoable.set(result.undo());
                redoable.set(result.redo());
              }
              if (!result.outcome().episodes().isEmpty() || !result.outcome().failed().isEmpty()) {
                done.accept(result.outcome());
                library.changed();
              }
            })
            .onFailure(e -> {
              String said = e.getMessage() == null ? e.toString() : e.getMessage();
              notices.accept(Notice.warning(failure, "The episode is as it was. " + said));
              failed.run();
            });
    task.whenFinished(() -> {
      busy = false;
      startNext();
    });
    waiting.addLast(task);
    startNext();
  }

  private void startNext() {
    if (!busy && !waiting.isEmpty()) {
      busy = true;
      waiting.removeFirst().startOn(tasks);
    }
  }
}
