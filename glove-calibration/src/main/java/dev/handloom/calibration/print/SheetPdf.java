package dev.handloom.calibration.print;

import java.util.List;
import java.util.Locale;

/// Writes sheets as PDF: lines and filled paths, so that edges stay sharp at any resolution, and a
/// wish not to be scaled when printed.
public final class SheetPdf {
  private SheetPdf() {}

  /// One page a sheet.
  public static byte[] of(List<Sheet> sheets) {
    return PdfFile.of(
        sheets.getFirst().title(),
        sheets.stream()
            .map(sheet -> new PdfFile.Page(sheet.widthMm(), sheet.heightMm(), content(sheet)))
            .toList(),
        true);
  }

  private static String content(Sheet sheet) {
    StringBuilder text = new StringBuilder();
    // From here on lengths are millimetres and run down.
    add(
        text,
        "%.8f 0 0 %.8f 0 %.4f cm\n",
        PdfFile.POINTS_PER_MM,
        -PdfFile.POINTS_PER_MM,
        sheet.heightMm() * PdfFile.POINTS_PER_MM);
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
      text.append(PdfFile.escaped(line.text())).append(") Tj ET\n");
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
