package dev.handloom.calibration.mark;

import java.util.Optional;

/// A chessboard with marks in its white squares (ChArUco). Lengths run from its upper left corner
/// to the right and down, as it is printed.
///
/// @param firstId the mark in the first white square; the others count up, row by row
/// @param columns squares from side to side
/// @param legacy how boards with an even number of rows began before OpenCV 4.6: with a white
///   square
public record Board(
    MarkFamily family,
    int firstId,
    int columns,
    int rows,
    double squareMm,
    double markMm,
    boolean legacy) {
  /// The one that the UMI project's printing script draws when nothing else is asked of it.
  public static final Board UMI = new Board(MarkFamily.of("4X4_100"), 50, 8, 5, 50, 30, false);

  public Board {
    if (columns < 2 || rows < 2) {
      throw new IllegalArgumentException("A board of " + columns + " × " + rows + " squares");
    }
    if (!(markMm > 0) || !(markMm < squareMm)) {
      throw new IllegalArgumentException(
          "Marks of " + markMm + " mm do not fit squares of " + squareMm + " mm");
    }
    int marks = columns * rows / 2;
    if (firstId < 0 || firstId + marks > family.size()) {
      throw new IllegalArgumentException(
          "%s has %d marks; %d from number %d do not fit"
              .formatted(family, family.size(), marks, firstId));
    }
  }

  public Board(MarkFamily family, int columns, int rows, double squareMm, double markMm) {
    this(family, 0, columns, rows, squareMm, markMm, false);
  }

  public int marks() {
    return columns * rows / 2;
  }

  /// Corners where four squares meet.
  public int corners() {
    return (columns - 1) * (rows - 1);
  }

  public double cornerXMm(int corner) {
    int column = corner % (columns - 1) + 1;
    return column * squareMm;
  }

  public double cornerYMm(int corner) {
    int row = corner / (columns - 1) + 1;
    return row * squareMm;
  }

  public boolean black(int column, int row) {
    return ((column + row) % 2 == 0) == blackFirst();
  }

  private boolean blackFirst() {
    return !(legacy && rows % 2 == 0);
  }

  /// The square that a mark stands in, counted row by row.
  public Optional<Integer> squareOf(int id) {
    int wanted = id - firstId;
    if (wanted < 0) {
      return Optional.empty();
    }
    for (int square = 0, white = 0; square < columns * rows; square++) {
      if (!black(square % columns, square / columns) && white++ == wanted) {
        return Optional.of(square);
      }
    }
    return Optional.empty();
  }

  /// Left edge of the mark in a square.
  public double markXMm(int square) {
    int column = square % columns;
    return column * squareMm + (squareMm - markMm) / 2;
  }

  /// Upper edge of the mark in a square.
  public double markYMm(int square) {
    int row = square / columns;
    return row * squareMm + (squareMm - markMm) / 2;
  }

  public double widthMm() {
    return columns * squareMm;
  }

  public double heightMm() {
    return rows * squareMm;
  }
}
