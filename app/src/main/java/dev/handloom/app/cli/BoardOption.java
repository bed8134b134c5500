package dev.handloom.app.cli;

import dev.handloom.app.lens.BoardText;
import dev.handloom.calibration.mark.Board;
import picocli.CommandLine.Option;

/// `--board`, the same for every command that looks for one.
final class BoardOption {
  @Option(
      names = "--board",
      paramLabel = "FAMILY:COLUMNSxROWS:SQUARE:MARK[:FIRST]",
      description =
          "The ChArUco board: its family of marks, squares across and down, a square's and a"
              + " mark's side in mm, the first mark's number; UMI's without it"
              + " (${DEFAULT-VALUE}).")
  private String board = BoardText.USUAL;

  Board board() {
    try {
      return BoardText.parse(board);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.USAGE, "--board: " + e.getMessage() + ".");
    }
  }
}
