package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Everything about cameras' lenses.
@Command(
    name = "camera",
    description = {
      "Calibrate a camera with a printed board, and see whether two cameras are the same.",
      "'camera calibrate --simulated' tries it without a camera."
    })
final class CameraCommand implements Callable<Integer> {
  @Mixin HelpOption help = new HelpOption();
  @Spec private CommandSpec spec;

  CameraCommand() {
    spec = CommandSpec.create();
  }

  static CommandLine line(Terminal terminal, UserFolders folders) {
    CommandLine line = new CommandLine(new CameraCommand());
    line.addSubcommand(new CalibrateCamera(terminal, folders));
    line.addSubcommand(new CompareCameras(terminal, folders));
    line.addSubcommand(new PlaceCameras(terminal, folders));
    line.addSubcommand(new ExportCamera(terminal, folders));
    return line;
  }

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Say what to do: calibrate, compare, place or export.");
  }
}
