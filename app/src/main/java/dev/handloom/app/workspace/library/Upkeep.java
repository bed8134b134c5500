package dev.handloom.app.workspace.library;

import dev.handloom.app.Version;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.Progress;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.check.LibraryCheck;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What is done to the open library from time to time: checked, catalogued anew, restored from the
/// trash. One at a time.
final class Upkeep {
  private final OpenLibrary open;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
  private final ReadOnlyObjectWrapper<@Nullable BackgroundTask<?>> checking =
      new ReadOnlyObjectWrapper<>(this, "checking");
  private final ReadOnlyObjectWrapper<@Nullable CheckResult> result =
      new ReadOnlyObjectWrapper<>(this, "result");

  Upkeep(OpenLibrary open, TaskRunner tasks, Consumer<Notice> notices) {
    this.open = open;
    this.tasks = tasks;
    this.notices = notices;
    // A result speaks of one library only.
    open.storeProperty().subscribe(_ -> result.set(null));
  }

  /// Whether the library must stay as it is for now.
  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /// The check that runs; null while none does.
  ReadOnlyObjectProperty<@Nullable BackgroundTask<?>> checkingProperty() {
    return checking.getReadOnlyProperty();
  }

  /// Of the last check that came to its end; null before.
  ReadOnlyObjectProperty<@Nullable CheckResult> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /// Checks all episodes against what their manifests say.
  ///
  /// @param ended hears the result, after it is shown
  void check(boolean everyPicture, Consumer<CheckResult> ended) {
    Library library = open.store();
    if (library == null || busy.get()) {
      return;
    }
    BackgroundTask<CheckResult> task =
        BackgroundTask.of(
                "Checking all episodes", progress -> checkAll(library, everyPicture, progress))
            .onSuccess(checked -> {
              if (library.equals(open.store())) {
                result.set(checked);
                ended.accept(checked);
              }
            })
            .onCancelled(() ->
                notices.accept(
                    Notice.info(
                        "The check was stopped",
                        "Nothing was changed. The result of the check before, if any, stays.")))
            .onFailure(e ->
                notices.accept(
                    Notice.warning(
                        "The check could not be done",
                        e.getMessage()
                            + ". Nothing was changed; rebuild the catalogue, then check"
                            + " again.")));
    checking.set(task);
    start(
        task,
        () -> {
          checking.set(null);
          open.changed();
        });
  }

  /// Checks one episode; what was found is kept beside it.
  void check(EpisodeRow row) {
    Library library = open.store();
    if (library == null || busy.get()) {
      return;
    }
    BackgroundTask<LibraryCheck.Outcome> task =
        BackgroundTask.of(
                "Checking “" + Amounts.task(row.task()) + "”",
                progress -> {
                  LibraryCheck.Outcome outcome =
                      LibraryCheck.of(
                          library,
                          List.of(row.bundle()),
                          true,
                          (done, all, what) -> {
                            if (progress.isCancelled()) {
                              throw new CancellationException();
                            }
                            progress.report(done, all);
                            progress.say(file(what));
                          });
                  progress.checkCancelled();
                  LibraryCheck.keep(library, outcome, "Handloom " + Version.text());
                  return outcome;
                })
            .onCancelled(() ->
                notices.accept(
                    Notice.info("The check was stopped", "The findings of before stay.")))
            .onFailure(e ->
                notices.accept(
                    Notice.warning(
                        "The episode could not be checked",
                        e.getMessage() + ". Nothing was changed.")));
    start(task, open::changed);
  }

  private static CheckResult checkAll(Library library, boolean everyPicture, Progress progress)
      throws IOException, InterruptedException {
    LibraryCheck.Outcome outcome =
        LibraryCheck.of(
            library,
            everyPicture,
            (done, all, what) -> {
              if (progress.isCancelled()) {
                throw new CancellationException();
              }
              progress.report(done, all);
              progress.say(
                  "episode " + Math.min(all, (int) done + 1) + " of " + all + ", " + file(what));
            });
    progress.checkCancelled();
    LibraryCheck.keep(library, outcome, "Handloom " + Version.text());
    return CheckResult.of(outcome, library, everyPicture);
  }

  private static String file(String what) {
    return what.substring(what.indexOf(' ') + 1);
  }

  /// Makes the catalogue again from the episodes.
  void rebuild() {
    Library library = open.store();
    if (library == null || busy.get()) {
      return;
    }
    start(
        BackgroundTask.of(
                "Rebuilding the catalogue",
                progress -> {
                  List<String> unreadable =
                      library.rebuild((done, all) -> {
                        if (progress.isCancelled()) {
                          throw new CancellationException();
                        }
                        progress.report(done, all);
                      });
                  return new Rebuilt(library.browse("").size(), unreadable);
                })
            .onSuccess(rebuilt -> notices.accept(told(rebuilt)))
            .onCancelled(() ->
                notices.accept(
                    Notice.info("The rebuild was stopped", "The catalogue is as it was before.")))
            .onFailure(e ->
                notices.accept(
                    Notice.warning(
                        "The catalogue could not be rebuilt",
                        e.getMessage() + ". The episodes are untouched."))),
        open::changed);
  }

  private record Rebuilt(int episodes, List<String> unreadable) {}

  private static Notice told(Rebuilt rebuilt) {
    String lists =
        "It lists "
            + Amounts.count(rebuilt.episodes(), "episode", "episodes")
            + ". Nothing in the episodes was changed.";
    if (rebuilt.unreadable().isEmpty()) {
      return Notice.success("The catalogue is rebuilt", lists);
    }
    return Notice.warning(
        "The catalogue is rebuilt, but "
            + Amounts.count(rebuilt.unreadable().size(), "episode", "episodes")
            + " cannot be read",
        lists + " " + rebuilt.unreadable().getFirst());
  }

  /// Takes an episode out of the trash again.
  void restore(EpisodeRow row) {
    Library library = open.store();
    if (library == null || busy.get()) {
      return;
    }
    String task = "“" + Amounts.task(row.task()) + "”";
    start(
        BackgroundTask.of(
                "Restoring " + task,
                _ -> {
                  library.restore(row.id());
                  return row;
                })
            .kept()
            .onSuccess(_ ->
                notices.accept(
                    Notice.success(
                        "The episode is restored", task + " is among the episodes again.")))
            .onFailure(e ->
                notices.accept(
                    Notice.warning(
                        "The episode could not be restored",
                        e.getMessage()
                            + ". Nothing was deleted; rebuild the catalogue, then try"
                            + " again."))),
        open::changed);
  }

  /// Erases episodes of the trash for good.
  void erase(List<EpisodeRow> rows) {
    Library library = open.store();
    if (library == null || busy.get()) {
      return;
    }
    start(
        BackgroundTask.of(
                "Emptying the trash",
                _ -> library.erase(rows.stream().map(EpisodeRow::id).toList()))
            .onSuccess(count ->
                notices.accept(
                    Notice.success(
                        Amounts.count(count, "episode is", "episodes are") + " erased",
                        "The room on the disk is free again.")))
            .onFailure(e ->
                notices.accept(
                    Notice.warning(
                        "The trash could not be emptied",
                        e.getMessage() + ". What is left of it is listed."))),
        open::changed);
  }

  private void start(BackgroundTask<?> task, Runnable afterwards) {
    busy.set(true);
    task.whenFinished(() -> busy.set(false)).whenFinished(afterwards).startOn(tasks);
  }
}
