package dev.handloom.app.space.touch;

import dev.handloom.calibration.mark.Board;
import java.util.List;

/// A place on a board that a finger is put on: where four squares meet, for the rim of a board need
/// not be printed.
///
/// @param name for a person
/// @param xMetres from the board's upper left corner to the right, as it is printed
/// @param yMetres down
public record TouchCorner(String name, double xMetres, double yMetres) {
  /// A board with fewer squares has no four such places.
  public static final int LEAST_SQUARES = 3;

  /// The outermost four, around the board; empty where it has too few squares.
  public static List<TouchCorner> of(Board board) {
    if (board.columns() < LEAST_SQUARES || board.rows() < LEAST_SQUARES) {
      return List.of();
    }
    double left = board.squareMm() / 1000;
    double right = (board.columns() - 1) * board.squareMm() / 1000;
    double low = (board.rows() - 1) * board.squareMm() / 1000;
    return List.of(
        new TouchCorner("upper left", left, left),
        new TouchCorner("upper right", right, left),
        new TouchCorner("lower right", right, low),
        new TouchCorner("lower left", left, low));
  }
}
