package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.calibration.mark.Board;
import dev.handloom.device.rig.Device;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Leads through a calibration at the terminal.
@Command(
    name = "calibrate",
    description = {
      "Calibrate a device to a person: you are asked for one pose after the other, and it goes on by"
          + " itself when a pose is held still. What was held survives an unplugged glove and a crash.",
      "Of a gripper, name its wrist camera with --gripper: close it fully and open it fully, three"
          + " times over. Of a camera without it, hold a printed board before it.",
      "With --check, three poses tell in ten seconds whether the calibration still holds.",
      "At a terminal: a and Enter takes the last pose again, s and Enter leaves one out, p and Enter"
          + " pauses. Exit code 1 if the calibration is poor, or holds no more."
    })
final class CalibrateCommand implements Callable<Integer> {
  /// A kind that is added here can be calibrated.
  static final List<CalibrateKind> KINDS =
      List.of(
          new GloveCalibration(),
          new ArmAtTerminal(),
          new CameraAtTerminal(),
          new GripperAtTerminal());

  final Terminal terminal;
  private final UserFolders folders;
  @Mixin HelpOption help = new HelpOption();
  @Mixin private RigOption rig = new RigOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin JsonOption json = new JsonOption();
  @Mixin ServoOptions servos = new ServoOptions();
  @Mixin private BoardOption board = new BoardOption();
  @Mixin GripperOptions gripper = new GripperOptions();
  @Mixin RobotHandOption robot = new RobotHandOption();

  @Parameters(
      paramLabel = "DEVICE",
      description = "Which device of the rig, or which stream of it.")
  String wanted = "";

  @Option(
      names = "--person",
      paramLabel = "NAME",
      description = "Who wears it; a camera and a gripper have nobody.")
  String person = "";

  @Option(names = "--check", description = "See whether the calibration in use still holds.")
  boolean check;

  @Option(
      names = "--rezero",
      description = "With --check: keep the new zero if that is all it takes.")
  boolean rezero;

  @Option(
      names = "--anew",
      description = "Begin anew, even if a run of this person was not finished.")
  boolean anew;

  @Option(
      names = "--fingers",
      paramLabel = "LIST",
      split = ",",
      description = "The fingers that the person has, as thumb,index,middle; all without it.")
  List<String> fingers = List.of();

  @Option(
      names = "--size",
      paramLabel = "MM",
      description =
          "How long the hand is, from the crease of the wrist to the tip of the middle finger; that"
              + " of the person's last calibration without it, else an adult's.")
  @Nullable Double lengthMillimetres;

  @Option(
      names = "--breadth",
      paramLabel = "MM",
      description = "With --size: how far the knuckles of index and little finger lie apart.")
  @Nullable Double breadthMillimetres;

  @Option(
      names = "--intrinsics",
      paramLabel = "FILE",
      description =
          "Of a gripper: the wrist camera's numbers; without it those of its own calibration.")
  @Nullable Path intrinsics;

  @Option(
      names = "--encoder",
      paramLabel = "STREAM/CHANNEL",
      description =
          "Of a gripper: its encoder, to be compared with the tags, or none; without it, the rig's"
              + " gripper's.")
  @Nullable String encoder;

  CalibrateCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (breadthMillimetres != null && lengthMillimetres == null) {
      throw new CommandFailed(CommandFailed.USAGE, "--breadth goes with --size.");
    }
    try (Workplace workplace = rig.open(folders)) {
      Device device = device(workplace);
      CalibrateKind kind =
          KINDS.stream()
              .filter(each -> each.fits(workplace, device))
              // A wrist camera can be both.
              .filter(each -> each instanceof GripperAtTerminal == gripper.asked())
              .findFirst()
              .orElseThrow(() ->
                  new CommandFailed(
                      CommandFailed.UNUSABLE,
                      device.config().id()
                          + " has no calibration by poses; 'handloom devices' says what there is."));
      if (kind.worn() && person.isBlank()) {
        throw new CommandFailed(CommandFailed.USAGE, "--person needs a name: who wears it?");
      }
      if (servos.asked() && !(kind instanceof ArmAtTerminal)) {
        throw new CommandFailed(
            CommandFailed.USAGE, "--servos is for arms, and " + wanted + " is none.");
      }
      if (robot.hand != null && !(kind instanceof ArmAtTerminal)) {
        throw new CommandFailed(
            CommandFailed.USAGE, "--robot is for exoskeletons, and " + wanted + " is none.");
      }
      try (Library store = library.openOrMake(folders, terminal)) {
        return kind.run(workplace, device, store, this);
      }
    }
  }

  /// The board that is held before a camera.
  Board shownBoard() {
    return board.board(terminal, folders);
  }

  private Device device(Workplace workplace) {
    int slash = wanted.indexOf('/');
    String id = slash < 0 ? wanted : wanted.substring(0, slash);
    return DeviceChoice.named(workplace, id);
  }
}
