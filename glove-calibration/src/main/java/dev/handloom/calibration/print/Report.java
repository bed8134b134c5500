package dev.handloom.calibration.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A report on A4 pages: headings, paragraphs, lists and tables, one after the other, as PDF. Lines
/// and pages are broken where they are full; a table's head is said again on the next page.
public final class Report {
  private static final double WIDTH = 210 * PdfFile.POINTS_PER_MM;
  private static final double HEIGHT = 297 * PdfFile.POINTS_PER_MM;
  private static final double MARGIN = 18 * PdfFile.POINTS_PER_MM;
  private static final double TEXT = 9.5;
  private static final double HEAD = 11.5;
  private static final double TITLE = 17;
  private static final double LARGE = 26;
  private static final double LINE = 1.32;
  private static final double GAP = 10;
  private static final double BAR = 5.5;
  private static final double DARK = 0.12;
  private static final double GREY = 0.38;

  /// What stands in a column.
  public enum Kind {
    WORDS,
    MUTED,
    NUMBER,
    /// Shares from 0 to 1 as bars; others leave the place empty.
    BAR
  }

  /// @param widthMm of the column with the gap behind it
  public record Column(String head, double widthMm, Kind kind) {}

  private final String title;
  private final String foot;
  private final List<StringBuilder> pages = new ArrayList<>();
  private StringBuilder page = new StringBuilder();
  private double y;
  private boolean unknown;

  /// @param title what the file calls itself, and its first line
  /// @param foot of each page, before its number
  public Report(String title, String foot) {
    this.title = title;
    this.foot = foot;
    begin();
    words(title, TITLE, true, DARK, 0, WIDTH - 2 * MARGIN);
  }

  private void begin() {
    page = new StringBuilder();
    pages.add(page);
    y = HEIGHT - MARGIN;
  }

  private void room(double height) {
    if (y - height < MARGIN + 2 * TEXT) {
      begin();
    }
  }

  public Report large(String text) {
    gap(GAP / 2);
    words(text, LARGE, true, DARK, 0, WIDTH - 2 * MARGIN);
    return this;
  }

  public Report heading(String text) {
    gap(GAP);
    // A heading alone at the foot of a page leads to nothing.
    room(6 * TEXT * LINE);
    words(text, HEAD, true, DARK, 0, WIDTH - 2 * MARGIN);
    gap(2);
    return this;
  }

  public Report muted(String text) {
    words(text, TEXT, false, GREY, 0, WIDTH - 2 * MARGIN);
    return this;
  }

  public Report bullets(List<String> items) {
    double in = 10;
    for (String item : items) {
      room(TEXT * LINE);
      put("•", TEXT, false, DARK, 0, y - TEXT);
      words(item, TEXT, false, DARK, in, WIDTH - 2 * MARGIN - in);
    }
    return this;
  }

  /// @param rows as many texts each as there are columns
  public Report table(List<Column> columns, List<List<String>> rows) {
    head(columns);
    for (List<String> row : rows) {
      List<List<String>> cells = new ArrayList<>();
      int lines = 1;
      for (int c = 0; c < columns.size(); c++) {
        // A bar's share is no text that could fill lines.
        String words = columns.get(c).kind() == Kind.BAR ? "" : row.get(c);
        List<String> cell = lines(words, TEXT, false, inner(columns.get(c)));
        cells.add(cell);
        lines = Math.max(lines, cell.size());
      }
      double height = lines * TEXT * LINE + 4;
      int before = pages.size();
      room(height);
      if (pages.size() > before) {
        head(columns);
      }
      double x = 0;
      for (int c = 0; c < columns.size(); c++) {
        cell(columns.get(c), row.get(c), cells.get(c), x);
        x += columns.get(c).widthMm() * PdfFile.POINTS_PER_MM;
      }
      y -= height;
      rule();
    }
    return this;
  }

  private void head(List<Column> columns) {
    if (columns.stream().allMatch(column -> column.head().isEmpty())) {
      rule();
      return;
    }
    room(3 * TEXT * LINE);
    double x = 0;
    for (Column column : columns) {
      List<String> lines = lines(column.head(), TEXT, false, inner(column));
      double right =
          column.kind() == Kind.NUMBER
              ? inner(column) - Helvetica.width(lines.getFirst(), TEXT, false)
              : 0;
      put(lines.getFirst(), TEXT, false, GREY, x + right, y - TEXT);
      x += column.widthMm() * PdfFile.POINTS_PER_MM;
    }
    y -= TEXT * LINE + 4;
    rule();
  }

  private static double inner(Column column) {
    return column.widthMm() * PdfFile.POINTS_PER_MM - 8;
  }

  private void cell(Column column, String text, List<String> lines, double x) {
    if (column.kind() == Kind.BAR) {
      bar(text, x, inner(column));
      return;
    }
    double grey = column.kind() == Kind.MUTED ? GREY : DARK;
    for (int n = 0; n < lines.size(); n++) {
      double right =
          column.kind() == Kind.NUMBER
              ? inner(column) - Helvetica.width(lines.get(n), TEXT, false)
              : 0;
      put(lines.get(n), TEXT, false, grey, x + right, y - 2 - TEXT - n * TEXT * LINE);
    }
  }

  private void bar(String share, double x, double width) {
    double known;
    try {
      known = Math.clamp(Double.parseDouble(share), 0, 1);
    } catch (NumberFormatException e) {
      return;
    }
    if (Double.isNaN(known)) {
      return;
    }
    double foot = y - 2 - TEXT + 0.5;
    add("0.88 g %.2f %.2f %.2f %.2f re f\n", MARGIN + x, foot, width, BAR);
    add("0.25 0.45 0.75 rg %.2f %.2f %.2f %.2f re f\n", MARGIN + x, foot, known * width, BAR);
  }

  private void rule() {
    add("0.82 G 0.5 w %.2f %.2f m %.2f %.2f l S\n", MARGIN, y, WIDTH - MARGIN, y);
  }

  private void gap(double points) {
    y -= points;
  }

  private void words(String text, double size, boolean bold, double grey, double x, double width) {
    for (String line : lines(text, size, bold, width)) {
      room(size * LINE);
      put(line, size, bold, grey, x, y - size);
      y -= size * LINE;
    }
  }

  private void put(String line, double size, boolean bold, double grey, double x, double foot) {
    String known = Helvetica.known(line);
    unknown |= !known.equals(line);
    add(
        "BT %.2f g /%s %.2f Tf 1 0 0 1 %.2f %.2f Tm (",
        grey, bold ? "B" : "F", size, MARGIN + x, foot);
    page.append(PdfFile.escaped(known)).append(") Tj ET\n");
  }

  private void add(String format, Object... values) {
    page.append(String.format(Locale.ROOT, format, values));
  }

  /// Broken between words; a word that is too long for a line within.
  private static List<String> lines(String text, double size, boolean bold, double width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      String rest = word;
      while (Helvetica.width(Helvetica.known(rest), size, bold) > width && rest.length() > 1) {
        if (!line.isEmpty()) {
          lines.add(line.toString());
          line.setLength(0);
        }
        int fit = 1;
        while (fit < rest.length() - 1
            && Helvetica.width(Helvetica.known(rest.substring(0, fit + 1)), size, bold) <= width) {
          fit++;
        }
        lines.add(rest.substring(0, fit));
        rest = rest.substring(fit);
      }
      String longer = line.isEmpty() ? rest : line + " " + rest;
      if (Helvetica.width(Helvetica.known(longer), size, bold) > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(rest);
      } else {
        line.setLength(0);
        line.append(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /// The file. Letters that the fonts of PDF lack have lost their marks, or are question marks; the
  /// last page says so then.
  public byte[] pdf() {
    if (unknown) {
      gap(GAP);
      muted(
          "Some letters of names are not in the fonts that every PDF reader has; they are written"
              + " without marks, or as question marks.");
    }
    List<PdfFile.Page> all = new ArrayList<>();
    for (int n = 0; n < pages.size(); n++) {
      page = pages.get(n);
      String words = foot + "   Page " + (n + 1) + " of " + pages.size();
      put(words, TEXT - 1.5, false, GREY, 0, MARGIN - 4);
      all.add(
          new PdfFile.Page(
              WIDTH / PdfFile.POINTS_PER_MM, HEIGHT / PdfFile.POINTS_PER_MM, page.toString()));
    }
    return PdfFile.of(Helvetica.known(title), all, false);
  }
}
