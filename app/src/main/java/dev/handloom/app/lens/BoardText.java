package dev.handloom.app.lens;

import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.MarkFamily;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A board in a line: `4X4_100:8x5:50:30:50` is its family of marks, squares across and down, the
/// sides of a square and of a mark in millimetres, and the first mark's number.
public final class BoardText {
  /// UMI's.
  public static final String USUAL = "4X4_100:8x5:50:30:50";

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
    MarkFamily family =
        MarkFamily.named(shape.group("family"))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "There is no family of marks called " + shape.group("family")));
    String first = shape.group("first");
    return new Board(
        family,
        first == null ? 0 : Integer.parseInt(first),
        Integer.parseInt(shape.group("columns")),
        Integer.parseInt(shape.group("rows")),
        Double.parseDouble(shape.group("square")),
        Double.parseDouble(shape.group("mark")),
        false);
  }
}
