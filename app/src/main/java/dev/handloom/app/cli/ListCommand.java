package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.library.QueryException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the episodes of a library.
@Command(name = "list", description = "List the episodes of a library.")
final class ListCommand implements Callable<Integer> {
  static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = {"--query", "--search"},
      paramLabel = "TEXT",
      description =
          "Only those that fit: words, and keys as in 'pour person:p07 -tag:slow sync<2ms"
              + " since:2026-11-01'. A wrong key lists them all.")
  private String search = "";

  ListCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  record Listing(String library, List<Episode> episodes) {}

  /// An episode in the JSON list.
  record Episode(
      String id,
      String folder,
      String task,
      String person,
      String rig,
      String started,
      double seconds,
      String state,
      int streams,
      int cameras,
      long bytes,
      long missing,
      @Nullable Double timesWithinMillis,
      String verdict,
      List<String> tags,
      String note,
      @Nullable Integer score,
      String reason,
      int segments,
      @Nullable String checked,
      String worstFinding) {}

  @Override
  public Integer call() throws IOException {
    try (Library store = library.open(folders, terminal)) {
      List<EpisodeRow> rows = rows(store);
      if (json.json) {
        terminal.json(
            new Listing(
                store.folder().toString(), rows.stream().map(ListCommand::episode).toList()));
        return 0;
      }
      if (rows.isEmpty()) {
        terminal.say(
            search.isBlank()
                ? "No episodes yet. 'handloom demo' records two on the simulated rig."
                : "No episode fits \"" + search + "\".");
        return 0;
      }
      for (EpisodeRow row : rows) {
        terminal.say(line(row));
      }
      terminal.say(Figures.count(rows.size(), "episode", "episodes") + " in " + store.folder());
      return 0;
    }
  }

  private List<EpisodeRow> rows(Library store) throws IOException {
    try {
      return store.search(search);
    } catch (QueryException e) {
      throw new CommandFailed(CommandFailed.USAGE, "--query: " + e.getMessage());
    }
  }

  static Instant started(EpisodeRow row) {
    return Instant.ofEpochSecond(0, row.startUnixNanos());
  }

  private static Episode episode(EpisodeRow row) {
    Long bound = row.worstBoundNanos();
    Long checked = row.checkedUnixNanos();
    return new Episode(
        row.id().text(),
        row.bundle().folder().toString(),
        row.task(),
        row.person(),
        row.rig(),
        started(row).toString(),
        row.durationNanos() / 1e9,
        row.state().name().toLowerCase(Locale.ROOT),
        row.streams(),
        row.cameras(),
        row.bytes(),
        row.missing(),
        bound == null ? null : bound / 1e6,
        row.verdict().name().toLowerCase(Locale.ROOT),
        row.tags(),
        row.note(),
        row.score(),
        row.reason(),
        row.segments(),
        checked == null ? null : Instant.ofEpochSecond(0, checked).toString(),
        row.worstFinding());
  }

  private static String line(EpisodeRow row) {
    return String.format(
            Locale.ROOT,
            "%s  %s  %7s  %9s  %s%s%s",
            row.id(),
            WHEN.format(started(row)),
            Figures.seconds(row.durationNanos() / 1e9),
            Figures.bytes(row.bytes()),
            row.task().isBlank() ? "(no task)" : row.task(),
            row.missing() == 0
                ? ""
                : "  " + Figures.count(row.missing(), "sample", "samples") + " missing",
            row.state() == dev.handloom.store.episode.Manifest.State.RECOVERED ? "  recovered" : "")
        .stripTrailing();
  }
}
