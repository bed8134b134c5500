package dev.handloom.app.workspace.review;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.kordamp.ikonli.feather.Feather;

/// What a person decides about episodes: verdicts and the trash, one after the other, each of which
/// can be undone.
final class Decisions {
  private static final int MOST_UNDONE = 100;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// Something to do to the disk before an episode's folder is moved.
  @FunctionalInterface
  interface Release {
    void await() throws InterruptedException;
  }

  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final Consumer<EpisodeId> restored;
  // Two decisions on one episode must reach its journal in the order in which they were made.
  private final Deque<BackgroundTask<?>> waiting = new ArrayDeque<>();
  private boolean busy;
  private final Deque<Runnable> undos = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper(this, "undoable");

  /// @param restored hears of an episode that has come back from the trash
  Decisions(
      OpenLibrary library,
      TaskRunner tasks,
      Consumer<Notice> notices,
      Consumer<EpisodeId> restored) {
    this.library = library;
    this.tasks = tasks;
    this.notices = notices;
    this.restored = restored;
  }

  ReadOnlyBooleanProperty undoableProperty() {
    return undoable.getReadOnlyProperty();
  }

  /// Says what an episode is; [Verdict#NONE] takes it back.
  void decide(EpisodeRow row, Verdict verdict) {
    Library store = library.store();
    if (store != null) {
      inTurn(
          BackgroundTask.of("Writing the verdict", _ -> write(store, row, verdict))
              .onSuccess(before -> {
                if (before != verdict) {
                  push(() -> takeBack(store, row, before));
                }
                library.changed();
              })
              .onFailure(e -> failed("The verdict was not written", e)));
    }
  }

  private void takeBack(Library store, EpisodeRow row, Verdict before) {
    inTurn(
        BackgroundTask.of("Taking the verdict back", _ -> write(store, row, before))
            .onSuccess(_ -> library.changed())
            .onFailure(e -> failed("The verdict was not taken back", e)));
  }

  /// @return what held before, by the journal and not by a list that may be old
  private static Verdict write(Library store, EpisodeRow row, Verdict verdict) throws IOException {
    Verdict before = new ReviewJournal(row.bundle().review()).read().verdict();
    if (before != verdict) {
      Instant now = Instant.now();
      long unixNanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
      store.review(row.id(), List.of(new ReviewEntry(unixNanos, "", What.VERDICT, verdict.name())));
    }
    return before;
  }

  /// Moves an episode to the trash, and offers to undo it.
  ///
  /// @param release waits until its files are closed: some systems do not move open ones
  void trash(EpisodeRow row, Release release) {
    Library store = library.store();
    if (store == null) {
      return;
    }
    inTurn(
        BackgroundTask.of(
                "Moving an episode to the trash",
                _ -> {
                  release.await();
                  store.trash(row.id());
                  return row;
                })
            .onSuccess(_ -> {
              boolean[] undone = new boolean[1];
              Runnable undo =
                  () -> {
                    // The notice and the keys undo the same thing.
                    if (!undone[0]) {
                      undone[0] = true;
                      restore(store, row);
                    }
                  };
              push(undo);
              notices.accept(
                  Notice.info("Moved to the trash", EpisodeWords.task(row) + ". Nothing is erased.")
                      .with(
                          Action.named(
                                  "review.restore." + row.id().text(),
                                  "Undo",
                                  () -> {
                                    drop(undo);
                                    undo.run();
                                  })
                              .icon(Feather.CORNER_UP_LEFT)));
              library.changed();
            })
            .onFailure(e -> {
              failed("The episode was not moved to the trash", e);
              // It is still there: show it again.
              restored.accept(row.id());
            }));
  }

  private void restore(Library store, EpisodeRow row) {
    inTurn(
        BackgroundTask.of(
                "Taking an episode out of the trash",
                _ -> {
                  store.restore(row.id());
                  return row;
                })
            .onSuccess(_ -> {
              restored.accept(row.id());
              library.changed();
            })
            .onFailure(e -> failed("The episode was not taken out of the trash", e)));
  }

  /// Takes back what was decided last.
  void undo() {
    Runnable last = undos.pollLast();
    undoable.set(!undos.isEmpty());
    if (last != null) {
      last.run();
    }
  }

  private void push(Runnable undo) {
    undos.addLast(undo);
    if (undos.size() > MOST_UNDONE) {
      undos.removeFirst();
    }
    undoable.set(true);
  }

  private void drop(Runnable undo) {
    undos.remove(undo);
    undoable.set(!undos.isEmpty());
  }

  private void failed(String what, Exception e) {
    String said = e.getMessage() == null ? e.toString() : e.getMessage();
    notices.accept(Notice.warning(what, "The episode is as it was. " + said));
  }

  private void inTurn(BackgroundTask<?> task) {
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
