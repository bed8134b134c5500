package dev.handloom.calibration.print;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A PDF 1.7 file (ISO 32000-1) put together: its pages, and the two fonts that every reader has.
final class PdfFile {
  static final double POINTS_PER_MM = 72 / 25.4;

  /// The encoding of those fonts.
  static final Charset WIN_ANSI = Charset.forName("windows-1252");

  /// Catalogue, list of pages, two fonts, papers; a page and its content each from then on.
  private static final int FIRST_PAGE = 6;

  /// @param content operators, in points from the lower left corner
  record Page(double widthMm, double heightMm, String content) {}

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Integer> offsets = new ArrayList<>();

  private PdfFile() {}

  /// Fonts are `/F` and, bold, `/B`.
  ///
  /// @param trueSize whether printers are asked not to scale it
  static byte[] of(String title, List<Page> pages, boolean trueSize) {
    return new PdfFile().document(title, pages, trueSize);
  }

  private byte[] document(String title, List<Page> pages, boolean trueSize) {
    raw("%PDF-1.7\n");
    // Four bytes above 127 tell programs that move files that this one is not text.
    out.writeBytes(new byte[] {'%', (byte) 0xE2, (byte) 0xE3, (byte) 0xCF, (byte) 0xD3, '\n'});
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < pages.size(); i++) {
      kids.append(FIRST_PAGE + 2 * i).append(" 0 R ");
    }
    object(
        "<< /Type /Catalog /Pages 2 0 R%s >>"
            .formatted(trueSize ? " /ViewerPreferences << /PrintScaling /None >>" : ""));
    object("<< /Type /Pages /Count %d /Kids [ %s] >>".formatted(pages.size(), kids.toString()));
    object(font("Helvetica"));
    object(font("Helvetica-Bold"));
    object("<< /Title (%s) /Producer (Handloom) >>".formatted(escaped(title)));
    for (int i = 0; i < pages.size(); i++) {
      Page page = pages.get(i);
      object(
          String.format(
              Locale.ROOT,
              "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 %.4f %.4f ]"
                  + " /Resources << /Font << /F 3 0 R /B 4 0 R >> >> /Contents %d 0 R >>",
              page.widthMm() * POINTS_PER_MM,
              page.heightMm() * POINTS_PER_MM,
              FIRST_PAGE + 1 + 2 * i));
      object(
          "<< /Length %d >>\nstream\n%s\nendstream"
              .formatted(page.content().getBytes(WIN_ANSI).length, page.content()));
    }
    int table = out.size();
    raw("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
    offsets.forEach(offset -> raw(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
    raw(
        "trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(offsets.size() + 1, table));
    return out.toByteArray();
  }

  private static String font(String name) {
    return "<< /Type /Font /Subtype /Type1 /BaseFont /" + name + " /Encoding /WinAnsiEncoding >>";
  }

  private void object(String body) {
    offsets.add(out.size());
    raw(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
  }

  private void raw(String text) {
    out.writeBytes(text.getBytes(WIN_ANSI));
  }

  /// As it stands between brackets; letters that the fonts have not become question marks.
  static String escaped(String text) {
    String plain = new String(text.getBytes(WIN_ANSI), WIN_ANSI);
    return plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
  }
}
