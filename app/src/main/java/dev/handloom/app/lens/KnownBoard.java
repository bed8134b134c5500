package dev.handloom.app.lens;

import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.MarkFamily;
import dev.handloom.calibration.print.Paper;
import dev.handloom.calibration.print.Sheets;
import java.util.Locale;
import java.util.Optional;

/// Boards that people have without knowing how they are called.
public enum KnownBoard {
  UMI("UMI's board", "umi"),
  A4("Handloom's sheet, A4", "a4"),
  LETTER("Handloom's sheet, Letter", "letter");

  private static final int COLUMNS = 8;
  private static final int ROWS = 5;
  private static final double MARK_SHARE = 0.6;

  private final String title;
  private final String word;

  KnownBoard(String title, String word) {
    this.title = title;
    this.word = word;
  }

  /// As a list in the window shows it.
  public String title() {
    return title;
  }

  /// As a person types it.
  public String word() {
    return word;
  }

  /// As it comes out of a printer that keeps the size.
  public Board board() {
    if (this == UMI) {
      return Board.UMI;
    }
    double side = Sheets.largestSquare(this == A4 ? Paper.A4 : Paper.LETTER, COLUMNS, ROWS);
    return new Board(MarkFamily.of("4X4_100"), COLUMNS, ROWS, side, MARK_SHARE * side);
  }

  public static Optional<KnownBoard> named(String word) {
    for (KnownBoard each : values()) {
      if (each.word.equals(word.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// The one that a board is, whatever a printer did to its size.
  public static Optional<KnownBoard> of(Board board) {
    for (KnownBoard each : values()) {
      Board own = each.board();
      double scale = board.squareMm() / own.squareMm();
      if (own.family().name().equals(board.family().name())
          && own.firstId() == board.firstId()
          && own.columns() == board.columns()
          && own.rows() == board.rows()
          && own.legacy() == board.legacy()
          && scale > 0.9
          && scale < 1.1
          && Math.abs(board.markMm() / own.markMm() / scale - 1) < 0.01) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// The same board with squares of another side, as a ruler on the print says.
  public static Board measured(Board board, double squareMm) {
    return new Board(
        board.family(),
        board.firstId(),
        board.columns(),
        board.rows(),
        squareMm,
        board.markMm() * squareMm / board.squareMm(),
        board.legacy());
  }
}
