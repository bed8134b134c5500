package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.preview.local.Compute;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.pack.ModelNames;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.promotion.Behaviour;
import dev.handloom.preview.promotion.Evaluation;
import dev.handloom.preview.promotion.Limits;
import dev.handloom.preview.promotion.Promotion;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.library.Library;
import java.io.IOException;
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

/// How versions are compared, and how one becomes champion.
final class ModelsPromoteCommand {
  private ModelsPromoteCommand() {}

  /// What both need.
  abstract static class Versions implements Callable<Integer> {
    final Terminal terminal;
    final UserFolders folders;

    @Mixin HelpOption help = new HelpOption();

    @Parameters(
        paramLabel = "CHALLENGER",
        description = "A name as challenger, or the beginning of a digest.")
    String challenger = "";

    @Mixin ModelShelf shelf = new ModelShelf();
    @Mixin JsonOption json = new JsonOption();

    Versions(Terminal terminal, UserFolders folders) {
      this.terminal = terminal;
      this.folders = folders;
    }

    Behaviour compared(
        ModelStore store, ModelStore.Installed one, ModelStore.Installed other, Limits limits)
        throws PackException, ModelException, IOException {
      List<EpisodeReader> golden = new ArrayList<>();
      if (!limits.golden().isEmpty()) {
        try (Library library = shelf.library.open(folders, terminal)) {
          for (String id : limits.golden()) {
            golden.add(EpisodeReader.open(EpisodeChoice.of(library, id)));
          }
        }
      }
      try (ProgressLine line = new ProgressLine(terminal, "Comparing")) {
        Behaviour behaviour =
            new Promotion(store, Compute.USUAL)
                .compare(
                    one,
                    other,
                    golden,
                    done ->
                        line.at(
                            (double) done / golden.size(),
                            done + " of " + Figures.count(golden.size(), "episode", "episodes")));
        line.done(Figures.count(golden.size(), "episode", "episodes"));
        return behaviour;
      }
    }

    abstract int take(ModelStore store) throws PackException, ModelException, IOException;

    @Override
    public Integer call() throws IOException {
      try {
        return take(shelf.store(folders, terminal));
      } catch (PackException e) {
        throw ModelShelf.failed(CommandFailed.FINDING, e);
      } catch (ModelException e) {
        throw new CommandFailed(CommandFailed.FINDING, "A model gave no answer. " + e.getMessage());
      }
    }
  }

  /// Compares.
  @Command(
      name = "compare",
      description = {
        "Ask two versions at the same moments of the golden episodes, and say how far apart their"
            + " plans are.",
        "Exit code 1 if more than the limits allow."
      })
  static final class Compare extends Versions {
    @Option(
        names = "--with",
        paramLabel = "MODEL",
        description = "With which. Usually ${DEFAULT-VALUE}.",
        defaultValue = ModelNames.CHAMPION)
    private String with = ModelNames.CHAMPION;

    Compare(Terminal terminal, UserFolders folders) {
      super(terminal, folders);
    }

    record Compared(Behaviour behaviour, double flipShare, List<String> broken) {}

    @Override
    int take(ModelStore store) throws PackException, ModelException, IOException {
      Limits limits = Limits.read(store);
      Behaviour behaviour = compared(store, store.open(with), store.open(challenger), limits);
      List<String> broken = behaviour.broken(limits);
      if (json.json) {
        terminal.json(new Compared(behaviour, behaviour.flipShare(), broken));
      } else {
        say(behaviour);
        broken.forEach(line -> terminal.say("TOO FAR: " + line));
        if (broken.isEmpty()) {
          terminal.say("Within the limits.");
        }
      }
      return broken.isEmpty() ? 0 : CommandFailed.FINDING;
    }

    private void say(Behaviour behaviour) {
      terminal.say(
          Figures.count(behaviour.moments(), "moment", "moments")
              + " of "
              + Figures.count(behaviour.episodes().size(), "episode", "episodes"));
      for (Behaviour.Joint joint : behaviour.joints()) {
        terminal.say(
            String.format(
                Locale.ROOT,
                "  %-32s rms %.4g %s, %.3f spreads",
                joint.name(),
                joint.rms(),
                joint.unit(),
                joint.rmsSpreads()));
      }
      Behaviour.Place worst = behaviour.worst();
      if (worst != null) {
        terminal.say("  worst: " + worst.words());
      }
      if (behaviour.decisions() > 0) {
        terminal.say(
            "  grippers go the other way at "
                + behaviour.flips()
                + " of "
                + behaviour.decisions()
                + " steps");
      }
    }
  }

  /// Promotes.
  @Command(
      name = "promote",
      description = {
        "Make a model the champion, if its plans at the golden episodes are within the limits and an"
            + " evaluation on episodes it never saw speaks for it.",
        "Runs go on with the model they began with. Exit code 1 if it is not promoted."
      })
  static final class Promote extends Versions {
    @Option(
        names = "--as",
        paramLabel = "ALIAS",
        required = true,
        description = "champion; other names are given by 'handloom models name'.")
    private String alias = "";

    @Option(
        names = "--evaluation",
        paramLabel = "FILE",
        required = true,
        description = "The report that 'handloom preview' wrote of it.")
    private Path evaluation = Path.of("");

    @Option(
        names = "--reason",
        paramLabel = "WORDS",
        required = true,
        description = "Why; it is kept in the journal.")
    private String reason = "";

    Promote(Terminal terminal, UserFolders folders) {
      super(terminal, folders);
    }

    /// @param replaced the digest of the champion before; null where there was none
    record Promoted(String champion, @Nullable String replaced, @Nullable Behaviour behaviour) {}

    @Override
    int take(ModelStore store) throws PackException, ModelException, IOException {
      if (!alias.equals(ModelNames.CHAMPION)) {
        throw new CommandFailed(
            CommandFailed.USAGE,
            "Only the champion is promoted; other names are given by 'handloom models name'.");
      }
      Limits limits = Limits.read(store);
      ModelStore.Installed next = store.open(challenger);
      Evaluation found = Evaluation.read(evaluation);
      String before = store.names().now().get(ModelNames.CHAMPION);
      Behaviour behaviour =
          before == null ? null : compared(store, store.open(before), next, limits);
      new Promotion(store, Compute.USUAL).promote(next, behaviour, found, limits, shelf.by, reason);
      if (json.json) {
        terminal.json(new Promoted(next.digest(), before, behaviour));
      } else {
        terminal.say(
            "The champion is now "
                + next.manifest().name()
                + " "
                + next.manifest().version()
                + ", "
                + next.brief()
                + (before == null
                    ? "; there was none before."
                    : "; before it was "
                        + before.substring(0, 12)
                        + ", and 'handloom models rollback champion' brings it back."));
      }
      return 0;
    }
  }
}
