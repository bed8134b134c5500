package dev.handloom.app.cli;

import dev.handloom.app.Logs;
import dev.handloom.app.UserFolders;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/// Makes of the arguments a command, and of what it does an exit code.
public final class CommandLineEntry {
  private CommandLineEntry() {}

  /// Runs the command of the arguments on this process's terminal.
  public static int run(String[] args) {
    Terminal terminal = Terminal.ofThisProcess();
    UserFolders folders = UserFolders.ofThisUser();
    try {
      Logs.start(folders.logs());
    } catch (IOException e) {
      terminal.tell("No log is written: " + e.getMessage());
    }
    return run(args, terminal, folders);
  }

  static int run(String[] args, Terminal terminal, UserFolders folders) {
    CommandLine line = new CommandLine(new HandloomCommand(terminal, folders));
    line.addSubcommand(new DemoCommand(terminal, folders));
    line.addSubcommand(new DevicesCommand(terminal));
    line.addSubcommand(new SimCommand(terminal));
    line.addSubcommand(new RecordCommand(terminal, folders));
    line.addSubcommand(new ListCommand(terminal, folders));
    line.addSubcommand(new ShowCommand(terminal, folders));
    line.addSubcommand(new CheckCommand(terminal, folders));
    line.addSubcommand(new RecoverCommand(terminal, folders));
    line.addSubcommand(new ScreenshotsCommand(terminal));
    line.addSubcommand(new BenchCommand(terminal));
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> report(failure, command.getCommandName(), terminal, folders));
    return line.execute(args);
  }

  private static int report(
      Exception failure, String command, Terminal terminal, UserFolders folders) {
    if (failure instanceof CommandFailed known) {
      terminal.tell("handloom: " + known.getMessage());
      return known.code();
    }
    Logger log = LoggerFactory.getLogger(CommandLineEntry.class);
    log.error("The command {} failed", command, failure);
    String what = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    terminal.tell("handloom: " + what);
    if (failure instanceof RuntimeException) {
      terminal.tell("This is a fault of the program. What led to it is in " + folders.logs());
    }
    return CommandFailed.UNUSABLE;
  }
}
