package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What has to do with models: those of a library, those on other machines, signatures of packs.
@Command(
    name = "models",
    description = {
      "Install, compare, promote and roll back models; sign and verify packs.",
      "Ask what a model on another machine says of itself."
    })
final class ModelsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin HelpOption help = new HelpOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  private ModelsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  static CommandLine with(Terminal terminal, UserFolders folders) {
    CommandLine line = new CommandLine(new ModelsCommand(terminal));
    line.addSubcommand(new ModelsAskCommand(terminal));
    line.addSubcommand(new ModelsKeysCommand(terminal));
    line.addSubcommand(new ModelsSignCommand(terminal));
    line.addSubcommand(new ModelsVerifyCommand(terminal));
    line.addSubcommand(new ModelsInstallCommand(terminal, folders));
    line.addSubcommand(new ModelsListCommand(terminal, folders));
    line.addSubcommand(new ModelsShowCommand(terminal, folders));
    line.addSubcommand(new ModelsMove.Name(terminal, folders));
    line.addSubcommand(new ModelsMove.RollBack(terminal, folders));
    line.addSubcommand(new ModelsMove.Remove(terminal, folders));
    line.addSubcommand(new ModelsLimitsCommand(terminal, folders));
    line.addSubcommand(new ModelsCalibrateCommand(terminal, folders));
    line.addSubcommand(new ModelsPromoteCommand.Compare(terminal, folders));
    line.addSubcommand(new ModelsPromoteCommand.Promote(terminal, folders));
    line.addSubcommand(new ModelsLedgerCommand(terminal, folders));
    line.addSubcommand(new ModelsDreamCommand(terminal, folders));
    line.addSubcommand(new ModelsJournalCommand(terminal, folders));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal.out());
    return 0;
  }
}
