package dev.handloom.app.workspace.review;

import dev.handloom.app.Version;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.check.LibraryCheck;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/// Checks the episode in front, picture by picture; what was found is kept beside it.
final class CheckHere {
  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private boolean busy;

  CheckHere(OpenLibrary library, TaskRunner tasks, Consumer<Notice> notices) {
    this.library = library;
    this.tasks = tasks;
    this.notices = notices;
  }

  void check(EpisodeRow row) {
    Library store = library.store();
    if (store == null || busy) {
      return;
    }
    busy = true;
    BackgroundTask.of(
            "Checking " + Decisions.name(row),
            progress -> {
              LibraryCheck.Outcome outcome =
                  LibraryCheck.of(
                      store,
                      List.of(row.bundle()),
                      true,
                      (done, all, _) -> {
                        if (progress.isCancelled()) {
                          throw new CancellationException();
                        }
                        progress.report(done, all);
                      });
              progress.checkCancelled();
              LibraryCheck.keep(store, outcome, "Handloom " + Version.text());
              return outcome;
            })
        .onSuccess(_ -> library.changed())
        .onCancelled(() ->
            notices.accept(Notice.info("The check was stopped", "The findings of before stay.")))
        .onFailure(e ->
            notices.accept(
                Notice.warning(
                    "The episode could not be checked", e.getMessage() + ". Nothing was changed.")))
        .whenFinished(() -> busy = false)
        .startOn(tasks);
  }
}
