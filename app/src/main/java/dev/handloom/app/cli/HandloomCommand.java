package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `handloom` itself: without a command it opens the studio.
@Command(
    name = "handloom",
    mixinStandardHelpOptions = true,
    versionProvider = HandloomCommand.ItsVersion.class,
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Records what people do with data gloves, grippers and cameras, in time, as training episodes for"
          + " robots.",
      "Without a command it opens the studio, with the rig file, library or episode that is named."
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

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A rig file, a library or an episode to open in the studio.")
  private @Nullable String wanted;

  @Override
  public Integer call() throws Exception {
    String named = wanted;
    if (named == null) {
      return new StudioStart(terminal, folders).open(null);
    }
    Path path = Path.of(named);
    if (!Files.exists(path)) {
      // More often a command that was misspelt.
      throw new UnmatchedArgumentException(spec.commandLine(), List.of(named));
    }
    return new StudioStart(terminal, folders).open(path);
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
