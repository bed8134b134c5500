package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Which models a library has.
@Command(name = "list", description = "The installed models, and the names they bear.")
final class ModelsListCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  ModelsListCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  record Models(List<ModelShelf.Row> models) {}

  @Override
  public Integer call() {
    try {
      ModelStore store = new ModelStore(library.folder(folders, terminal));
      Map<String, String> names = store.names().now();
      List<ModelStore.Installed> models = store.list();
      if (json.json) {
        terminal.json(new Models(models.stream().map(m -> ModelShelf.row(m, names)).toList()));
        return 0;
      }
      if (models.isEmpty()) {
        terminal.say("No model is installed; 'handloom models install PACK' takes one in.");
      }
      for (ModelStore.Installed model : models) {
        terminal.say(
            model.brief()
                + "  "
                + model.manifest().name()
                + " "
                + model.manifest().version()
                + (model.signed() ? "" : "  not signed")
                + ModelShelf.aliases(model, names).stream()
                    .map(name -> "  “" + name + "”")
                    .reduce("", String::concat));
      }
      return 0;
    } catch (PackException e) {
      throw ModelShelf.failed(CommandFailed.UNUSABLE, e);
    }
  }
}
