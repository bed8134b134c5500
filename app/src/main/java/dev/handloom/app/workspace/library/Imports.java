package dev.handloom.app.workspace.library;

import dev.handloom.app.Version;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.Progress;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.workspace.library.Outcome.Trouble;
import dev.handloom.store.check.dataset.DatasetFinding;
import dev.handloom.store.importer.DatasetImport;
import dev.handloom.store.importer.ImportFormat;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Datasets of others that the window brings in: one at a time, and going on whatever workspace is
/// in front. While a take is recorded it rests; the disk belongs to the recording.
final class Imports {
  private static final long REST_NANOS = 100_000_000L;

  private final OpenLibrary open;
  private final LongWork work;
  private final BooleanSupplier recording;
  private final Consumer<Notice> notices;

  /// @param recording whether a take is recorded now; asked on any thread
  Imports(OpenLibrary open, TaskRunner tasks, BooleanSupplier recording, Consumer<Notice> notices) {
    this.open = open;
    work = new LongWork(tasks);
    this.recording = recording;
    this.notices = notices;
  }

  /// What can be imported, for a person.
  static String kinds() {
    return DatasetImport.FORMATS.stream()
        .map(ImportFormat::words)
        .collect(Collectors.joining(", "));
  }

  /// What runs, and what came of the last one.
  LongWork work() {
    return work;
  }

  /// Makes episodes of a dataset; those that are in the library since an import before are left
  /// out.
  void start(Path dataset, DatasetImport.Wording wording, Consumer<Outcome> ended) {
    Library library = open.store();
    if (library == null || work.busy()) {
      return;
    }
    BackgroundTask<Outcome> task =
        BackgroundTask.of(
                "Importing " + dataset.getFileName(),
                progress -> apart(library, dataset, wording, progress))
            .onFailure(
                e -> notices.accept(Notice.warning("Nothing was imported", e.getMessage() + ".")));
    work.begin(task.whenFinished(open::changed), ended);
  }

  /// On a thread that nobody interrupts: an interrupt closes the file that is written, and who
  /// cancels wants a whole episode or none.
  private Outcome apart(
      Library library, Path dataset, DatasetImport.Wording wording, Progress progress)
      throws Exception {
    FutureTask<Outcome> job = new FutureTask<>(() -> bring(library, dataset, wording, progress));
    Thread.ofPlatform().name("import").daemon().start(job);
    while (true) {
      try {
        return job.get();
      } catch (InterruptedException e) {
        // It asks at its next step whether it is to stop, and then says what was kept.
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
  }

  private Outcome bring(
      Library library, Path dataset, DatasetImport.Wording wording, Progress progress)
      throws IOException {
    ImportFormat format =
        DatasetImport.format(dataset)
            .orElseThrow(() ->
                new IOException(
                    "Nothing in this folder is known to be a dataset: "
                        + dataset
                        + ". What can be imported: "
                        + kinds()));
    return told(
        dataset,
        new DatasetImport(library, "Handloom " + Version.text())
            .run(
                format,
                dataset,
                null,
                wording,
                false,
                (done, all, what) -> {
                  progress.report(done, all);
                  rest(progress);
                  progress.say(
                      "episode " + Math.min(all, (int) done + 1) + " of " + all + ", " + what);
                }));
  }

  private void rest(Progress progress) {
    boolean said = false;
    while (recording.getAsBoolean() && !progress.isCancelled()) {
      if (!said) {
        progress.say("rests while a take is recorded");
        said = true;
      }
      LockSupport.parkNanos(REST_NANOS);
    }
    if (progress.isCancelled()) {
      throw new CancellationException();
    }
  }

  private static Outcome told(Path dataset, DatasetImport.Outcome done) {
    List<Trouble> troubles = new ArrayList<>();
    if (!done.left().isEmpty()) {
      troubles.add(
          new Trouble(
              Amounts.count(done.left().size(), "episode is", "episodes are") + " still to come",
              "What is imported is kept, and nothing is left of the episode that was under way."
                  + " Import the same again, and it goes on."));
    }
    done.episodes().stream()
        .filter(each -> !each.trouble().isEmpty())
        .forEach(each -> troubles.add(new Trouble(each.name(), each.trouble())));
    done.findings().forEach(each -> troubles.add(trouble(each)));
    boolean good = done.found() > 0 && done.imported() + done.there() == done.found();
    return new Outcome(dataset, headline(done), good, troubles);
  }

  private static String headline(DatasetImport.Outcome done) {
    if (done.found() == 0) {
      return "There is no episode in it";
    }
    if (done.there() == done.found()) {
      return done.found() == 1
          ? "Nothing is new: its episode is in the library already"
          : "Nothing is new: all its " + done.found() + " episodes are in the library already";
    }
    return done.imported()
        + " of "
        + Amounts.count(done.found(), "episode", "episodes")
        + " imported from "
        + done.format()
        + (done.there() == 0 ? "" : "; " + done.there() + " were in the library already");
  }

  private static Trouble trouble(DatasetFinding finding) {
    String where =
        (finding.episode() == DatasetFinding.NONE ? "" : "episode " + finding.episode() + " ")
            + finding.subject();
    return new Trouble(where.isBlank() ? "The dataset" : where.strip(), finding.message());
  }
}
