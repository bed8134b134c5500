package dev.handloom.calibration.print;

import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.MarkFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws marks and boards on sheets, each with a ruler that shows whether the printer kept the
/// size.
public final class Sheets {
  /// The tags on the fingers of the UMI gripper.
  public static final double UMI_FINGER_TAG_MM = 16;

  /// How far from the edge printers print.
  private static final double MARGIN = 10;

  private static final double FOOT = 22;
  private static final double HEAD = 8;
  private static final double SMALL = 3;
  private static final double RULER = 100;

  private Sheets() {}

  /// The two tags of a UMI gripper's fingers, each several times, with lines to cut along: gripper
  /// g has the tags 6g (left) and 6g + 1 (right).
  public static Sheet fingerTags(Paper paper, MarkFamily family, int left, int right, double sizeMm)
      throws SheetException {
    inFamily(family, left);
    inFamily(family, right);
    if (left == right) {
      throw new SheetException("The two fingers need different tags; both are " + left + ".");
    }
    Drawing drawing = new Drawing(paper.widthMm(), paper.heightMm());
    drawing.text(MARGIN, MARGIN + 4, 4, "Finger tags of a gripper");
    double pitch = sizeMm + 2 * quiet(family, sizeMm) + 8;
    double top = MARGIN + HEAD + 10;
    int copies = (int) ((drawing.width - 2 * MARGIN) / pitch);
    if (!(sizeMm > 0) || copies < 1 || top + 2 * (pitch + 8) > drawing.height - MARGIN - FOOT) {
      throw tooLarge("Tags of " + mm(sizeMm) + " mm", paper);
    }
    for (int finger = 0; finger < 2; finger++) {
      int id = finger == 0 ? left : right;
      double y = top + finger * (pitch + 8);
      drawing.text(
          MARGIN,
          y - 2,
          SMALL,
          "%s finger: %s, number %d, black square %s mm. Cut along the grey lines, keep the white."
              .formatted(finger == 0 ? "Left" : "Right", family.name(), id, mm(sizeMm)));
      for (int copy = 0; copy < Math.min(copies, 4); copy++) {
        double x = MARGIN + 4 + copy * pitch;
        cut(drawing, x, y + 2, sizeMm + 2 * quiet(family, sizeMm));
        double inset = quiet(family, sizeMm);
        mark(drawing, family, id, x + inset, y + 2 + inset, sizeMm);
      }
    }
    ruler(drawing, paper);
    return drawing.sheet("Finger tags " + left + " and " + right);
  }

  /// Marks of one size, as many as fit on each sheet.
  public static List<Sheet> marks(Paper paper, MarkFamily family, List<Integer> ids, double sizeMm)
      throws SheetException {
    for (int id : ids) {
      inFamily(family, id);
    }
    double pitchX = sizeMm + 2 * quiet(family, sizeMm) + 2;
    double pitchY = pitchX + 5;
    double roomX = paper.widthMm() - 2 * MARGIN;
    double roomY = paper.heightMm() - 2 * MARGIN - FOOT - HEAD;
    int across = (int) (roomX / pitchX);
    int down = (int) (roomY / pitchY);
    if (!(sizeMm > 0) || across < 1 || down < 1) {
      throw tooLarge("Marks of " + mm(sizeMm) + " mm", paper);
    }
    List<Sheet> sheets = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += across * down) {
      Drawing drawing = new Drawing(paper.widthMm(), paper.heightMm());
      drawing.text(
          MARGIN,
          MARGIN + 4,
          SMALL,
          "%s, black squares of %s mm".formatted(family.name(), mm(sizeMm)));
      for (int i = 0; i < across * down && from + i < ids.size(); i++) {
        int id = ids.get(from + i);
        double x = MARGIN + i % across * pitchX + quiet(family, sizeMm) + 1;
        int row = i / across;
        double y = MARGIN + HEAD + row * pitchY + quiet(family, sizeMm);
        mark(drawing, family, id, x, y, sizeMm);
        drawing.text(x, y + sizeMm + quiet(family, sizeMm) + 2, SMALL, Integer.toString(id));
      }
      ruler(drawing, paper);
      sheets.add(drawing.sheet("Marks of " + family.name()));
    }
    return sheets;
  }

  /// A chessboard with marks, upright or across, whichever holds it.
  public static Sheet board(Paper paper, Board board) throws SheetException {
    boolean across = board.widthMm() > board.heightMm();
    Drawing drawing =
        across
            ? new Drawing(paper.heightMm(), paper.widthMm())
            : new Drawing(paper.widthMm(), paper.heightMm());
    double roomX = drawing.width - 2 * MARGIN;
    double roomY = drawing.height - MARGIN - BOARD_HEAD - BOARD_FOOT;
    if (board.widthMm() > roomX + 1e-6 || board.heightMm() > roomY + 1e-6) {
      throw new SheetException(
          ("A board of %d × %d squares of %s mm does not fit on %s: squares of %d mm do. "
                  + "Ask for smaller squares, or fewer.")
              .formatted(
                  board.columns(),
                  board.rows(),
                  mm(board.squareMm()),
                  paper.title(),
                  (int) largestSquare(paper, board.columns(), board.rows())));
    }
    double left = (drawing.width - board.widthMm()) / 2;
    double top = BOARD_HEAD + (roomY - board.heightMm()) / 2;
    List<Sheet.Rectangle> black = new ArrayList<>();
    int id = board.firstId();
    for (int square = 0; square < board.columns() * board.rows(); square++) {
      int column = square % board.columns();
      int row = square / board.columns();
      if (board.black(column, row)) {
        black.add(
            new Sheet.Rectangle(
                left + column * board.squareMm(),
                top + row * board.squareMm(),
                board.squareMm(),
                board.squareMm()));
      } else {
        mark(
            drawing,
            board.family(),
            id++,
            left + board.markXMm(square),
            top + board.markYMm(square),
            board.markMm());
      }
    }
    drawing.shapes.add(new Sheet.Shape(List.copyOf(black)));
    drawing.text(
        MARGIN,
        MARGIN + 1,
        SMALL,
        "%s from number %d, %d × %d squares of %s mm, marks of %s mm%s"
            .formatted(
                board.family().name(),
                board.firstId(),
                board.columns(),
                board.rows(),
                mm(board.squareMm()),
                mm(board.markMm()),
                board.legacy() ? ", pattern as before OpenCV 4.6" : ""));
    ruler(drawing, paper);
    return drawing.sheet("Board " + board.columns() + " × " + board.rows());
  }

  private static final double BOARD_HEAD = 13;
  private static final double BOARD_FOOT = 19;

  /// The largest squares of whole millimetres with which a board fits.
  public static double largestSquare(Paper paper, int columns, int rows) {
    double width = columns > rows ? paper.heightMm() : paper.widthMm();
    double height = columns > rows ? paper.widthMm() : paper.heightMm();
    return Math.floor(
        Math.min(
            (width - 2 * MARGIN) / columns, (height - MARGIN - BOARD_HEAD - BOARD_FOOT) / rows));
  }

  /// White around a mark: as much as one of its cells.
  private static double quiet(MarkFamily family, double sizeMm) {
    return sizeMm / family.cells();
  }

  private static void inFamily(MarkFamily family, int id) throws SheetException {
    if (id < 0 || id >= family.size()) {
      throw new SheetException(
          "There is no mark %d in %s: its numbers run from 0 to %d."
              .formatted(id, family.name(), family.size() - 1));
    }
  }

  private static SheetException tooLarge(String what, Paper paper) {
    return new SheetException(what + " do not fit on " + paper.title() + ".");
  }

  /// A black square with the white cells as holes, neighbours in a row joined.
  private static void mark(
      Drawing drawing, MarkFamily family, int id, double x, double y, double sizeMm) {
    double cell = sizeMm / family.cells();
    List<Sheet.Rectangle> parts = new ArrayList<>();
    parts.add(new Sheet.Rectangle(x, y, sizeMm, sizeMm));
    for (int row = 0; row < family.cells(); row++) {
      for (int column = 0; column < family.cells(); ) {
        int from = column;
        while (column < family.cells() && !family.black(id, column, row)) {
          column++;
        }
        if (column > from) {
          parts.add(
              new Sheet.Rectangle(x + from * cell, y + row * cell, (column - from) * cell, cell));
        } else {
          column++;
        }
      }
    }
    drawing.shapes.add(new Sheet.Shape(List.copyOf(parts)));
  }

  private static void cut(Drawing drawing, double x, double y, double size) {
    drawing.line(x, y, x + size, y, 0.75);
    drawing.line(x + size, y, x + size, y + size, 0.75);
    drawing.line(x + size, y + size, x, y + size, 0.75);
    drawing.line(x, y + size, x, y, 0.75);
  }

  private static void ruler(Drawing drawing, Paper paper) {
    double x = MARGIN + 2;
    double y = drawing.height - MARGIN - 4;
    drawing.line(x, y, x + RULER, y, 0);
    for (int tick = 0; tick <= RULER; tick++) {
      double length = tick % 10 == 0 ? 4 : tick % 5 == 0 ? 3 : 1.8;
      drawing.line(x + tick, y, x + tick, y - length, 0);
    }
    drawing.text(x - 0.8, y + SMALL, SMALL, "0");
    drawing.text(x + RULER - 3, y + SMALL, SMALL, "100 mm");
    double right = x + RULER + 13;
    drawing.text(right, y - 2.4, 2.6, paper.title() + ". Print at 100 %, “actual size”.");
    drawing.text(
        right, y + 1, 2.6, "Then lay a ruler along the printed one: if its 100 mm are not");
    drawing.text(right, y + 4.4, 2.6, "100 mm, enter sizes as measured, or print again.");
  }

  private static String mm(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
  }

  /// A sheet while it is drawn.
  private static final class Drawing {
    final double width;
    final double height;
    final List<Sheet.Shape> shapes = new ArrayList<>();
    final List<Sheet.Stroke> strokes = new ArrayList<>();
    final List<Sheet.Text> texts = new ArrayList<>();

    Drawing(double width, double height) {
      this.width = width;
      this.height = height;
    }

    void line(double fromX, double fromY, double toX, double toY, double grey) {
      strokes.add(new Sheet.Stroke(fromX, fromY, toX, toY, 0.12, grey));
    }

    void text(double x, double y, double size, String text) {
      texts.add(new Sheet.Text(x, y, size, text));
    }

    Sheet sheet(String title) {
      return new Sheet(
          title, width, height, List.copyOf(shapes), List.copyOf(strokes), List.copyOf(texts));
    }
  }
}
