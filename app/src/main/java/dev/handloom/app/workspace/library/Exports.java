package dev.handloom.app.workspace.library;

import dev.handloom.app.Version;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.Progress;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.export.ExportResult;
import dev.handloom.store.export.ExportRun;
import dev.handloom.store.export.mcap.McapExport;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Exports that the window began: one at a time, and going on whatever workspace is in front. While
/// a take is recorded it rests; the disk belongs to the recording.
final class Exports {
  /// With less of it done, the time left is a guess.
  private static final double LEAST_SHARE = 0.02;

  private final OpenLibrary open;
  private final TaskRunner tasks;
  private final BooleanSupplier recording;
  private final Consumer<Notice> notices;
  private final ReadOnlyObjectWrapper<@Nullable BackgroundTask<?>> running =
      new ReadOnlyObjectWrapper<>(this, "running");
  private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome =
      new ReadOnlyObjectWrapper<>(this, "outcome");

  /// @param recording whether a take is recorded now; asked on any thread
  Exports(OpenLibrary open, TaskRunner tasks, BooleanSupplier recording, Consumer<Notice> notices) {
    this.open = open;
    this.tasks = tasks;
    this.recording = recording;
    this.notices = notices;
  }

  /// What came of the last one.
  record Outcome(Path folder, List<ExportResult> results) {
    List<ExportResult> bad() {
      return results.stream().filter(r -> !r.state().good()).toList();
    }

    String headline() {
      int good = results.size() - bad().size();
      if (results.isEmpty()) {
        return "No episode fits; nothing was exported";
      }
      return bad().isEmpty()
          ? Amounts.count(good, "episode is", "episodes are") + " exported and read back"
          : good + " of " + Amounts.count(results.size(), "episode", "episodes") + " exported";
    }
  }

  /// The export that runs; null while none does.
  ReadOnlyObjectProperty<@Nullable BackgroundTask<?>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Outcome> outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  /// Exports the episodes that a search finds.
  ///
  /// @param query empty for all
  /// @param whole whole takes, also where a part is marked for use
  void start(String query, Path folder, boolean whole, Consumer<Outcome> ended) {
    Library library = open.store();
    if (library == null || running.get() != null) {
      return;
    }
    BackgroundTask<Outcome> task =
        BackgroundTask.of(
                "Exporting to " + folder.getFileName(),
                progress -> export(library, query, folder, whole, progress))
            .onSuccess(done -> {
              outcome.set(done);
              ended.accept(done);
            })
            .onCancelled(() ->
                notices.accept(
                    Notice.info(
                        "The export was stopped",
                        "The episodes that were done are kept. Export again into the same folder"
                            + " and only the others are made.")))
            .onFailure(e ->
                notices.accept(
                    Notice.warning(
                        "Nothing was exported",
                        e.getMessage() + ". The episodes were not touched.")));
    outcome.set(null);
    running.set(task);
    task.whenFinished(() -> running.set(null)).startOn(tasks);
  }

  private Outcome export(
      Library library, String query, Path folder, boolean whole, Progress progress)
      throws IOException, InterruptedException {
    List<Bundle> bundles = new ArrayList<>();
    for (EpisodeRow row : library.search(query).reversed()) {
      bundles.add(row.bundle());
    }
    ExportRun run =
        new ExportRun(
            new McapExport(
                Disk.ofThisMachine(), folder, whole, false, "handloom " + Version.text()),
            recording);
    long begun = System.nanoTime();
    List<ExportResult> results =
        run.run(
            bundles,
            (share, done, all) -> {
              if (progress.isCancelled()) {
                run.stop();
              }
              progress.report(share, 1);
              progress.say(words(share, done, all, System.nanoTime() - begun));
            });
    progress.checkCancelled();
    return new Outcome(folder, results);
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
