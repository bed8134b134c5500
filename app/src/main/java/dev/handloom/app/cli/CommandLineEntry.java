package dev.handloom.app.cli;

import dev.handloom.app.Logs;
import dev.handloom.app.UserFolders;
import dev.handloom.device.link.page.HeadsetPages;
import java.io.IOException;
import java.nio.file.InvalidPathException;
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
      Logs.silence();
      terminal.tell("No log is written. " + FileTrouble.words(e));
    }
    return run(args, terminal, folders);
  }

  static int run(String[] args, Terminal terminal, UserFolders folders) {
    HeadsetPages.shared().keepIn(folders.settings().resolve("headset-page"));
    CommandLine line = new CommandLine(new HandloomCommand(terminal, folders));
    line.addSubcommand(new DemoCommand(terminal, folders));
    line.addSubcommand(new DevicesCommand(terminal, folders));
    line.addSubcommand(new DoctorCommand(terminal, folders));
    line.addSubcommand(new ConformanceCommand(terminal, folders));
    line.addSubcommand(new CalibrateCommand(terminal, folders));
    line.addSubcommand(new ProfilesCommand(terminal, folders));
    line.addSubcommand(CameraCommand.line(terminal, folders));
    line.addSubcommand(new HeadsetCommand(terminal));
    line.addSubcommand(new AlignCommand(terminal, folders));
    line.addSubcommand(new SimCommand(terminal));
    line.addSubcommand(new RecordCommand(terminal, folders));
    line.addSubcommand(new ListCommand(terminal, folders));
    line.addSubcommand(new ShowCommand(terminal, folders));
    line.addSubcommand(new SyncCommand(terminal, folders));
    CommandLine tag = new CommandLine(new TagCommand(terminal, folders));
    // A tag to take off begins as an option does.
    tag.setUnmatchedOptionsArePositionalParams(true);
    tag.setPosixClusteredShortOptionsAllowed(false);
    line.addSubcommand(tag);
    line.addSubcommand(new ReviewCommand(terminal, folders));
    line.addSubcommand(new CheckCommand(terminal, folders));
    line.addSubcommand(new ExportCommand(terminal, folders));
    line.addSubcommand(new ImportCommand(terminal, folders));
    line.addSubcommand(new RebuildCommand(terminal, folders));
    line.addSubcommand(new RecoverCommand(terminal, folders));
    line.addSubcommand(new BoardsCommand(terminal));
    line.addSubcommand(new WidthCommand(terminal, folders));
    line.addSubcommand(new DeriveCommand(terminal, folders));
    line.addSubcommand(new RobotsCommand(terminal));
    line.addSubcommand(ModelsCommand.with(terminal, folders));
    line.addSubcommand(new TrainCommand(terminal, folders));
    line.addSubcommand(new PreviewCommand(terminal, folders));
    line.addSubcommand(new EncodersCommand(terminal));
    line.addSubcommand(new ScreenshotsCommand(terminal));
    CommandLine bench = new CommandLine(new BenchCommand(terminal));
    // Its options are those of the benchmarks.
    bench.setUnmatchedOptionsArePositionalParams(true);
    line.addSubcommand(bench);
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    WrongUsage.of(line);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> report(failure, command.getCommandName(), terminal, folders));
    int code = line.execute(args);
    if (code == 0 && terminal.full()) {
      terminal.tell("handloom: Not all of the output could be written; is the disk full?");
      return CommandFailed.UNUSABLE;
    }
    return code;
  }

  private static int report(
      Exception failure, String command, Terminal terminal, UserFolders folders) {
    if (failure instanceof CommandFailed known) {
      terminal.tell("handloom: " + known.getMessage());
      return known.code();
    }
    Logger log = LoggerFactory.getLogger(CommandLineEntry.class);
    log.error("The command {} failed", command, failure);
    switch (failure) {
      case InvalidPathException path -> {
        terminal.tell("handloom: This is no path on this system: " + path.getInput());
        return CommandFailed.USAGE;
      }
      case IOException file -> terminal.tell("handloom: " + FileTrouble.words(file));
      default ->
          terminal.tell(
              "handloom: This is a fault of the program. What was saved before is safe; what led"
                  + " to it is in "
                  + folders.logs());
    }
    return CommandFailed.UNUSABLE;
  }
}
