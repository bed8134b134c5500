package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.lens.BoardText;
import dev.handloom.app.lens.KnownBoard;
import dev.handloom.app.lens.LastBoard;
import dev.handloom.calibration.mark.Board;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which board is shown, the same for every command that looks for one.
final class BoardOption {
  @Option(
      names = "--board",
      paramLabel = "BOARD",
      description = {
        "The ChArUco board: umi, a4 or letter (as 'handloom boards' prints it); that of last time"
            + " without it, at first UMI's. The next options change it.",
        "Or all in one: FAMILY:COLUMNSxROWS:SQUARE:MARK[:FIRST], as 4X4_100:8x5:50:30:50."
      })
  private @Nullable String board;

  @Option(
      names = "--square",
      paramLabel = "MM",
      description = "The side of its squares, as a ruler says; marks grow with it.")
  private @Nullable Double square;

  @Option(names = "--squares", paramLabel = "CxR", description = "Its squares across and down.")
  private @Nullable String squares;

  @Option(names = "--mark", paramLabel = "MM", description = "The side of its marks.")
  private @Nullable Double mark;

  @Option(names = "--marks", paramLabel = "NAME", description = "The family of its marks.")
  private @Nullable String marks;

  @Option(names = "--first", paramLabel = "N", description = "The number of its first mark.")
  private @Nullable Integer first;

  /// The one that was asked for, else that of last time; remembered for the next.
  Board board(Terminal terminal, UserFolders folders) {
    LastBoard last = new LastBoard(folders.settings());
    Board chosen = changed(named().orElseGet(last::board));
    if (board == null) {
      terminal.tell("Board: " + BoardText.words(chosen) + ".");
    }
    last.keep(chosen);
    return chosen;
  }

  /// The one that was asked for, else UMI's; nothing is remembered of a try.
  Board orUmi() {
    return changed(named().orElse(Board.UMI));
  }

  private Optional<Board> named() {
    String text = board;
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          KnownBoard.named(text).map(KnownBoard::board).orElseGet(() -> BoardText.parse(text)));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(
          CommandFailed.USAGE, "--board: " + e.getMessage() + ", or umi, a4 or letter.");
    }
  }

  private Board changed(Board from) {
    try {
      Board sized = square == null ? from : KnownBoard.measured(from, square);
      String counts = squares;
      int[] shape =
          counts == null ? new int[] {from.columns(), from.rows()} : BoardText.shape(counts);
      return new Board(
          marks == null ? sized.family() : BoardText.family(marks),
          first == null ? sized.firstId() : first,
          shape[0],
          shape[1],
          sized.squareMm(),
          mark == null ? sized.markMm() : mark,
          sized.legacy());
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.USAGE, "The board: " + e.getMessage() + ".");
    }
  }
}
