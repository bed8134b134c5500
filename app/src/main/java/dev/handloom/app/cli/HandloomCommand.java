package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/// `handloom` itself: without a command it opens the studio.
@Command(
    name = "handloom",
    mixinStandardHelpOptions = true,
    versionProvider = HandloomCommand.ItsVersion.class,
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Records what people do with data gloves, grippers and cameras, in time, as training episodes for"
          + " robots.",
      "Without a command it opens the studio."
    },
    footer = {
      "",
      "Exit codes: 0 good, 1 a finding or a failed check, 2 wrong usage, 3 a device or file that could"
          + " not be used."
    },
    subcommands = HelpCommand.class)
final class HandloomCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  HandloomCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws Exception {
    return new StudioStart(terminal, folders).open();
  }

  /// What `--version` prints.
  static final class ItsVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "Handloom " + Version.text(),
        "Java "
            + Runtime.version()
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
      };
    }
  }
}
