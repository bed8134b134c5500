package dev.handloom.app.workspace.calibrate.gripper;

import dev.handloom.calibration.gripper.GripperTags;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.MarkFamily;
import dev.handloom.calibration.print.Paper;
import dev.handloom.calibration.print.Sheet;
import dev.handloom.calibration.print.SheetException;
import dev.handloom.calibration.print.Sheets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What somebody wants printed, as it was typed.
///
/// @param numbers of marks, parted by commas; of a board its first mark's
/// @param size of a mark; of a board empty for what suits its squares
/// @param square of a board; empty for the largest that fits
record PrintWish(
    Kind kind,
    Paper paper,
    String family,
    String numbers,
    String size,
    String squares,
    String square) {
  private static final double MARK_SHARE = 0.6;
  private static final int MOST_MARKS = 100;

  /// Sheets that there are.
  enum Kind {
    FINGER_TAGS("Finger tags of a gripper", MarkFamily.UMI, "0,1", "16"),
    BOARD("Calibration board", "4X4_100", "50", ""),
    MARKS("Single marks", MarkFamily.UMI, "0,1,2,3", "40");

    private final String words;
    private final String family;
    private final String numbers;
    private final String size;

    Kind(String words, String family, String numbers, String size) {
      this.words = words;
      this.family = family;
      this.numbers = numbers;
      this.size = size;
    }

    String family() {
      return family;
    }

    String numbers() {
      return numbers;
    }

    String size() {
      return size;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  static List<String> families() {
    return MarkFamily.all().stream().map(MarkFamily::name).toList();
  }

  /// @throws SheetException where it does not fit
  /// @throws IllegalArgumentException where it cannot be so, in words
  List<Sheet> sheets() throws SheetException {
    return switch (kind) {
      case FINGER_TAGS -> {
        List<Integer> two = ids();
        if (two.size() != 2) {
          throw new IllegalArgumentException("A gripper has a left and a right tag, as 0,1");
        }
        // Says what is wrong with the numbers.
        var tags = new GripperTags(family, two.get(0), two.get(1), mm(size, "The size"), 0, 1);
        yield List.of(Sheets.fingerTags(paper, marks(), tags.left(), tags.right(), tags.sizeMm()));
      }
      case BOARD -> List.of(Sheets.board(paper, board()));
      case MARKS -> {
        List<Integer> all = ids();
        if (all.size() > MOST_MARKS) {
          throw new IllegalArgumentException("At most 100 marks at a time");
        }
        yield Sheets.marks(paper, marks(), all, mm(size, "The size"));
      }
    };
  }

  /// The board as the page for cameras takes it; empty for other sheets.
  String boardText() {
    if (kind != Kind.BOARD) {
      return "";
    }
    Board board = board();
    return "%s:%dx%d:%s:%s:%d"
        .formatted(
            family,
            board.columns(),
            board.rows(),
            plain(board.squareMm()),
            plain(board.markMm()),
            board.firstId());
  }

  String fileName() {
    return switch (kind) {
      case FINGER_TAGS -> "finger-tags.pdf";
      case BOARD -> "board-" + squares.strip().toLowerCase(Locale.ROOT) + ".pdf";
      case MARKS -> "marks.pdf";
    };
  }

  private static String plain(double mm) {
    String text = String.format(Locale.ROOT, "%.2f", mm);
    return text.replaceAll("\\.?0+$", "");
  }

  private MarkFamily marks() {
    return MarkFamily.of(family);
  }

  private Board board() {
    String[] counts = squares.strip().toLowerCase(Locale.ROOT).split("[x×]", -1);
    if (counts.length != 2) {
      throw new IllegalArgumentException("Squares are two numbers, as 8x5");
    }
    int columns = whole(counts[0], "The squares across");
    int rows = whole(counts[1], "The squares down");
    if (columns < 2 || rows < 2 || columns > 100 || rows > 100) {
      throw new IllegalArgumentException("A board has 2x2 to 100x100 squares");
    }
    double side =
        square.isBlank()
            ? Sheets.largestSquare(paper, columns, rows)
            : mm(square, "The side of a square");
    double mark = size.isBlank() ? MARK_SHARE * side : mm(size, "The side of a mark");
    return new Board(marks(), whole(numbers, "The first number"), columns, rows, side, mark, false);
  }

  private List<Integer> ids() {
    List<Integer> ids = new ArrayList<>();
    for (String each : numbers.split(",", -1)) {
      int id = whole(each, "A mark's number");
      if (id < 0 || id >= marks().size()) {
        throw new IllegalArgumentException(
            "%s has the numbers 0 to %d".formatted(family, marks().size() - 1));
      }
      ids.add(id);
    }
    return ids;
  }

  private static int whole(String text, String what) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          what + " is a whole number, not \"" + text.strip() + "\"", e);
    }
  }

  private static double mm(String text, String what) {
    try {
      double mm = Double.parseDouble(text.strip().replace(',', '.'));
      if (mm > 0) {
        return mm;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(what + " is in mm, not \"" + text.strip() + "\"", e);
    }
    throw new IllegalArgumentException(what + " is above 0 mm");
  }
}
