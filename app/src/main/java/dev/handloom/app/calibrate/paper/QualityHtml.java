package dev.handloom.app.calibrate.paper;

import dev.handloom.app.calibrate.paper.QualityWords.ChannelLine;
import dev.handloom.app.calibrate.paper.QualityWords.Figure;
import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.quality.Quality;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// The quality of a calibration as one file that any browser shows and prints: nothing is loaded
/// from elsewhere.
public final class QualityHtml {
  private static final String STYLE =
      """
      body{font:14px/1.45 system-ui,sans-serif;color:#1f2328;max-width:46rem;margin:2rem auto;\
      padding:0 1rem}
      h1{font-size:1.6rem;margin:0 0 .2rem}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
      .grade{font-size:2.6rem;font-weight:700;margin:.8rem 0 .2rem}
      .muted{color:#59636e}table{border-collapse:collapse;width:100%}
      th,td{text-align:left;padding:.28rem .6rem .28rem 0;border-bottom:1px solid #d1d9e0;\
      vertical-align:top}
      td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      .bar{width:9rem;height:.6rem;background:#e6eaef}
      .bar i{display:block;height:100%;background:#0969da}
      ul{margin:.2rem 0;padding-left:1.2rem}
      @media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}
      """;

  private QualityHtml() {}

  public static String page(Profile profile, ZoneId zone) {
    Quality quality = profile.quality();
    StringBuilder out = new StringBuilder();
    out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<title>")
        .append(escaped("Calibration of " + profile.person() + ", " + profile.device()))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>Glove calibration</h1>\n");
    paragraph(out, "muted", QualityWords.when(profile.taken(), zone));
    paragraph(out, "grade", quality.grade().word());
    list(out, "Why", quality.reasons());
    list(out, "What would improve it", quality.advice());
    heading(out, "Measured");
    figures(out, QualityWords.figures(quality));
    heading(out, "Fingertips that met");
    figures(out, QualityWords.pinches(profile));
    heading(out, "Sensors");
    out.append("<table><tr><th>Sensor<th>Range used<th><th>Flicker at rest<th>Seen</tr>\n");
    for (ChannelLine line : QualityWords.channels(profile)) {
      double share = Double.isNaN(line.range()) ? 0 : Math.clamp(100 * line.range(), 0, 100);
      out.append("<tr><td>")
          .append(escaped(line.name()))
          .append(
              String.format(
                  Locale.ROOT,
                  "<td><div class=\"bar\"><i style=\"width:%.0f%%\"></i></div><td class=\"n\">",
                  share))
          .append(QualityWords.share(line.range()))
          .append("<td class=\"n\">")
          .append(line.noise())
          .append("<td>")
          .append(escaped(line.trouble()))
          .append("</tr>\n");
    }
    out.append("</table>\n");
    QualityWords.unseen(profile).ifPresent(words -> paragraph(out, "muted", words));
    heading(out, "Who and what");
    out.append("<table>\n");
    row(out, "Person", profile.person());
    row(out, "Glove", profile.device() + ", " + profile.side().word() + " hand");
    row(
        out,
        "Hand",
        String.format(
            Locale.ROOT,
            "%.0f mm long, %.0f mm across the knuckles%s",
            1000 * HandMeasure.length(profile.size()),
            1000 * HandMeasure.knuckles(profile.size()),
            QualityWords.without(profile).isEmpty() ? "" : ". " + QualityWords.without(profile)));
    row(
        out,
        "Calibration",
        profile.id() + (profile.parent() == null ? "" : ", a new zero of " + profile.parent()));
    row(out, "Made with", "Handloom " + profile.software());
    out.append("</table>\n</body></html>\n");
    return out.toString();
  }

  private static void heading(StringBuilder out, String words) {
    out.append("<h2>").append(escaped(words)).append("</h2>\n");
  }

  private static void paragraph(StringBuilder out, String kind, String words) {
    out.append("<p class=\"").append(kind).append("\">").append(escaped(words)).append("</p>\n");
  }

  private static void list(StringBuilder out, String title, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    heading(out, title);
    out.append("<ul>");
    items.forEach(
        item -> out.append("<li>").append(escaped(QualityWords.sentence(item))).append("</li>\n"));
    out.append("</ul>\n");
  }

  private static void figures(StringBuilder out, List<Figure> figures) {
    out.append("<table>\n");
    for (Figure figure : figures) {
      out.append("<tr><td>")
          .append(escaped(figure.name()))
          .append("<td class=\"n\"><b>")
          .append(escaped(figure.value()))
          .append("</b><td class=\"muted\">")
          .append(escaped(figure.means()))
          .append("</tr>\n");
    }
    out.append("</table>\n");
  }

  private static void row(StringBuilder out, String name, String value) {
    out.append("<tr><td class=\"muted\">")
        .append(escaped(name))
        .append("<td>")
        .append(escaped(value))
        .append("</tr>\n");
  }

  private static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
