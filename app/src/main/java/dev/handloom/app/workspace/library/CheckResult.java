package dev.handloom.app.workspace.library;

import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.Finding.Severity;
import dev.handloom.store.check.LibraryCheck;
import dev.handloom.store.episode.CheckNote;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a check of all episodes came to.
///
/// @param at when it ended
/// @param episodes how many were looked at
/// @param everyPicture whether every picture was decoded too
/// @param found those with findings, the worst first
record CheckResult(Instant at, int episodes, boolean everyPicture, List<EpisodeFindings> found) {
  CheckResult {
    found = found.stream().sorted(Comparator.comparing(EpisodeFindings::worst).reversed()).toList();
  }

  /// An episode and what was found about it.
  ///
  /// @param title its task
  /// @param detail when, or its id
  record EpisodeFindings(String title, String detail, List<CheckNote.Line> findings) {
    Severity worst() {
      return findings.stream()
          .map(FindingRows::severity)
          .max(Comparator.naturalOrder())
          .orElse(Severity.NOTE);
    }
  }

  static CheckResult of(LibraryCheck.Outcome outcome, Library library, boolean everyPicture)
      throws IOException {
    List<EpisodeFindings> found = new ArrayList<>();
    for (CheckReport report : outcome.episodes()) {
      if (!report.findings().isEmpty()) {
        found.add(findings(report, library.row(report.bundle().id()).orElse(null)));
      }
    }
    if (!outcome.library().isEmpty()) {
      found.add(
          new EpisodeFindings(
              "The catalogue",
              "",
              outcome.library().stream()
                  .map(f ->
                      new CheckNote.Line(
                          f.id(), f.severity().word(), f.subject(), null, f.message(), f.remedy()))
                  .toList()));
    }
    return new CheckResult(Instant.now(), outcome.episodes().size(), everyPicture, found);
  }

  private static EpisodeFindings findings(CheckReport report, @Nullable EpisodeRow row) {
    List<CheckNote.Line> findings = report.note(0, "").findings();
    return row == null
        ? new EpisodeFindings("Unfinished take", report.bundle().id().text(), findings)
        : new EpisodeFindings(
            Amounts.task(row.task()), Amounts.date(row.startUnixNanos()), findings);
  }

  long count(Severity worst) {
    return found.stream().filter(e -> e.worst() == worst).count();
  }

  Severity worst() {
    return found.isEmpty() ? Severity.NOTE : found.getFirst().worst();
  }

  /// The one sentence that most people want.
  String headline() {
    if (episodes == 0) {
      return "There are no episodes to check yet";
    }
    long faulty = count(Severity.ERROR);
    long warned = count(Severity.WARNING);
    String of = " of " + Amounts.count(episodes, "episode", "episodes");
    if (faulty > 0) {
      return faulty + of + (faulty == 1 ? " has faults" : " have faults");
    }
    if (warned > 0) {
      return "No faults; " + warned + of + (warned == 1 ? " has warnings" : " have warnings");
    }
    return episodes == 1
        ? "The one episode is whole"
        : "All " + Amounts.number(episodes) + " episodes are whole";
  }
}
