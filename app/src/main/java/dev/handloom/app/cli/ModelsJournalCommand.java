package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.preview.pack.ModelJournal;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What happened to the models, and whether somebody changed what is said of it.
@Command(
    name = "journal",
    description = {
      "What happened to the models. Each line carries the hash of the one before; they are checked.",
      "Keep the last hash elsewhere: --head finds out later whether lines were taken away."
          + " Exit code 1 if the journal was changed."
    })
final class ModelsJournalCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Option(names = "--head", paramLabel = "HASH", description = "A hash that was kept.")
  private @Nullable String head;

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  ModelsJournalCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  record Printed(String head, int cut, List<ModelJournal.Event> events) {}

  @Override
  public Integer call() {
    try {
      ModelJournal journal = new ModelStore(library.folder(folders, terminal)).journal();
      ModelJournal.Chain chain = journal.verify();
      if (head != null && !journal.holds(head)) {
        throw new CommandFailed(
            CommandFailed.FINDING,
            "The journal does not hold the line that was kept: lines were taken away, or it is"
                + " another journal.");
      }
      if (json.json) {
        terminal.json(new Printed(chain.head(), chain.cut(), chain.events()));
        return 0;
      }
      for (ModelJournal.Event event : chain.events()) {
        terminal.say(
            event.at().toString().substring(0, 19).replace('T', ' ')
                + "  "
                + event.what().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (event.alias().isEmpty() ? "" : " “" + event.alias() + "”")
                + "  "
                + event.digest().substring(0, Math.min(12, event.digest().length()))
                + "  "
                + event.by()
                + (event.reason().isEmpty() ? "" : ": " + event.reason()));
      }
      terminal.say(
          Figures.count(chain.events().size(), "line follows", "lines follow")
              + " from each other"
              + (chain.cut() == 0
                  ? ""
                  : "; " + Figures.count(chain.cut(), "was", "were") + " cut by a loss of power")
              + (chain.head().isEmpty() ? "" : ". The last hash: " + chain.head()));
      return 0;
    } catch (PackException e) {
      throw ModelShelf.failed(CommandFailed.FINDING, e);
    }
  }
}
