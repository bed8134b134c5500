package dev.handloom.test.interop;

import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.BoardCorners;
import dev.handloom.calibration.mark.BoardFinder;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.calibration.mark.Mark;
import dev.handloom.calibration.mark.MarkDetector;
import dev.handloom.calibration.mark.MarkFamily;
import dev.handloom.calibration.print.Paper;
import dev.handloom.calibration.print.Sheet;
import dev.handloom.calibration.print.SheetException;
import dev.handloom.calibration.print.SheetPdf;
import dev.handloom.calibration.print.Sheets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Our side of the check against OpenCV: `print DIR` writes sheets, `find LIST` says what it finds
/// in pictures, one line each.
///
/// `LIST` names a picture (binary PGM) a line, with what is on it: `marks FAMILY FILE` or `board
/// FAMILY FIRST COLUMNS ROWS SQUARE MARK LEGACY FILE`.
public final class MarksInterop {
  private MarksInterop() {}

  public static void main(String[] args) throws IOException, SheetException {
    if (args[0].equals("print")) {
      print(Path.of(args[1]));
    } else {
      find(Path.of(args[1]));
    }
  }

  /// Sheets of every kind, named by what is on them.
  private static void print(Path folder) throws IOException, SheetException {
    MarkFamily umi = MarkFamily.of(MarkFamily.UMI);
    for (Paper paper : Paper.values()) {
      String end = "_" + paper.title() + ".pdf";
      write(folder.resolve("tags_4X4_50_16" + end), Sheets.fingerTags(paper, umi, 0, 1, 16));
      MarkFamily april = MarkFamily.of("APRILTAG_36H11");
      write(
          folder.resolve("marks_APRILTAG_36H11_40" + end),
          Sheets.marks(paper, april, List.of(0, 1, 2, 300, 586), 40).getFirst());
      for (int[] size : new int[][] {{8, 5}, {5, 7}, {6, 8}}) {
        for (boolean legacy : new boolean[] {false, true}) {
          double square = Sheets.largestSquare(paper, size[0], size[1]);
          Board board =
              new Board(
                  MarkFamily.of("4X4_100"), 50, size[0], size[1], square, 0.6 * square, legacy);
          String name =
              String.format(
                  Locale.ROOT, "board_4X4_100_50_%d_%d_%.0f_%b", size[0], size[1], square, legacy);
          write(folder.resolve(name + end), Sheets.board(paper, board));
        }
      }
    }
  }

  private static void write(Path file, Sheet sheet) throws IOException {
    Files.write(file, SheetPdf.of(List.of(sheet)));
  }

  private static void find(Path list) throws IOException {
    for (String line : Files.readAllLines(list)) {
      String[] words = line.split(" ");
      String file = words[words.length - 1];
      GreyPicture picture = read(Path.of(file));
      if (words[0].equals("marks")) {
        MarkDetector detector = new MarkDetector(MarkFamily.of(words[1]));
        List<Mark> marks = detector.find(picture);
        System.out.println("picture\t" + file + "\t" + milliseconds(() -> detector.find(picture)));
        marks.forEach(MarksInterop::print);
      } else {
        BoardFinder finder =
            new BoardFinder(
                new Board(
                    MarkFamily.of(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4]),
                    Double.parseDouble(words[5]),
                    Double.parseDouble(words[6]),
                    Boolean.parseBoolean(words[7])));
        BoardCorners found = finder.find(picture);
        System.out.println("picture\t" + file + "\t" + milliseconds(() -> finder.find(picture)));
        found.marks().forEach(MarksInterop::print);
        for (int i = 0; i < found.count(); i++) {
          System.out.printf(
              Locale.ROOT, "corner\t%d\t%.4f\t%.4f%n", found.ids()[i], found.x()[i], found.y()[i]);
        }
      }
    }
  }

  private static String milliseconds(Runnable look) {
    long from = System.nanoTime();
    look.run();
    return String.format(Locale.ROOT, "%.2f", (System.nanoTime() - from) / 1e6);
  }

  private static void print(Mark mark) {
    StringBuilder line = new StringBuilder("mark\t").append(mark.id());
    for (int i = 0; i < 4; i++) {
      line.append(String.format(Locale.ROOT, "\t%.4f\t%.4f", mark.x()[i], mark.y()[i]));
    }
    System.out.println(line);
  }

  /// A picture of eight bits (Netpbm P5).
  private static GreyPicture read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int[] numbers = new int[3];
    int at = 2;
    for (int i = 0; i < 3; i++) {
      while (Character.isWhitespace(bytes[at])) {
        at++;
      }
      int from = at;
      while (!Character.isWhitespace(bytes[at])) {
        at++;
      }
      numbers[i] = Integer.parseInt(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
    }
    byte[] pixels = new byte[numbers[0] * numbers[1]];
    System.arraycopy(bytes, at + 1, pixels, 0, pixels.length);
    return new GreyPicture(pixels, numbers[0], numbers[1]);
  }
}
