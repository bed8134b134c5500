package dev.handloom.calibration.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.MarkFamily;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SheetsTest {
  private static final MarkFamily FAMILY = MarkFamily.of("4X4_50");

  private static String text(List<Sheet> sheets) {
    return new String(SheetPdf.of(sheets), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aFileIsWhereItsTableSaysAndAsLongAsItSays() throws SheetException {
    List<Integer> many = IntStream.range(0, 50).boxed().toList();
    String pdf = text(Sheets.marks(Paper.LETTER, FAMILY, many, 40));
    assertTrue(pdf.startsWith("%PDF-1.7\n"));
    Matcher start = Pattern.compile("startxref\n(\\d+)\n%%EOF\n$").matcher(pdf);
    assertTrue(start.find());
    int table = Integer.parseInt(start.group(1));
    assertEquals("xref\n", pdf.substring(table, table + 5));
    Matcher entries = Pattern.compile("(\\d{10}) 00000 n \n").matcher(pdf);
    int number = 0;
    while (entries.find()) {
      number++;
      int at = Integer.parseInt(entries.group(1));
      assertTrue(pdf.startsWith(number + " 0 obj\n", at), "object " + number);
    }
    assertEquals(number, pdf.split(" 0 obj\n", -1).length - 1);
    Matcher streams =
        Pattern.compile("/Length (\\d+) >>\nstream\n(.*?)\nendstream", Pattern.DOTALL).matcher(pdf);
    int pages = 0;
    while (streams.find()) {
      pages++;
      assertEquals(Integer.parseInt(streams.group(1)), streams.group(2).length());
    }
    assertTrue(pages > 1);
    assertTrue(pdf.contains("/MediaBox [ 0 0 612.0000 792.0000 ]"));
  }

  @Test
  void theRulerIsTenCentimetresLong() throws SheetException {
    Sheet sheet = Sheets.fingerTags(Paper.A4, FAMILY, 0, 1, 16);
    assertTrue(
        sheet.strokes().stream()
            .anyMatch(stroke ->
                stroke.fromY() == stroke.toY()
                    && Math.abs(stroke.toX() - stroke.fromX() - 100) < 1e-9));
  }

  @Test
  void everythingStaysOnThePaper() throws SheetException {
    for (Paper paper : Paper.values()) {
      Board board = new Board(FAMILY, 8, 5, Sheets.largestSquare(paper, 8, 5), 20);
      for (Sheet sheet :
          List.of(
              Sheets.board(paper, board),
              Sheets.fingerTags(paper, FAMILY, 6, 7, 16),
              Sheets.marks(paper, FAMILY, List.of(1, 2, 3), 130).getFirst())) {
        sheet.shapes().stream()
            .flatMap(shape -> shape.rectangles().stream())
            .forEach(each ->
                assertTrue(
                    each.x() >= 9.9
                        && each.y() >= 9.9
                        && each.x() + each.width() <= sheet.widthMm() - 9.9
                        && each.y() + each.height() <= sheet.heightMm() - 9.9,
                    each::toString));
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefusedInWords() {
    SheetException large =
        assertThrows(SheetException.class, () -> Sheets.board(Paper.A4, Board.UMI));
    assertTrue(String.valueOf(large.getMessage()).contains("squares of 33 mm do"));
    assertThrows(SheetException.class, () -> Sheets.marks(Paper.A4, FAMILY, List.of(50), 20));
    assertThrows(SheetException.class, () -> Sheets.marks(Paper.A4, FAMILY, List.of(1), 500));
    assertThrows(SheetException.class, () -> Sheets.marks(Paper.A4, FAMILY, List.of(1), -1));
    assertThrows(SheetException.class, () -> Sheets.fingerTags(Paper.A4, FAMILY, 3, 3, 16));
  }
}
