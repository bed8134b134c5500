package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.Finding;
import dev.handloom.store.check.LibraryCheck;
import dev.handloom.store.check.dataset.DatasetCheck;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.library.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Checks that episodes are what they say.
@Command(
    name = "check",
    description =
        "Check an episode, a whole library, or a dataset of another program: files, counts, times,"
            + " pictures. Exit code 1 if one is not what it says.")
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "EPISODE|LIBRARY|DATASET",
      description = "A folder, or an episode's id; the whole library if none is given.")
  private @Nullable String what;

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description = "Of a library, only the episodes that fit, as 'handloom list' finds them.")
  private String query = "";

  @Option(names = "--pictures", description = "Decode every picture too; takes longer.")
  private boolean pictures;

  @Option(
      names = "--quick",
      description = "Of a dataset, count the pictures instead of decoding every one.")
  private boolean quick;

  CheckCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  record Checked(String episode, String folder, boolean good, long messages, List<Row> findings) {}

  /// @param seconds when, counted from the start of the take; null where it has no time
  record Row(
      String id,
      String severity,
      String code,
      String subject,
      @Nullable Double seconds,
      String message,
      String remedy) {}

  @Override
  public Integer call() throws IOException {
    Path dataset = what == null || what.isBlank() ? null : Path.of(what);
    if (dataset != null && Files.exists(dataset) && DatasetCheck.knows(dataset)) {
      return DatasetReports.check(dataset, !quick, json.json, terminal);
    }
    LibraryCheck.Outcome outcome;
    try (ProgressLine line = new ProgressLine(terminal, "Checking")) {
      outcome = outcome((done, all, detail) -> line.at(done / Math.max(1, all), detail));
      line.done(Figures.count(outcome.episodes().size(), "episode", "episodes"));
    }
    List<CheckReport> reports = outcome.episodes();
    int code = outcome.good() ? 0 : CommandFailed.FINDING;
    if (json.json) {
      List<Checked> rows = new ArrayList<>(reports.stream().map(CheckCommand::checked).toList());
      if (!outcome.library().isEmpty()) {
        rows.add(
            new Checked(
                "", "", true, 0, outcome.library().stream().map(f -> row(f, null)).toList()));
      }
      terminal.json(rows);
      return code;
    }
    for (CheckReport report : reports) {
      terminal.say(
          report.bundle().id()
              + (report.good()
                  ? "  whole, " + Figures.count(report.messages(), "message", "messages")
                  : "  NOT what it says"));
      report.findings().forEach(f -> say(f, report.takeNanos(f)));
    }
    if (!outcome.library().isEmpty()) {
      terminal.say("The catalogue");
      outcome.library().forEach(f -> say(f, null));
    }
    long bad = reports.stream().filter(report -> !report.good()).count();
    terminal.say(
        reports.isEmpty()
            ? "There is no episode to check."
            : bad == 0
                ? Figures.count(reports.size(), "episode", "episodes") + " checked, all whole"
                : bad
                    + " of "
                    + Figures.count(reports.size(), "episode", "episodes")
                    + (bad == 1 ? " is" : " are")
                    + " not whole");
    return code;
  }

  private void say(Finding finding, @Nullable Long takeNanos) {
    terminal.say(
        "    "
            + finding.id()
            + "  "
            + finding.severity().word()
            + (takeNanos == null ? "" : "  at " + Figures.seconds(takeNanos / 1e9))
            + (finding.subject().isEmpty() ? "" : "  " + finding.subject())
            + "  "
            + finding.message()
            + ". "
            + finding.remedy());
  }

  private LibraryCheck.Outcome outcome(CheckProgress progress) throws IOException {
    String chosen = what;
    if (chosen == null) {
      try (Library store = library.open(folders, terminal)) {
        return all(store, progress);
      }
    }
    if (chosen.isBlank()) {
      throw new CommandFailed(
          CommandFailed.USAGE, "Say what to check: an episode's id, its folder, or a library's.");
    }
    Path folder = Path.of(chosen);
    if (EpisodeChoice.isEpisode(folder)) {
      return one(EpisodeChoice.in(folder), progress);
    }
    if (Files.isDirectory(folder.resolve("episodes"))) {
      try (Library store = LibraryOption.told(Library.open(folder), terminal)) {
        return all(store, progress);
      }
    }
    if (Files.exists(folder)) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "This is neither an episode's folder nor a library's, nor a dataset that can be checked: "
              + folder);
    }
    if (folder.getNameCount() > 1 || folder.isAbsolute()) {
      throw new CommandFailed(CommandFailed.UNUSABLE, "There is no such folder: " + folder);
    }
    try (Library store = library.open(folders, terminal)) {
      LibraryCheck.Outcome outcome = one(EpisodeChoice.of(store, chosen), progress);
      keep(store, outcome);
      return outcome;
    }
  }

  private LibraryCheck.Outcome all(Library store, CheckProgress progress) throws IOException {
    if (query.isBlank()) {
      LibraryCheck.Outcome outcome = LibraryCheck.of(store, pictures, progress);
      keep(store, outcome);
      return outcome;
    }
    List<Bundle> bundles;
    try {
      bundles = store.search(query).stream().map(EpisodeRow::bundle).toList();
    } catch (QueryException e) {
      throw new CommandFailed(CommandFailed.USAGE, "--query: " + e.getMessage());
    }
    LibraryCheck.Outcome outcome = LibraryCheck.of(store, bundles, pictures, progress);
    keep(store, outcome);
    return outcome;
  }

  private LibraryCheck.Outcome one(Bundle bundle, CheckProgress progress) {
    return new LibraryCheck.Outcome(
        List.of(EpisodeCheck.check(bundle, pictures, progress)), List.of());
  }

  /// A library that cannot be written to is checked all the same.
  private void keep(Library store, LibraryCheck.Outcome outcome) {
    try {
      LibraryCheck.keep(store, outcome, "Handloom " + Version.text());
    } catch (IOException e) {
      terminal.tell("What was found cannot be kept beside the episodes. " + e.getMessage());
    }
  }

  private static Checked checked(CheckReport report) {
    return new Checked(
        report.bundle().id().text(),
        report.bundle().folder().toString(),
        report.good(),
        report.messages(),
        report.findings().stream().map(f -> row(f, report.takeNanos(f))).toList());
  }

  private static Row row(Finding finding, @Nullable Long takeNanos) {
    return new Row(
        finding.id(),
        finding.severity().word(),
        finding.code().name().toLowerCase(Locale.ROOT),
        finding.subject(),
        takeNanos == null ? null : Double.valueOf(takeNanos / 1e9),
        finding.message(),
        finding.remedy());
  }
}
