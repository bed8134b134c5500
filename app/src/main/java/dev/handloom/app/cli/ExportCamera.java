package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.calibration.camera.file.IntrinsicsFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A calibrated camera as others want it.
@Command(name = "export", description = "Write a camera's numbers as other programs read them.")
final class ExportCamera implements Callable<Integer> {
  /// Who reads it.
  enum For {
    UMI,
    ROS,
    OPENCV
  }

  private final Terminal terminal;
  private final UserFolders folders;
  @Mixin HelpOption help = new HelpOption();
  @Mixin private LibraryOption library = new LibraryOption();

  @Parameters(paramLabel = "CAMERA", description = "A calibrated camera, or a file.")
  private String camera = "";

  @Option(
      names = "--format",
      required = true,
      paramLabel = "F",
      description = "umi (JSON), ros (YAML) or opencv (YAML).")
  private For format = For.UMI;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to; printed without it. Nothing is written over.")
  private @Nullable Path out;

  ExportCamera(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException {
    NamedCamera named = NamedCamera.of(camera, library, folders, terminal, 0, 0);
    String text =
        switch (format) {
          case UMI ->
              IntrinsicsFile.openImuJson(named.camera(), named.rmsPixels(), named.views(), 0);
          case ROS -> IntrinsicsFile.yaml(named.camera(), IntrinsicsFile.Format.ROS, named.name());
          case OPENCV ->
              IntrinsicsFile.yaml(named.camera(), IntrinsicsFile.Format.OPENCV, named.name());
        };
    Path file = out;
    if (file == null) {
      terminal.say(text.stripTrailing());
      return 0;
    }
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE, "There is a file already, and it was left alone: " + file);
    }
    terminal.tell("Written: " + file);
    return 0;
  }
}
