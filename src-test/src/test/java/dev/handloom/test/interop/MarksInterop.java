package dev.handloom.test.interop;

import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.BoardCorners;
import dev.handloom.calibration.mark.BoardFinder;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.calibration.mark.Mark;
import dev.handloom.calibration.mark.MarkDetector;
import dev.handloom.calibration.mark.MarkFamily;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Our side of the check against OpenCV: says what it finds in pictures, one line each.
///
/// `LIST` names a picture (binary PGM) a line, with what is on it: `marks FAMILY FILE` or `board
/// FAMILY FIRST COLUMNS ROWS SQUARE MARK LEGACY FILE`.
public final class MarksInterop {
  private MarksInterop() {}

  public static void main(String[] args) throws IOException {
    for (String line : Files.readAllLines(Path.of(args[0]))) {
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
