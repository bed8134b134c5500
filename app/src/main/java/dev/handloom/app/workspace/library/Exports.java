package dev.handloom.app.workspace.library;

import dev.handloom.app.Version;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.Progress;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.workspace.library.Outcome.Trouble;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.export.ExportProgress;
import dev.handloom.store.export.ExportResult;
import dev.handloom.store.export.ExportRun;
import dev.handloom.store.export.mcap.McapExport;
import dev.handloom.store.export.mcap.McapWish;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/// Exports that the window began: one at a time, and going on whatever workspace is in front. While
/// a take is recorded it rests; the disk belongs to the recording.
final class Exports {
  /// With less of it done, the time left is a guess.
  private static final double LEAST_SHARE = 0.02;

  private final OpenLibrary open;
  private final TaskRunner tasks;
  private final LongWork work;
  private final BooleanSupplier recording;
  private final Consumer<Notice> notices;

  /// @param recording whether a take is recorded now; asked on any thread
  Exports(OpenLibrary open, TaskRunner tasks, BooleanSupplier recording, Consumer<Notice> notices) {
    this.open = open;
    this.tasks = tasks;
    work = new LongWork(tasks);
    this.recording = recording;
    this.notices = notices;
  }

  /// The library that is open; null while none is.
  ReadOnlyObjectProperty<@Nullable Library> storeProperty() {
    return open.storeProperty();
  }

  /// What runs, and what came of the last one.
  LongWork work() {
    return work;
  }

  /// Exports each of the episodes that a search finds as a file.
  ///
  /// @param query empty for all
  /// @param whole whole takes, also where a part is marked for use
  void start(String query, Path folder, boolean whole, Consumer<Outcome> ended) {
    start(ExportWish.files(query, whole), folder, ended);
  }

  void start(ExportWish wish, Path folder, Consumer<Outcome> ended) {
    Library library = open.store();
    if (library == null || work.busy()) {
      return;
    }
    BackgroundTask<Outcome> task =
        BackgroundTask.of(
                "Exporting to " + folder.getFileName(),
                progress -> export(library, wish, folder, progress))
            .onCancelled(() ->
                notices.accept(
                    Notice.info(
                        "The export was stopped",
                        "What was done is kept. Export the same again into the same folder, and it"
                            + " goes on from there.")))
            .onFailure(e ->
                notices.accept(
                    Notice.warning(
                        "Nothing was exported",
                        e.getMessage() + ". The episodes were not touched.")));
    work.begin(task, ended);
  }

  /// What an export would be, told on the thread of the window.
  ///
  /// @param told a line each; the first sums it up
  void effect(ExportWish wish, Consumer<List<String>> told) {
    Library library = open.store();
    if (library == null) {
      told.accept(List.of());
      return;
    }
    BackgroundTask.of("Reading what would be exported", _ -> effect(library, wish))
        .onSuccess(told)
        .onFailure(e -> told.accept(List.of(e.getMessage() + ".")))
        .startOn(tasks);
  }

  private static List<String> effect(Library library, ExportWish wish) throws IOException {
    List<EpisodeRow> rows = wish.rows(library);
    if (rows.isEmpty()) {
      return List.of("No episode fits");
    }
    if (wish.format() != null) {
      try {
        return new DatasetExports(wish, rows).effect();
      } catch (DatasetException e) {
        return List.of(String.valueOf(e.getMessage()));
      }
    }
    return List.of(
        Amounts.count(rows.size(), "episode", "episodes")
            + ", "
            + Amounts.length(rows.stream().mapToLong(EpisodeRow::durationNanos).sum())
            + ", about "
            + Amounts.bytes(rows.stream().mapToLong(EpisodeRow::bytes).sum()));
  }

  private Outcome export(Library library, ExportWish wish, Path folder, Progress progress)
      throws IOException, InterruptedException {
    List<EpisodeRow> rows = wish.rows(library);
    long begun = System.nanoTime();
    ExportProgress told =
        (share, done, all) -> {
          progress.report(share, 1);
          progress.say(words(share, done, all, System.nanoTime() - begun));
        };
    Outcome outcome =
        wish.format() == null
            ? files(wish, rows, folder, told, progress)
            : new DatasetExports(wish, rows).run(folder, recording, progress::isCancelled, told);
    progress.checkCancelled();
    return outcome;
  }

  private Outcome files(
      ExportWish wish, List<EpisodeRow> rows, Path folder, ExportProgress told, Progress progress)
      throws InterruptedException {
    ExportRun run =
        new ExportRun(
            new McapExport(
                Disk.ofThisMachine(),
                folder,
                new McapWish(wish.whole(), false, wish.noNames(), List.of()),
                "handloom " + Version.text()),
            recording);
    List<Bundle> bundles = rows.stream().map(EpisodeRow::bundle).toList();
    return outcome(
        folder,
        run.run(
            bundles,
            (share, done, all) -> {
              if (progress.isCancelled()) {
                run.stop();
              }
              told.at(share, done, all);
            }));
  }

  private static Outcome outcome(Path folder, List<ExportResult> results) {
    List<Trouble> bad =
        results.stream()
            .filter(result -> !result.state().good())
            .map(result -> new Trouble(result.bundle().id().text(), result.message()))
            .toList();
    int good = results.size() - bad.size();
    return new Outcome(
        folder,
        results.isEmpty()
            ? "No episode fits; nothing was exported"
            : bad.isEmpty()
                ? Amounts.count(good, "episode is", "episodes are") + " exported and read back"
                : good
                    + " of "
                    + Amounts.count(results.size(), "episode", "episodes")
                    + " exported",
        bad.isEmpty(),
        bad);
  }

  private String words(double share, int done, int all, long nanos) {
    String where = "episode " + Math.min(done + 1, all) + " of " + all;
    if (recording.getAsBoolean()) {
      return where + ", rests while a take is recorded";
    }
    return share < LEAST_SHARE || share >= 1
        ? where
        : where + ", " + Amounts.length((long) (nanos * (1 - share) / share)) + " left";
  }
}
