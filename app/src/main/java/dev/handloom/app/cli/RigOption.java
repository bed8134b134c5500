package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.app.delay.DelayFile;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--rig`, the same for every command that uses devices; the simulated rig without it.
final class RigOption {
  @Option(
      names = "--rig",
      paramLabel = "FILE",
      description = "The rig file; the simulated rig if none is given.")
  @Nullable Path rig;

  Workplace open(UserFolders folders) throws IOException {
    DelayBook delays = new DelayFile(folders).usable();
    Path file = rig;
    if (file == null) {
      return Workplace.simulated(Workplace.FIRST_SEED, delays);
    }
    if (!Files.exists(file)) {
      throw new CommandFailed(CommandFailed.UNUSABLE, "There is no such rig file: " + file);
    }
    if (Files.isDirectory(file)) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE, "A rig file is wanted, and this is a folder: " + file);
    }
    try {
      return Workplace.open(RigFile.read(file), delays);
    } catch (RigFileException e) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE, "The rig file cannot be used. " + e.getMessage() + ": " + file);
    }
  }
}
