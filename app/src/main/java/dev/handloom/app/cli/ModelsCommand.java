package dev.handloom.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What has to do with models: those on other machines, and signatures of packs.
@Command(
    name = "models",
    description = "Ask what a model on another machine says of itself; sign and verify packs.")
final class ModelsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin HelpOption help = new HelpOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  private ModelsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  static CommandLine with(Terminal terminal) {
    CommandLine line = new CommandLine(new ModelsCommand(terminal));
    line.addSubcommand(new ModelsAskCommand(terminal));
    line.addSubcommand(new ModelsKeysCommand(terminal));
    line.addSubcommand(new ModelsSignCommand(terminal));
    line.addSubcommand(new ModelsVerifyCommand(terminal));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal.out());
    return 0;
  }
}
