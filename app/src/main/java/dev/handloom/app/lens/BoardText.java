package dev.handloom.app.lens;

import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.MarkFamily;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A board in a line: `4X4_100:8x5:50:30:50` is its family of marks, squares across and down, the
/// sides of a square and of a mark in millimetres, and the first mark's number.
public final class BoardText {
  private static final Pattern COUNTS = Pattern.compile("\\s*(\\d{1,3})\\s*[x×]\\s*(\\d{1,3})\\s*");
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<family>[A-Za-z0-9_]+):(?<columns>\\d{1,3})x(?<rows>\\d{1,3}):(?<square>[0-9.]{1,8})"
              + ":(?<mark>[0-9.]{1,8})(?::(?<first>\\d{1,5}))?");

  private BoardText() {}

  /// @throws IllegalArgumentException in words
  public static Board parse(String text) {
    Matcher shape = SHAPE.matcher(text.strip());
    if (!shape.matches()) {
      throw new IllegalArgumentException(
          "A board is FAMILY:COLUMNSxROWS:SQUARE:MARK, as 4X4_100:8x5:50:30");
    }
    String first = shape.group("first");
    return new Board(
        family(shape.group("family")),
        first == null ? 0 : Integer.parseInt(first),
        Integer.parseInt(shape.group("columns")),
        Integer.parseInt(shape.group("rows")),
        Double.parseDouble(shape.group("square")),
        Double.parseDouble(shape.group("mark")),
        false);
  }

  /// The line of a board; [#parse] reads it.
  public static String of(Board board) {
    return board.family().name()
        + ":"
        + board.columns()
        + "x"
        + board.rows()
        + ":"
        + millimetres(board.squareMm())
        + ":"
        + millimetres(board.markMm())
        + (board.firstId() == 0 ? "" : ":" + board.firstId());
  }

  /// A board in words.
  public static String words(Board board) {
    return String.format(
        Locale.ROOT,
        "%d × %d squares of %s mm, marks of %s mm (%s from %d on)",
        board.columns(),
        board.rows(),
        millimetres(board.squareMm()),
        millimetres(board.markMm()),
        board.family().name(),
        board.firstId());
  }

  /// To a hundredth, without zeros that say nothing.
  public static String millimetres(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceFirst("\\.?0+$", "");
  }

  /// @throws IllegalArgumentException in words
  public static MarkFamily family(String name) {
    return MarkFamily.named(name)
        .orElseThrow(
            () -> new IllegalArgumentException("There is no family of marks called " + name));
  }

  /// Two numbers as 8x5.
  ///
  /// @throws IllegalArgumentException in words
  public static int[] shape(String text) {
    Matcher counts = COUNTS.matcher(text);
    if (!counts.matches()) {
      throw new IllegalArgumentException("Squares are two numbers as 8x5, not \"" + text + "\"");
    }
    return new int[] {Integer.parseInt(counts.group(1)), Integer.parseInt(counts.group(2))};
  }
}
