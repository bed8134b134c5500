package dev.handloom.app.cli;

import dev.handloom.app.Version;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.importer.BundleMaker;
import dev.handloom.store.importer.DatasetImport;
import dev.handloom.store.importer.ImportFormat;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Imports datasets of other programs, and says what came of it.
final class DatasetImports {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,7})(?:-(\\d{1,7}))?");
  private static final int MOST_EPISODES = 1_000_000;
  private static final int MOST_NOTES = 40;

  private final Terminal terminal;
  private final boolean json;
  private final DatasetImport.Wording wording;
  private final @Nullable List<Integer> episodes;
  private final boolean again;

  /// @param episodes as `0,3-5`; empty for all
  /// @param again also what is in the library since an import before
  DatasetImports(
      Terminal terminal,
      boolean json,
      DatasetImport.Wording wording,
      String episodes,
      boolean again) {
    this.terminal = terminal;
    this.json = json;
    this.wording = wording;
    this.episodes = episodes.isBlank() ? null : numbers(episodes);
    this.again = again;
  }

  private static List<Integer> numbers(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher range = RANGE.matcher(part.strip());
      int from = range.matches() ? Integer.parseInt(range.group(1)) : -1;
      int to = from >= 0 && range.group(2) != null ? Integer.parseInt(range.group(2)) : from;
      if (from < 0 || to < from || to - from > MOST_EPISODES) {
        throw new CommandFailed(
            CommandFailed.USAGE, "--episodes: say them as 0,3-5, not as " + text);
      }
      for (int number = from; number <= to; number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  record Row(
      String name,
      String episode,
      String folder,
      String task,
      List<String> notes,
      boolean before,
      String trouble) {}

  record Result(
      String dataset,
      String format,
      int found,
      long imported,
      long before,
      List<Row> episodes,
      List<DatasetReports.Row> findings,
      String left) {}

  /// The formats by their names, for a person.
  static String kinds() {
    return String.join(", ", DatasetImport.FORMATS.stream().map(ImportFormat::words).toList());
  }

  static @Nullable ImportFormat named(String name) {
    return DatasetImport.FORMATS.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /// Imports one after the other.
  ///
  /// @param format null to find out by looking
  /// @return the exit code
  int run(Library store, @Nullable ImportFormat format, List<Path> datasets) throws IOException {
    for (Path dataset : datasets) {
      if (!Files.exists(dataset)) {
        throw new CommandFailed(CommandFailed.USAGE, "There is no such folder or file: " + dataset);
      }
      if (format == null && DatasetImport.format(dataset).isEmpty()) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "Nothing here is known to be a dataset: "
                + dataset
                + "\nWhat can be imported: "
                + kinds()
                + "; GoPro files as 'handloom import gopro FILE'.");
      }
    }
    List<Result> results = new ArrayList<>();
    boolean all = true;
    // Open until what was kept is told: past it the process ends.
    try (GentleEnd end = new GentleEnd()) {
      for (Path dataset : datasets) {
        if (end.asked()) {
          all = false;
          terminal.tell("Not begun: " + dataset);
          continue;
        }
        ImportFormat chosen = format == null ? DatasetImport.format(dataset).orElseThrow() : format;
        Result result = one(store, chosen, dataset, end);
        results.add(result);
        all &= result.imported() + result.before() == result.found() && result.found() > 0;
        if (!json) {
          say(result);
        }
      }
      if (json) {
        terminal.json(results);
      }
    }
    return all ? 0 : CommandFailed.FINDING;
  }

  private Result one(Library store, ImportFormat format, Path dataset, GentleEnd end)
      throws IOException {
    DatasetImport.Outcome outcome;
    try (ProgressLine line = new ProgressLine(terminal, "Importing")) {
      outcome =
          new DatasetImport(store, "Handloom " + Version.text())
              .run(
                  format,
                  dataset,
                  episodes,
                  wording,
                  again,
                  (done, of, what) -> {
                    if (end.asked()) {
                      throw new CancellationException("Asked to end");
                    }
                    line.at(done / Math.max(1, of), what);
                  });
      line.done(Figures.count(outcome.imported(), "episode", "episodes"));
    } catch (IOException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
    return new Result(
        dataset.toString(),
        outcome.format(),
        outcome.found(),
        outcome.imported(),
        outcome.there(),
        outcome.episodes().stream().map(DatasetImports::row).toList(),
        DatasetReports.rows(outcome.findings()),
        ranges(outcome.left()));
  }

  /// `3,5-9` of such numbers, as `--episodes` takes them.
  static String ranges(List<Integer> numbers) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < numbers.size(); ) {
      int last = i;
      while (last + 1 < numbers.size() && numbers.get(last + 1) == numbers.get(last) + 1) {
        last++;
      }
      parts.add(last == i ? numbers.get(i).toString() : numbers.get(i) + "-" + numbers.get(last));
      i = last + 1;
    }
    return String.join(",", parts);
  }

  private static Row row(DatasetImport.Episode episode) {
    BundleMaker.Made made = episode.made();
    Bundle there = episode.there();
    if (there != null) {
      return new Row(
          episode.name(), there.id().text(), there.folder().toString(), "", List.of(), true, "");
    }
    return made == null
        ? new Row(episode.name(), "", "", "", List.of(), false, episode.trouble())
        : new Row(
            episode.name(),
            made.bundle().id().text(),
            made.bundle().folder().toString(),
            made.manifest().task(),
            made.notes(),
            false,
            "");
  }

  private void say(Result result) {
    int notes = 0;
    for (Row row : result.episodes()) {
      if (!row.trouble().isEmpty()) {
        terminal.say("Not imported: " + row.name() + ". " + row.trouble());
        continue;
      }
      if (row.before()) {
        continue;
      }
      terminal.say(row.episode() + "  " + row.name() + "  " + row.task());
      for (String note : row.notes().subList(1, row.notes().size())) {
        if (notes++ < MOST_NOTES) {
          terminal.say("    " + note);
        }
      }
    }
    if (!result.findings().isEmpty()) {
      terminal.say("What is wrong with the dataset:");
      result.findings().forEach(finding -> terminal.say(line(finding)));
    }
    if (result.before() > 0) {
      terminal.say(
          (result.before() == 1
                  ? "1 episode is in the library already and was not imported again: "
                  : result.before()
                      + " episodes are in the library already and were not imported again, as ")
              + result.episodes().stream()
                  .filter(Row::before)
                  .findFirst()
                  .map(Row::episode)
                  .orElse("")
              + ". With --again they are.");
    }
    if (result.before() == result.found() && result.found() > 0) {
      return;
    }
    terminal.say(
        result.imported()
            + " of "
            + Figures.count(result.found(), "episode", "episodes")
            + " imported from "
            + result.format()
            + (result.imported() == 0
                ? ""
                : "; look at them in the library, or 'handloom export' them"));
    if (!result.left().isEmpty()) {
      terminal.say(
          "It did not go to its end. What is imported is kept, and nothing is left of the episode"
              + " that was under way. Go on with --episodes "
              + result.left());
    }
  }

  private static String line(DatasetReports.Row row) {
    return "    "
        + row.id()
        + "  "
        + row.severity()
        + (row.episode() == null ? "" : "  episode " + row.episode())
        + (row.row() == null ? "" : ", row " + row.row())
        + (row.subject().isEmpty() ? "" : "  " + row.subject())
        + "  "
        + row.message();
  }
}
