package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Makes the catalogue again.
@Command(
    name = "rebuild",
    description =
        "Make the catalogue again from the episodes, with everything that was said of them. Nothing"
            + " in the episodes is changed. Exit code 1 if one could not be read.")
final class RebuildCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  RebuildCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  record Rebuilt(String library, int episodes, int trashed, List<String> unreadable) {}

  @Override
  public Integer call() throws IOException {
    try (Library store = library.open(folders, terminal);
        ProgressLine line = new ProgressLine(terminal, "Rebuilding")) {
      List<String> unreadable =
          store.rebuild((done, all) ->
              line.at(
                  (double) done / Math.max(1, all),
                  done + " of " + Figures.count(all, "episode", "episodes")));
      int episodes = store.browse("").size();
      int trashed = store.browseTrash().size();
      line.done(Figures.count(episodes, "episode", "episodes"));
      if (json.json) {
        terminal.json(new Rebuilt(store.folder().toString(), episodes, trashed, unreadable));
      } else {
        unreadable.forEach(why -> terminal.say("Left out: " + why));
        terminal.say(
            "The catalogue lists "
                + Figures.count(episodes, "episode", "episodes")
                + (trashed == 0 ? "" : ", and " + trashed + " in the trash")
                + ": "
                + store.folder());
      }
      return unreadable.isEmpty() ? 0 : CommandFailed.FINDING;
    }
  }
}
