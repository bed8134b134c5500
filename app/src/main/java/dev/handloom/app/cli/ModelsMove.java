package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.preview.pack.ModelNames;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What gives and takes names, and erases models; each with its reason.
final class ModelsMove {
  private ModelsMove() {}

  /// What all of them share.
  abstract static class Step implements Callable<Integer> {
    final Terminal terminal;
    private final UserFolders folders;

    @Mixin HelpOption help = new HelpOption();

    @Option(
        names = "--reason",
        paramLabel = "WORDS",
        required = true,
        description = "Why; it is kept in the journal.")
    String reason = "";

    @Mixin ModelShelf shelf = new ModelShelf();

    Step(Terminal terminal, UserFolders folders) {
      this.terminal = terminal;
      this.folders = folders;
    }

    abstract void take(ModelStore store) throws PackException;

    @Override
    public Integer call() {
      try {
        take(shelf.store(folders, terminal));
        return 0;
      } catch (PackException e) {
        throw ModelShelf.failed(CommandFailed.UNUSABLE, e);
      }
    }

    void told(ModelStore store, ModelNames.Move move) throws PackException {
      ModelStore.Installed model = store.open(move.digest());
      terminal.say(
          "“"
              + move.alias()
              + "” is now "
              + model.manifest().name()
              + " "
              + model.manifest().version()
              + ", "
              + model.brief()
              + ". What runs already goes on with the model it began with.");
    }
  }

  /// Gives a name.
  @Command(
      name = "name",
      description =
          "Give a model a name that moves, as challenger. The champion's is earned: promote.")
  static final class Name extends Step {
    @Parameters(index = "0", paramLabel = "ALIAS", description = "As challenger.")
    private String alias = "";

    @Parameters(index = "1", paramLabel = "MODEL", description = "A name, or a digest's beginning.")
    private String model = "";

    Name(Terminal terminal, UserFolders folders) {
      super(terminal, folders);
    }

    @Override
    void take(ModelStore store) throws PackException {
      told(store, store.name(alias, model, shelf.by, reason));
    }
  }

  /// Gives a name back.
  @Command(
      name = "rollback",
      description = "Give a name back to the model that bore it before, as champion.")
  static final class RollBack extends Step {
    @Parameters(paramLabel = "ALIAS", description = "As champion.")
    private String alias = "";

    RollBack(Terminal terminal, UserFolders folders) {
      super(terminal, folders);
    }

    @Override
    void take(ModelStore store) throws PackException {
      told(store, store.rollBack(alias, shelf.by, reason));
    }
  }

  /// Erases one.
  @Command(name = "remove", description = "Erase a model that bears no name.")
  static final class Remove extends Step {
    @Parameters(paramLabel = "MODEL", description = "A digest's beginning.")
    private String model = "";

    Remove(Terminal terminal, UserFolders folders) {
      super(terminal, folders);
    }

    @Override
    void take(ModelStore store) throws PackException {
      ModelStore.Installed gone = store.remove(model, shelf.by, reason);
      terminal.say(
          "Removed: "
              + gone.manifest().name()
              + " "
              + gone.manifest().version()
              + ", "
              + gone.brief());
    }
  }
}
