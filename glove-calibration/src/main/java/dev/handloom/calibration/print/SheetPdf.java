package dev.handloom.calibration.print;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes sheets as PDF 1.7 (ISO 32000-1): lines and filled paths, so that edges stay sharp at any
/// resolution, and a wish not to be scaled when printed.
public final class SheetPdf {
  private static final double POINTS_PER_MM = 72 / 25.4;

  /// The encoding of the fonts that every reader has.
  private static final Charset WIN_ANSI = Charset.forName("windows-1252");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ArrayList<Integer> offsets = new ArrayList<>();

  private SheetPdf() {}

  /// One page a sheet.
  public static byte[] of(List<Sheet> sheets) {
    return new SheetPdf().document(sheets);
  }

  private byte[] document(List<Sheet> sheets) {
    raw("%PDF-1.7\n");
    // Four bytes above 127 tell programs that move files that this one is not text.
    out.writeBytes(new byte[] {'%', (byte) 0xE2, (byte) 0xE3, (byte) 0xCF, (byte) 0xD3, '\n'});
    StringBuilder kids = new StringBuilder();
    for (int i = 0; i < sheets.size(); i++) {
      kids.append(5 + 2 * i).append(" 0 R ");
    }
    object("<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>");
    object("<< /Type /Pages /Count %d /Kids [ %s] >>".formatted(sheets.size(), kids.toString()));
    object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    object("<< /Title (%s) /Producer (Handloom) >>".formatted(escaped(sheets.getFirst().title())));
    for (int i = 0; i < sheets.size(); i++) {
      Sheet sheet = sheets.get(i);
      object(
          String.format(
              Locale.ROOT,
              "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 %.4f %.4f ]"
                  + " /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>",
              sheet.widthMm() * POINTS_PER_MM,
              sheet.heightMm() * POINTS_PER_MM,
              6 + 2 * i));
      String content = content(sheet);
      object(
          "<< /Length %d >>\nstream\n%s\nendstream"
              .formatted(content.getBytes(WIN_ANSI).length, content));
    }
    int table = out.size();
    raw("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
    offsets.forEach(offset -> raw(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
    raw(
        "trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(offsets.size() + 1, table));
    return out.toByteArray();
  }

  private void object(String body) {
    offsets.add(out.size());
    raw(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
  }

  private void raw(String text) {
    out.writeBytes(text.getBytes(WIN_ANSI));
  }

  private static String content(Sheet sheet) {
    StringBuilder text = new StringBuilder();
    // From here on lengths are millimetres and run down.
    add(
        text,
        "%.8f 0 0 %.8f 0 %.4f cm\n",
        POINTS_PER_MM,
        -POINTS_PER_MM,
        sheet.heightMm() * POINTS_PER_MM);
    for (Sheet.Stroke stroke : sheet.strokes()) {
      add(
          text,
          "%.3f G %.3f w %.4f %.4f m %.4f %.4f l S\n",
          stroke.grey(),
          stroke.widthMm(),
          stroke.fromX(),
          stroke.fromY(),
          stroke.toX(),
          stroke.toY());
    }
    text.append("0 g\n");
    for (Sheet.Shape shape : sheet.shapes()) {
      for (Sheet.Rectangle each : shape.rectangles()) {
        add(text, "%.4f %.4f %.4f %.4f re\n", each.x(), each.y(), each.width(), each.height());
      }
      text.append("f*\n");
    }
    for (Sheet.Text line : sheet.texts()) {
      add(text, "BT /F %.3f Tf 1 0 0 -1 %.4f %.4f Tm (", line.sizeMm(), line.x(), line.y());
      text.append(escaped(line.text())).append(") Tj ET\n");
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  private static String escaped(String text) {
    String plain = new String(text.getBytes(WIN_ANSI), WIN_ANSI);
    return plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
  }
}
