package dev.handloom.app.cli;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.dataset.DatasetCheck;
import dev.handloom.store.check.dataset.DatasetFinding;
import dev.handloom.store.check.dataset.DatasetReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a check of a dataset found, for a person or as JSON.
final class DatasetReports {
  private DatasetReports() {}

  record Checked(
      String dataset,
      String format,
      boolean good,
      long episodes,
      long rows,
      long pictures,
      List<Row> findings) {}

  /// @param episode null where it is about none
  /// @param row counted within the episode; null where it is about none
  record Row(
      String id,
      String severity,
      String code,
      String subject,
      @Nullable Long episode,
      @Nullable Long row,
      String message,
      String remedy) {}

  /// Checks a dataset and says what was found.
  ///
  /// @return the exit code
  static int check(Path dataset, boolean pictures, boolean json, Terminal terminal) {
    DatasetReport report;
    try (ProgressLine line = new ProgressLine(terminal, "Checking")) {
      CheckProgress progress = (done, all, detail) -> line.at(done / Math.max(1, all), detail);
      report = DatasetCheck.of(dataset, pictures, progress).orElseThrow();
      line.done(Figures.count(report.episodes(), "episode", "episodes"));
    }
    if (json) {
      terminal.json(List.of(checked(report)));
    } else {
      say(report, terminal);
    }
    return report.good() ? 0 : CommandFailed.FINDING;
  }

  static Checked checked(DatasetReport report) {
    return new Checked(
        report.folder().toString(),
        report.format(),
        report.good(),
        report.episodes(),
        report.rows(),
        report.pictures(),
        rows(report.findings()));
  }

  static List<Row> rows(List<DatasetFinding> findings) {
    return findings.stream().map(DatasetReports::row).toList();
  }

  private static Row row(DatasetFinding finding) {
    return new Row(
        finding.id(),
        finding.severity().word(),
        finding.code().name().toLowerCase(Locale.ROOT),
        finding.subject(),
        finding.episode() < 0 ? null : Long.valueOf(finding.episode()),
        finding.row() < 0 ? null : Long.valueOf(finding.row()),
        finding.message(),
        finding.remedy());
  }

  private static void say(DatasetReport report, Terminal terminal) {
    terminal.say(
        report.format()
            + "  "
            + Figures.count(report.episodes(), "episode", "episodes")
            + ", "
            + Figures.count(report.rows(), "row", "rows")
            + ", "
            + Figures.count(report.pictures(), "picture", "pictures")
            + (report.good() ? "  whole" : "  NOT what loaders count on"));
    report.findings().forEach(finding -> terminal.say(line(finding)));
  }

  /// A finding on a line.
  static String line(DatasetFinding finding) {
    return "    "
        + finding.id()
        + "  "
        + finding.severity().word()
        + (finding.episode() < 0 ? "" : "  episode " + finding.episode())
        + (finding.row() < 0 ? "" : ", row " + finding.row())
        + (finding.subject().isEmpty() ? "" : "  " + finding.subject())
        + "  "
        + finding.message()
        + ". "
        + finding.remedy();
  }
}
