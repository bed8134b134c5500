package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.lens.CameraWords;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.same.CameraComparison;
import dev.handloom.calibration.camera.same.Doubt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Whether two cameras show the world alike.
@Command(
    name = "compare",
    description = {
      "Is this the robot's camera? Lays two cameras over each other: pixels, angles, field of view.",
      "Each is a camera that was calibrated or a file of OpenImuCameraCalibrator (UMI, GoPro), ROS,"
          + " OpenCV or Kalibr. Exit code 1 if they differ."
    })
final class CompareCameras implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;
  @Mixin HelpOption help = new HelpOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "CAMERA", description = "A calibrated camera, or a file.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "OTHER", description = "Another, or a file.")
  private String second = "";

  CompareCameras(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() {
    NamedCamera a = NamedCamera.of(first, library, folders, terminal, 0, 0);
    NamedCamera b =
        NamedCamera.of(second, library, folders, terminal, a.camera().width(), a.camera().height());
    double doubt = a.covariance().length == 0 ? 0 : Doubt.pixels(a.camera(), a.covariance());
    CameraComparison same;
    try {
      same = CameraComparison.of(a.camera(), b.camera(), doubt);
    } catch (CameraRefusal e) {
      throw new CommandFailed(CommandFailed.FINDING, String.valueOf(e.getMessage()));
    }
    if (json.json) {
      terminal.json(same);
    } else {
      CameraWords.of(same, a.name(), b.name()).forEach(terminal::say);
    }
    return same.verdict() == CameraComparison.Verdict.DIFFERENT ? CommandFailed.FINDING : 0;
  }
}
