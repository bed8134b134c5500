package dev.handloom.calibration.mark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.print.Paper;
import dev.handloom.calibration.print.Sheet;
import dev.handloom.calibration.print.SheetException;
import dev.handloom.calibration.print.Sheets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkDetectorTest {
  private static final long SEED = 4242;

  /// A sheet of marks, seen a little askew.
  private static Photo photo(Sheet sheet, Random random, double noise) {
    double[] corners = {60, 20, 560, 30, 580, 700, 40, 690};
    for (int i = 0; i < corners.length; i++) {
      corners[i] += random.nextDouble(-18, 18);
    }
    return new Photo(sheet, 620, 720, noise, random, corners);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"4X4_50", "5X5_250", "6X6_250", "7X7_50", "ARUCO_ORIGINAL", "APRILTAG_36H11"})
  void marksOfEveryFamilyAreFoundWhereTheyAre(String name) throws SheetException {
    MarkFamily family = MarkFamily.of(name);
    Random random = new Random(SEED);
    List<Integer> ids = random.ints(0, family.size()).distinct().limit(8).boxed().toList();
    Sheet sheet = Sheets.marks(Paper.A4, family, ids, 45).getFirst();
    Photo photo = photo(sheet, random, 3);
    List<Mark> found = new MarkDetector(family).find(photo.picture());
    assertEquals(
        ids.stream().sorted().toList(),
        found.stream().map(Mark::id).sorted().toList(),
        "seed " + SEED);
    for (Mark mark : found) {
      Sheet.Rectangle printed = sheet.shapes().get(ids.indexOf(mark.id())).rectangles().getFirst();
      for (int corner = 0; corner < 4; corner++) {
        double x = printed.x() + (corner == 1 || corner == 2 ? printed.width() : 0);
        double y = printed.y() + (corner >= 2 ? printed.height() : 0);
        double off = Math.hypot(mark.x()[corner] - photo.x(x, y), mark.y()[corner] - photo.y(x, y));
        assertTrue(off < 0.3, () -> mark.id() + " is off by " + off + " px, seed " + SEED);
      }
    }
  }

  @Test
  void upsideDownTheCornersKeepTheirNames() throws SheetException {
    MarkFamily family = MarkFamily.of("4X4_50");
    Sheet sheet = Sheets.marks(Paper.A4, family, List.of(7), 60).getFirst();
    Photo photo =
        new Photo(sheet, 620, 720, 2, new Random(SEED), 560, 700, 60, 690, 50, 20, 580, 40);
    List<Mark> found = new MarkDetector(family).find(photo.picture());
    assertEquals(1, found.size());
    Sheet.Rectangle printed = sheet.shapes().getFirst().rectangles().getFirst();
    assertEquals(photo.x(printed.x(), printed.y()), found.getFirst().x()[0], 0.3);
    assertEquals(photo.y(printed.x(), printed.y()), found.getFirst().y()[0], 0.3);
  }

  @Test
  void nothingIsFoundWhereNothingIs() {
    Random random = new Random(SEED);
    byte[] noise = new byte[640 * 480];
    random.nextBytes(noise);
    byte[] blocks = new byte[640 * 480];
    for (int i = 0; i < 400; i++) {
      int left = random.nextInt(620);
      int top = random.nextInt(460);
      byte shade = (byte) random.nextInt(256);
      int right = Math.min(640, left + 8 + random.nextInt(80));
      for (int y = top; y < Math.min(480, top + 60); y++) {
        Arrays.fill(blocks, y * 640 + left, y * 640 + right, shade);
      }
    }
    for (String name : new String[] {"4X4_50", "6X6_250", "APRILTAG_36H11"}) {
      MarkDetector detector = new MarkDetector(MarkFamily.of(name));
      assertEquals(List.of(), detector.find(new GreyPicture(noise, 640, 480)));
      assertEquals(List.of(), detector.find(new GreyPicture(blocks, 640, 480)));
      assertEquals(List.of(), detector.find(new GreyPicture(new byte[640 * 480], 640, 480)));
      for (int side = 1; side < 40; side++) {
        assertEquals(List.of(), detector.find(new GreyPicture(noise, side, 1)));
        assertEquals(List.of(), detector.find(new GreyPicture(noise, 40, side)));
      }
    }
  }

  @Test
  void rowsThatAreLongerThanThePictureAreRead() throws SheetException {
    MarkFamily family = MarkFamily.of("4X4_50");
    Sheet sheet = Sheets.marks(Paper.A4, family, List.of(3, 4), 60).getFirst();
    GreyPicture plain = photo(sheet, new Random(SEED), 2).picture();
    int stride = plain.width() + 37;
    byte[] wide = new byte[stride * plain.height()];
    for (int y = 0; y < plain.height(); y++) {
      System.arraycopy(plain.pixels(), y * plain.width(), wide, y * stride, plain.width());
    }
    MarkDetector detector = new MarkDetector(family);
    List<Mark> found = detector.find(new GreyPicture(wide, plain.width(), plain.height(), stride));
    assertEquals(2, found.size());
    assertEquals(detector.find(plain).getFirst().x()[2], found.getFirst().x()[2]);
  }

  @Test
  void aMarkThatIsCutOffByTheEdgeIsNotGivenCorners() throws SheetException {
    MarkFamily family = MarkFamily.of("4X4_50");
    Sheet sheet = Sheets.marks(Paper.A4, family, List.of(3), 60).getFirst();
    Sheet.Rectangle printed = sheet.shapes().getFirst().rectangles().getFirst();
    double scale = 4;
    double left = -(printed.x() + 5) * scale;
    double right = left + sheet.widthMm() * scale;
    double bottom = sheet.heightMm() * scale;
    Photo photo =
        new Photo(
            sheet, 620, 720, 2, new Random(SEED), left, 0, right, 0, right, bottom, left, bottom);
    assertEquals(List.of(), new MarkDetector(family).find(photo.picture()));
  }
}
