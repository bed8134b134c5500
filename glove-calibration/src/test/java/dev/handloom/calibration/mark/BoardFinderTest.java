package dev.handloom.calibration.mark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.print.Paper;
import dev.handloom.calibration.print.Sheet;
import dev.handloom.calibration.print.SheetException;
import dev.handloom.calibration.print.Sheets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardFinderTest {
  private static final long SEED = 99;

  private static Board board(boolean legacy) {
    return new Board(MarkFamily.of("4X4_100"), 20, 7, 6, 25, 16, legacy);
  }

  private static Photo photo(Sheet sheet) {
    return new Photo(sheet, 760, 560, 3, new Random(SEED), 70, 40, 690, 20, 720, 520, 40, 540);
  }

  private static double off(Board board, Sheet sheet, Photo photo, BoardCorners found, int i) {
    // The last shape is the black squares; the first of them, or the one after, is at the corner.
    Sheet.Rectangle first = sheet.shapes().getLast().rectangles().getFirst();
    double left = first.x() - (board.black(0, 0) ? 0 : board.squareMm());
    double x = left + board.cornerXMm(found.ids()[i]);
    double y = first.y() + board.cornerYMm(found.ids()[i]);
    return Math.hypot(found.x()[i] - photo.x(x, y), found.y()[i] - photo.y(x, y));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyCornerIsFoundToAFifthOfAPixel(boolean legacy) throws SheetException {
    Board board = board(legacy);
    Sheet sheet = Sheets.board(Paper.A4, board);
    Photo photo = photo(sheet);
    BoardCorners found = new BoardFinder(board).find(photo.picture());
    assertEquals(board.corners(), found.count());
    assertEquals(board.marks(), found.marks().size());
    for (int i = 0; i < found.count(); i++) {
      double off = off(board, sheet, photo, found, i);
      assertTrue(off < 0.2, () -> "off by " + off + " px, seed " + SEED);
    }
  }

  @Test
  void ofAHalfCoveredBoardTheOtherHalfIsFound() throws SheetException {
    Board board = board(false);
    Sheet sheet = Sheets.board(Paper.A4, board);
    Photo photo = photo(sheet);
    byte[] pixels = photo.picture().pixels();
    for (int y = 0; y < 560; y++) {
      Arrays.fill(pixels, y * 760, y * 760 + 360, (byte) 128);
    }
    BoardCorners found = new BoardFinder(board).find(photo.picture());
    assertTrue(found.count() >= 12 && found.count() <= 20, () -> found.count() + " corners");
    for (int i = 0; i < found.count(); i++) {
      double off = off(board, sheet, photo, found, i);
      assertTrue(off < 0.25, () -> "off by " + off + " px, seed " + SEED);
    }
  }

  @Test
  void anotherBoardIsNotTakenForThisOne() throws SheetException {
    Photo photo = photo(Sheets.board(Paper.A4, board(false)));
    Board other = new Board(MarkFamily.of("6X6_250"), 7, 6, 25, 16);
    assertEquals(0, new BoardFinder(other).find(photo.picture()).count());
    Board further = new Board(MarkFamily.of("4X4_100"), 60, 7, 6, 25, 16, false);
    assertEquals(0, new BoardFinder(further).find(photo.picture()).count());
  }

  @Test
  void boardsThatCannotBeAreRefused() {
    MarkFamily family = MarkFamily.of("4X4_50");
    assertThrows(IllegalArgumentException.class, () -> new Board(family, 12, 9, 25, 16));
    assertThrows(IllegalArgumentException.class, () -> new Board(family, 4, 4, 25, 25));
    assertThrows(IllegalArgumentException.class, () -> new Board(family, 1, 4, 25, 16));
  }
}
