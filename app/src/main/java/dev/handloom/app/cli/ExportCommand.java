package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.ExportResult;
import dev.handloom.store.export.ExportResult.State;
import dev.handloom.store.export.ExportRun;
import dev.handloom.store.export.formats.DatasetFormats;
import dev.handloom.store.export.mcap.McapExport;
import dev.handloom.store.export.mcap.McapWish;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.library.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes episodes for other programs.
@Command(
    name = "export",
    description = {
      "Write episodes for other programs: with --format mcap one file for each, pictures, signals,"
          + " events and review inside; with the other formats one dataset of all of them, at one"
          + " rate.",
      "What is there already is left out or gone on with, so that a run that was stopped can be"
          + " begun again. A dataset is looked over before it gets its name. Exit code 1 if an"
          + " episode cannot be exported or a dataset is faulty, 3 if the folder or its disk fails."
    })
final class ExportCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "EPISODE",
      description = "Which ones, by id or folder; all of the library if none is given.")
  private List<String> episodes = new ArrayList<>();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = {
        "mcap: one self-contained file an episode; --set keypoints=mediapipe (mano, both) puts"
            + " keypoints beside hands;",
        DatasetFormats.LIST,
      })
  private String format = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the files go; made if it is not there. Of a dataset, its own folder.")
  private Path out = Path.of("");

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description = "Only the episodes that 'list --search' finds so.")
  private @Nullable String query;

  @Option(
      names = "--whole",
      description = "The whole take, also where the review says which part to use.")
  private boolean whole;

  @Option(
      names = "--overwrite",
      description = "Replace files that are there and differ, or a dataset of ours.")
  private boolean overwrite;

  @Option(
      names = "--append",
      description =
          "Add the episodes to a LeRobot v3 dataset that is there, ours or not, made as its others"
              + " are. Those in it are not added again.")
  private boolean append;

  @Mixin private DatasetWishes wishes = new DatasetWishes();

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  ExportCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  record Exported(String format, String folder, List<Row> episodes) {}

  record Row(
      String episode,
      String state,
      String file,
      long messages,
      long bytes,
      double takeSeconds,
      double workSeconds,
      String message) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    DatasetFormat dataset = dataset();
    if (query != null && !episodes.isEmpty()) {
      throw new CommandFailed(
          CommandFailed.USAGE, "Name the episodes, or give a --query; not both.");
    }
    List<Bundle> bundles = chosen();
    if (bundles.isEmpty()) {
      if (json.json) {
        terminal.json(new Exported(format, out.toString(), List.of()));
      } else {
        terminal.say("There is no such episode; nothing was exported.");
      }
      return 0;
    }
    Path folder = out.toAbsolutePath().normalize();
    if (Files.isRegularFile(folder)) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE, "This is a file, and --out is a folder: " + folder);
    }
    if (dataset != null) {
      return new DatasetExport(terminal, json.json, wishes, dataset)
          .run(bundles, folder, whole, standing());
    }
    Durable.makeFolders(folder);
    List<ExportResult> results = run(bundles, folder);
    tell(results, folder);
    return code(results);
  }

  private DatasetExport.Standing standing() {
    if (append && overwrite) {
      throw new CommandFailed(
          CommandFailed.USAGE, "A dataset is added to or overwritten: --append or --overwrite.");
    }
    return append
        ? DatasetExport.Standing.GROWS
        : overwrite ? DatasetExport.Standing.GIVES_WAY : DatasetExport.Standing.STAYS;
  }

  /// Null where each episode is a file of its own.
  private @Nullable DatasetFormat dataset() {
    if (format.equalsIgnoreCase("mcap")) {
      if (append) {
        throw new CommandFailed(
            CommandFailed.USAGE,
            "With --format mcap each episode is a file of its own: there is nothing to --append to."
                + " Episodes that are there already are left out anyway.");
      }
      if (!wishes.forFiles()) {
        throw new CommandFailed(
            CommandFailed.USAGE,
            "An MCAP is an episode as it was recorded: it has no rate, no actions and no card, and"
                + " its pictures stay as they were packed. Leave these options away, or choose"
                + " another format.");
      }
      return null;
    }
    return DatasetFormats.named(format)
        .orElseThrow(() ->
            new CommandFailed(
                CommandFailed.USAGE,
                "There is no format \""
                    + format
                    + "\". There are: mcap, "
                    + DatasetFormats.names()));
  }

  private List<ExportResult> run(List<Bundle> bundles, Path folder) throws InterruptedException {
    ExportRun run =
        new ExportRun(
            new McapExport(
                Disk.ofThisMachine(),
                folder,
                new McapWish(whole, overwrite, wishes.noNames, wishes.keypointsOfFiles()),
                "handloom " + Version.text()),
            () -> false);
    try (GentleEnd end = new GentleEnd();
        ProgressLine line = new ProgressLine(terminal, "Exporting")) {
      List<ExportResult> results =
          run.run(
              bundles,
              (share, done, all) -> {
                if (end.asked()) {
                  run.stop();
                }
                line.at(share, done + " of " + Figures.count(all, "episode", "episodes"));
              });
      line.done(Figures.count(results.size(), "episode", "episodes"));
      return results;
    }
  }

  private List<Bundle> chosen() throws IOException {
    Set<Bundle> bundles = new LinkedHashSet<>();
    List<String> ids = new ArrayList<>();
    for (String episode : episodes) {
      if (episode.isBlank()) {
        throw new CommandFailed(CommandFailed.USAGE, "An episode's id or folder is empty.");
      }
      if (EpisodeChoice.isEpisode(Path.of(episode))) {
        bundles.add(EpisodeChoice.in(Path.of(episode)));
      } else {
        ids.add(episode);
      }
    }
    if (!episodes.isEmpty() && ids.isEmpty()) {
      return List.copyOf(bundles);
    }
    try (Library store = library.open(folders, terminal)) {
      for (String id : ids) {
        bundles.add(EpisodeChoice.of(store, id));
      }
      if (ids.isEmpty()) {
        for (EpisodeRow row : store.search(query == null ? "" : query).reversed()) {
          bundles.add(row.bundle());
        }
      }
    } catch (QueryException e) {
      throw new CommandFailed(CommandFailed.USAGE, "--query: " + e.getMessage());
    }
    return List.copyOf(bundles);
  }

  private void tell(List<ExportResult> results, Path folder) {
    if (json.json) {
      terminal.json(
          new Exported(
              "mcap", folder.toString(), results.stream().map(ExportCommand::row).toList()));
      return;
    }
    for (ExportResult result : results) {
      terminal.say(line(result));
    }
    long good = results.stream().filter(r -> r.state().good()).count();
    terminal.say(
        good
            + " of "
            + Figures.count(results.size(), "episode", "episodes")
            + (good == 1 ? " is in " : " are in ")
            + folder);
  }

  private static String line(ExportResult result) {
    String id = result.bundle().id().text();
    return switch (result.state()) {
      case EXPORTED ->
          id
              + "  exported, "
              + Figures.count(result.messages(), "message", "messages")
              + ", "
              + Figures.bytes(result.bytes())
              + ", read back whole"
              + (result.message().isEmpty() ? "" : ". " + result.message());
      case ALREADY_THERE -> id + "  is there already";
      default -> id + "  NOT exported. " + result.message();
    };
  }

  private static Row row(ExportResult result) {
    return new Row(
        result.bundle().id().text(),
        result.state().name().toLowerCase(Locale.ROOT),
        result.file().toString(),
        result.messages(),
        result.bytes(),
        result.takeNanos() / 1e9,
        result.workNanos() / 1e9,
        result.message());
  }

  private static int code(List<ExportResult> results) {
    boolean disk = results.stream().anyMatch(r -> r.state() == State.DISK_FAILED);
    boolean all = results.stream().allMatch(r -> r.state().good());
    return disk ? CommandFailed.UNUSABLE : all ? 0 : CommandFailed.FINDING;
  }
}
