package dev.handloom.app.workspace.library;

import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.Finding;
import dev.handloom.store.check.Finding.Severity;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.library.EpisodeRow;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a check of all episodes came to.
///
/// @param at when it ended
/// @param episodes how many were looked at
/// @param everyPicture whether every picture was decoded too
/// @param found those with findings, the worst first
record CheckResult(Instant at, int episodes, boolean everyPicture, List<EpisodeFindings> found) {
  private static final Logger LOG = LoggerFactory.getLogger(CheckResult.class);

  CheckResult {
    found = found.stream().sorted(Comparator.comparing(EpisodeFindings::worst).reversed()).toList();
  }

  /// An episode and what was found about it.
  ///
  /// @param title its task
  /// @param detail when, or its id
  record EpisodeFindings(String title, String detail, List<TimedFinding> findings) {
    Severity worst() {
      return findings.stream()
          .map(f -> f.finding().severity())
          .max(Comparator.naturalOrder())
          .orElse(Severity.NOTE);
    }
  }

  /// @param episodeNanos time within the episode, or [Finding#NO_TIME]
  record TimedFinding(Finding finding, long episodeNanos) {}

  /// Reads the disk where a finding has a time: it is shown as a time within the episode.
  static CheckResult of(
      List<CheckReport> reports, Map<EpisodeId, EpisodeRow> rows, boolean everyPicture) {
    List<EpisodeFindings> found = new ArrayList<>();
    for (CheckReport report : reports) {
      if (!report.findings().isEmpty()) {
        found.add(findings(report, rows));
      }
    }
    return new CheckResult(Instant.now(), reports.size(), everyPicture, found);
  }

  private static EpisodeFindings findings(CheckReport report, Map<EpisodeId, EpisodeRow> rows) {
    EpisodeRow row = rows.get(report.bundle().id());
    boolean timed = report.findings().stream().anyMatch(f -> f.atNanos() != Finding.NO_TIME);
    long start = timed ? startNanos(report.bundle()) : Finding.NO_TIME;
    List<TimedFinding> findings =
        report.findings().stream().map(f -> new TimedFinding(f, within(f, start))).toList();
    return row == null
        ? new EpisodeFindings("Unfinished take", report.bundle().id().text(), findings)
        : new EpisodeFindings(
            Amounts.task(row.task()), Amounts.date(row.startUnixNanos()), findings);
  }

  private static long within(Finding finding, long startNanos) {
    return finding.atNanos() == Finding.NO_TIME || startNanos == Finding.NO_TIME
        ? Finding.NO_TIME
        : finding.atNanos() - startNanos;
  }

  private static long startNanos(Bundle bundle) {
    try {
      return ManifestFile.read(bundle).times().startNanos();
    } catch (IOException e) {
      // The check has read it before, so it went away meanwhile; the findings stand without times.
      LOG.info("Findings are shown without times: {}", e.getMessage());
      return Finding.NO_TIME;
    }
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
