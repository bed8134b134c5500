package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.promotion.Ledger;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Whether a model's dreams are fair judges of plans.
@Command(
    name = "ledger",
    description = {
      "What a model dreamed against what came of it, over every moment at which both are known.",
      "Comparing and promoting versions adds to it. A dream that promises more than happens must not"
          + " choose plans."
    })
final class ModelsLedgerCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      paramLabel = "MODEL",
      description = "A name as champion, or the beginning of a digest.")
  private String model = "";

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  ModelsLedgerCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  /// @param rankCorrelation null where too little is known
  record Row(
      String what,
      String words,
      int n,
      int episodes,
      double bias,
      double meanReal,
      @Nullable Double rankCorrelation) {}

  record Printed(String digest, List<Row> outcomes) {}

  @Override
  public Integer call() {
    ModelStore store = new ModelStore(library.folder(folders, terminal));
    try {
      ModelStore.Installed found = store.open(model);
      List<Ledger.Summary> summaries = new Ledger(store, found.digest()).summaries();
      if (json.json) {
        terminal.json(
            new Printed(found.digest(), summaries.stream().map(ModelsLedgerCommand::row).toList()));
        return 0;
      }
      if (summaries.isEmpty()) {
        terminal.say(
            "Nothing is known yet of what "
                + found.manifest().name()
                + " "
                + found.manifest().version()
                + " dreamed and what came of it; 'handloom models compare' adds to it.");
      }
      for (Ledger.Summary each : summaries) {
        terminal.say(
            String.format(
                Locale.ROOT,
                "%s: at %d moments of %s it dreamed %.3f %s than came (%.3f)%s",
                each.what().words(),
                each.n(),
                Figures.count(each.episodes(), "episode", "episodes"),
                Math.abs(each.bias()),
                each.bias() > 0 ? "more" : "less",
                each.meanReal(),
                Double.isNaN(each.rankCorrelation())
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        "; order of moments %.2f, 1 is right",
                        each.rankCorrelation())));
      }
      return 0;
    } catch (PackException e) {
      throw ModelShelf.failed(CommandFailed.UNUSABLE, e);
    }
  }

  private static Row row(Ledger.Summary each) {
    return new Row(
        each.what().name().toLowerCase(Locale.ROOT),
        each.what().words(),
        each.n(),
        each.episodes(),
        each.bias(),
        each.meanReal(),
        Double.isNaN(each.rankCorrelation()) ? null : each.rankCorrelation());
  }
}
