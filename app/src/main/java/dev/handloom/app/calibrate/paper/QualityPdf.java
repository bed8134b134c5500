package dev.handloom.app.calibrate.paper;

import dev.handloom.app.calibrate.paper.QualityWords.ChannelLine;
import dev.handloom.app.calibrate.paper.QualityWords.Figure;
import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.calibration.print.Report;
import dev.handloom.calibration.print.Report.Column;
import dev.handloom.calibration.print.Report.Kind;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.quality.Quality;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// The quality of a calibration as a file that every computer prints the same.
public final class QualityPdf {
  private static final List<Column> FIGURES =
      List.of(
          new Column("", 46, Kind.WORDS),
          new Column("", 24, Kind.NUMBER),
          new Column("", 104, Kind.MUTED));
  private static final List<Column> SENSORS =
      List.of(
          new Column("Sensor", 46, Kind.WORDS),
          new Column("Range used", 36, Kind.BAR),
          new Column("", 18, Kind.NUMBER),
          new Column("Flicker at rest", 30, Kind.NUMBER),
          new Column("Seen", 44, Kind.WORDS));
  private static final List<Column> FACTS =
      List.of(new Column("", 36, Kind.MUTED), new Column("", 138, Kind.WORDS));

  private QualityPdf() {}

  public static byte[] page(Profile profile, ZoneId zone) {
    Quality quality = profile.quality();
    Report report =
        new Report(
            "Glove calibration of " + profile.person(),
            "Calibration " + profile.id() + ", Handloom " + profile.software());
    report.muted(
        profile.device()
            + ", "
            + profile.side().word()
            + " hand, "
            + QualityWords.when(profile.taken(), zone));
    report.large(quality.grade().word());
    bullets(report, "Why", quality.reasons());
    bullets(report, "What would improve it", quality.advice());
    report.heading("Measured").table(FIGURES, rows(QualityWords.figures(quality)));
    report.heading("Fingertips that met").table(FIGURES, rows(QualityWords.pinches(profile)));
    report
        .heading("Sensors")
        .table(SENSORS, QualityWords.channels(profile).stream().map(QualityPdf::sensor).toList());
    QualityWords.unseen(profile).ifPresent(report::muted);
    String without = QualityWords.without(profile);
    report
        .heading("Who and what")
        .table(
            FACTS,
            List.of(
                List.of("Person", profile.person()),
                List.of("Glove", profile.device() + ", " + profile.side().word() + " hand"),
                List.of(
                    "Hand",
                    String.format(
                        Locale.ROOT,
                        "%.0f mm long, %.0f mm across the knuckles%s",
                        1000 * HandMeasure.length(profile.size()),
                        1000 * HandMeasure.knuckles(profile.size()),
                        without.isEmpty() ? "" : ". " + without)),
                List.of(
                    "Calibration",
                    profile.id()
                        + (profile.parent() == null ? "" : ", a new zero of " + profile.parent())),
                List.of("Made with", "Handloom " + profile.software())));
    return report.pdf();
  }

  private static void bullets(Report report, String title, List<String> items) {
    if (!items.isEmpty()) {
      report.heading(title).bullets(items.stream().map(QualityWords::sentence).toList());
    }
  }

  private static List<List<String>> rows(List<Figure> figures) {
    return figures.stream().map(each -> List.of(each.name(), each.value(), each.means())).toList();
  }

  private static List<String> sensor(ChannelLine line) {
    return List.of(
        line.name(),
        String.valueOf(line.range()),
        QualityWords.share(line.range()),
        line.noise(),
        line.trouble());
  }
}
