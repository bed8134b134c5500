package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.preview.dream.DreamFile;
import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.ExampleReader;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.local.LocalModel;
import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.EpisodeReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a model dreams at a moment of an episode, as pictures to look at.
@Command(
    name = "dream",
    description = {
      "Write what a model dreams at a moment of an episode as PNG files, to look at.",
      "Each bears a frame of magenta and black, and says that it is predicted: it is never data."
    })
final class ModelsDreamCommand implements Callable<Integer> {
  private static final double SECOND_NANOS = 1e9;

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A name as champion, or the beginning of a digest.")
  private String model = "";

  @Parameters(index = "1", paramLabel = "EPISODE", description = "By its id or folder.")
  private String episode = "";

  @Option(
      names = "--at",
      paramLabel = "SECONDS",
      description = "When, from the beginning of the episode; its middle if not given.")
  private double at = Double.NaN;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the pictures go; made if it is not there.")
  private Path out = Path.of("");

  @Option(
      names = "--on",
      paramLabel = "DEVICE",
      description = "Where the model runs: best, cpu or cuda.",
      defaultValue = "best")
  private String on = "best";

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  ModelsDreamCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  record Row(String camera, double aheadSeconds, String file) {}

  record Printed(
      String provenance, String digest, String episode, double atSeconds, List<Row> dreams) {}

  @Override
  public Integer call() throws IOException {
    EpisodeReader reader =
        EpisodeReader.open(EpisodeChoice.named(episode, library, folders, terminal));
    try {
      ModelStore.Installed found = new ModelStore(library.folder(folders, terminal)).open(model);
      EpisodeRows rows = new ExampleReader(Wants.of(found.manifest())).read(reader);
      int row = row(rows);
      try (LocalModel local =
          LocalModel.open(
              found.folder(), found.manifest(), ModelShelf.compute(on), System::nanoTime)) {
        write(found, rows, row, local.ask(rows.observation(row)));
      }
      return 0;
    } catch (PackException e) {
      throw ModelShelf.failed(CommandFailed.UNUSABLE, e);
    } catch (ModelException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  /// The moment nearest to the one wanted at which everything is there.
  private int row(EpisodeRows rows) {
    double wanted = Double.isNaN(at) ? seconds(rows, rows.grid().rows() - 1) / 2 : at;
    int best = -1;
    for (int row = 0; row < rows.grid().rows(); row++) {
      boolean nearer =
          best < 0
              || Math.abs(seconds(rows, row) - wanted) < Math.abs(seconds(rows, best) - wanted);
      if (nearer && rows.askable(row)) {
        best = row;
      }
    }
    if (best < 0) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "The episode has no moment at which all is there that the model wants.");
    }
    return best;
  }

  private static double seconds(EpisodeRows rows, int row) {
    return (rows.grid().nanos(row) - rows.grid().nanos(0)) / SECOND_NANOS;
  }

  private void write(ModelStore.Installed found, EpisodeRows rows, int row, Prediction answer)
      throws IOException {
    if (answer.dreams().isEmpty()) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE, "This model answers with a plan and does not dream.");
    }
    Durable.makeFolders(out.toAbsolutePath().normalize());
    List<Row> written = new ArrayList<>();
    for (Dream dream : answer.dreams()) {
      String name =
          String.format(
              Locale.ROOT,
              "dream-%s-%s+%.2fs.png",
              found.brief(),
              dream.camera().replaceAll("[^a-z0-9]+", "-"),
              dream.aheadSeconds());
      Path file = out.resolve(name);
      DreamFile.write(file, dream, found.digest(), rows.episode().text(), answer.capturedNanos());
      written.add(new Row(dream.camera(), dream.aheadSeconds(), file.toString()));
    }
    if (json.json) {
      terminal.json(
          new Printed(
              DreamFile.PREDICTED,
              found.digest(),
              rows.episode().text(),
              seconds(rows, row),
              written));
    } else {
      written.forEach(each -> terminal.say(each.file()));
      terminal.say(
          String.format(
              Locale.ROOT, "Dreamed at %.2f s. Marked as predicted: no data.", seconds(rows, row)));
    }
  }
}
