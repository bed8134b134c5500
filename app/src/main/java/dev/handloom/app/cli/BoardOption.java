package dev.handloom.app.cli;

import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.MarkFamily;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// `--board`, the same for every command that looks for one.
final class BoardOption {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<family>[A-Za-z0-9_]+):(?<columns>\\d+)x(?<rows>\\d+):(?<square>[0-9.]+)"
              + ":(?<mark>[0-9.]+)(?::(?<first>\\d+))?");

  @Option(
      names = "--board",
      paramLabel = "FAMILY:COLUMNSxROWS:SQUARE:MARK[:FIRST]",
      description =
          "The ChArUco board: its family of marks, squares across and down, a square's and a"
              + " mark's side in mm, the first mark's number. Without it UMI's,"
              + " 4X4_100:8x5:50:30:50.")
  private String board = "";

  Board board() {
    if (board.isEmpty() || board.equalsIgnoreCase("umi")) {
      return Board.UMI;
    }
    Matcher shape = SHAPE.matcher(board);
    if (!shape.matches()) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          "--board takes FAMILY:COLUMNSxROWS:SQUARE:MARK, as 4X4_100:8x5:50:30.");
    }
    MarkFamily family =
        MarkFamily.named(shape.group("family"))
            .orElseThrow(() ->
                new CommandFailed(
                    CommandFailed.USAGE,
                    "There is no family of marks called " + shape.group("family") + "."));
    String first = shape.group("first");
    try {
      return new Board(
          family,
          first == null ? 0 : Integer.parseInt(first),
          Integer.parseInt(shape.group("columns")),
          Integer.parseInt(shape.group("rows")),
          Double.parseDouble(shape.group("square")),
          Double.parseDouble(shape.group("mark")),
          false);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.USAGE, "--board: " + e.getMessage());
    }
  }
}
