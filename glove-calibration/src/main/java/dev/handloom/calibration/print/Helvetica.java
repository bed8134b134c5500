package dev.handloom.calibration.print;

import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;

/// How broad letters of Helvetica are, and which of them there are; after Adobe's font metrics for
/// the fonts that every PDF reader has.
final class Helvetica {
  private static final int FIRST = ' ';

  /// Thousandths of the size, from the space to the tilde.
  private static final int[] WIDTHS = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  private static final int USUAL = 556;

  /// No letter of the bold font is broader than this against the plain one.
  private static final double BOLD = 1.12;

  private Helvetica() {}

  /// In the unit of the size.
  static double width(String text, double size, boolean bold) {
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      sum += width(text.charAt(i));
    }
    return sum * size / 1000 * (bold ? BOLD : 1);
  }

  private static int width(char letter) {
    if (letter - FIRST < WIDTHS.length && letter >= FIRST) {
      return WIDTHS[letter - FIRST];
    }
    return switch (letter) {
      case '°' -> 400;
      case '±', '×' -> 584;
      case '…' -> 1000;
      case '•' -> 350;
      case '\u00a0' -> 278;
      default -> {
        String bare = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD);
        boolean known = bare.charAt(0) != letter && bare.charAt(0) - FIRST < WIDTHS.length;
        yield known ? WIDTHS[bare.charAt(0) - FIRST] : USUAL;
      }
    };
  }

  /// The text in letters that the font has: others without their marks, else as question marks.
  static String known(String text) {
    CharsetEncoder encoder = PdfFile.WIN_ANSI.newEncoder();
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(letter -> {
          String one = Character.toString(letter);
          if (encoder.canEncode(one)) {
            out.append(one);
            return;
          }
          String bare = Normalizer.normalize(one, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
          out.append(!bare.isEmpty() && encoder.canEncode(bare) ? bare : "?");
        });
    return out.toString();
  }
}
