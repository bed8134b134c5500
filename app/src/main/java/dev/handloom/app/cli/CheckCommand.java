package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.Finding;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        "Check an episode or a whole library: files, counts, times, pictures. Exit code 1 if one is not"
            + " what it says.")
final class CheckCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "EPISODE|LIBRARY",
      description = "A folder, or an episode's id; the whole library if none is given.")
  private @Nullable String what;

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--pictures", description = "Decode every picture too; takes longer.")
  private boolean pictures;

  CheckCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  record Checked(String episode, String folder, boolean good, long messages, List<Row> findings) {}

  record Row(String severity, String code, String subject, String message, String remedy) {}

  @Override
  public Integer call() throws IOException {
    List<CheckReport> reports;
    try (ProgressLine line = new ProgressLine(terminal, "Checking")) {
      reports = reports((done, all, detail) -> line.at(done / Math.max(1, all), detail));
      line.done(Figures.count(reports.size(), "episode", "episodes"));
    }
    boolean good = reports.stream().allMatch(CheckReport::good);
    if (json.json) {
      terminal.json(reports.stream().map(CheckCommand::checked).toList());
      return good ? 0 : CommandFailed.FINDING;
    }
    for (CheckReport report : reports) {
      terminal.say(
          report.bundle().id()
              + (report.good()
                  ? "  whole, " + Figures.count(report.messages(), "message", "messages")
                  : "  NOT what it says"));
      for (Finding finding : report.findings()) {
        terminal.say(
            "    "
                + finding.severity().name().toLowerCase(Locale.ROOT)
                + (finding.subject().isEmpty() ? "" : "  " + finding.subject())
                + "  "
                + finding.message()
                + (finding.remedy().isEmpty() ? "" : ". " + finding.remedy()));
      }
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
    return good ? 0 : CommandFailed.FINDING;
  }

  private List<CheckReport> reports(CheckProgress progress) throws IOException {
    String chosen = what;
    if (chosen == null) {
      try (Library store = library.open(folders, terminal)) {
        return EpisodeCheck.checkAll(store, pictures, progress);
      }
    }
    if (chosen.isBlank()) {
      throw new CommandFailed(
          CommandFailed.USAGE, "Say what to check: an episode's id, its folder, or a library's.");
    }
    Path folder = Path.of(chosen);
    if (EpisodeChoice.isEpisode(folder)) {
      return List.of(EpisodeCheck.check(EpisodeChoice.in(folder), pictures, progress));
    }
    if (Files.isDirectory(folder.resolve("episodes"))) {
      try (Library store = Library.open(folder)) {
        return EpisodeCheck.checkAll(store, pictures, progress);
      }
    }
    if (Files.exists(folder)) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE, "This is neither an episode's folder nor a library's: " + folder);
    }
    if (folder.getNameCount() > 1 || folder.isAbsolute()) {
      throw new CommandFailed(CommandFailed.UNUSABLE, "There is no such folder: " + folder);
    }
    try (Library store = library.open(folders, terminal)) {
      return List.of(EpisodeCheck.check(EpisodeChoice.of(store, chosen), pictures, progress));
    }
  }

  private static Checked checked(CheckReport report) {
    return new Checked(
        report.bundle().id().text(),
        report.bundle().folder().toString(),
        report.good(),
        report.messages(),
        report.findings().stream()
            .map(f ->
                new Row(
                    f.severity().name().toLowerCase(Locale.ROOT),
                    f.code().name().toLowerCase(Locale.ROOT),
                    f.subject(),
                    f.message(),
                    f.remedy()))
            .toList());
  }
}
