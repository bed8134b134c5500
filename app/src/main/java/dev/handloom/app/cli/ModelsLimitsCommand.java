package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.promotion.Limits;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the owner of a library asks of a champion.
@Command(
    name = "limits",
    description =
        "What is asked of a model before it becomes the champion; shows it, or changes it.")
final class ModelsLimitsCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Option(
      names = "--golden",
      paramLabel = "EPISODE",
      description =
          "An episode by which versions are compared, by its id; may be given again. Takes"
              + " the place of those chosen before.")
  private List<String> golden = new ArrayList<>();

  @Option(
      names = "--rms",
      paramLabel = "SPREADS",
      description = "How far a joint may differ from the champion's, root mean square.")
  private @Nullable Double rms;

  @Option(names = "--worst", paramLabel = "SPREADS", description = "How far at the worst moment.")
  private @Nullable Double worst;

  @Option(
      names = "--flips",
      paramLabel = "SHARE",
      description = "Share of the steps at which a gripper may go the other way, 0 to 1.")
  private @Nullable Double flips;

  @Option(
      names = "--evaluated",
      paramLabel = "N",
      description = "How many held-out episodes an evaluation must rest on.")
  private @Nullable Integer evaluated;

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  ModelsLimitsCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException {
    ModelStore store = new ModelStore(library.folder(folders, terminal));
    try {
      Limits now = Limits.read(store);
      if (!golden.isEmpty() || rms != null || worst != null || flips != null || evaluated != null) {
        now = changed(now);
        now.write(store);
      }
      if (json.json) {
        terminal.json(now);
      } else {
        say(now);
      }
      return 0;
    } catch (PackException e) {
      throw ModelShelf.failed(CommandFailed.UNUSABLE, e);
    }
  }

  private Limits changed(Limits now) throws IOException {
    List<String> ids = now.golden();
    if (!golden.isEmpty()) {
      ids = new ArrayList<>();
      try (Library episodes = library.open(folders, terminal)) {
        for (String each : golden) {
          ids.add(EpisodeChoice.of(episodes, each).id().text());
        }
      }
    }
    try {
      return new Limits(
          ids,
          rms == null ? now.mostRmsSpreads() : rms,
          worst == null ? now.mostWorstSpreads() : worst,
          flips == null ? now.mostFlips() : flips,
          evaluated == null ? now.fewestEpisodes() : evaluated);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private void say(Limits now) {
    terminal.say("A challenger becomes champion when");
    terminal.say(
        now.golden().isEmpty()
            ? "  golden episodes are chosen: 'handloom models limits --golden EPISODE'"
            : "  at " + String.join(", ", now.golden()));
    terminal.say(
        String.format(
            Locale.ROOT,
            "  no joint differs from the champion's by more than %.4g spreads (rms), %.4g at worst",
            now.mostRmsSpreads(),
            now.mostWorstSpreads()));
    terminal.say(
        String.format(
            Locale.ROOT,
            "  grippers go the other way at no more than %.4g %% of the steps",
            100 * now.mostFlips()));
    terminal.say(
        "  and an evaluation on at least "
            + Figures.count(now.fewestEpisodes(), "episode", "episodes")
            + " that it never saw finds it no worse than the champion and the baseline.");
  }
}
