package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.store.library.Library;
import dev.handloom.store.recover.Recovery;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Makes takes whole that a crash cut short.
@Command(
    name = "recover",
    description = "Make whole what a crash cut short. The studio does the same when it starts.")
final class RecoverCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  RecoverCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  record Row(String folder, boolean recovered, String message) {}

  @Override
  public Integer call() throws IOException {
    try (Library store = library.open(folders, terminal)) {
      List<Row> rows =
          Recovery.recoverAll(store).stream()
              .map(o -> new Row(o.bundle().folder().toString(), o.manifest() != null, o.message()))
              .toList();
      if (json.json) {
        terminal.json(rows);
      } else if (rows.isEmpty()) {
        terminal.say("Every take of this library was ended well; there is nothing to recover.");
      } else {
        for (Row row : rows) {
          terminal.say(
              (row.recovered() ? "Recovered: " : "Not recovered: ")
                  + row.folder()
                  + (row.message().isEmpty() ? "" : "\n  " + row.message()));
        }
      }
      return rows.stream().allMatch(Row::recovered) ? 0 : CommandFailed.FINDING;
    }
  }
}
