package dev.handloom.store.check.dataset;

import dev.handloom.store.check.Finding;
import java.nio.file.Path;
import java.util.List;

/// What a check of a dataset saw.
///
/// @param format as `LeRobot v3.0`
/// @param episodes how many the check met
/// @param rows how many it read
/// @param pictures how many of videos it decoded, or counted where none was to be decoded
/// @param findings the worst first
public record DatasetReport(
    Path folder,
    String format,
    long episodes,
    long rows,
    long pictures,
    List<DatasetFinding> findings) {
  public DatasetReport {
    findings = List.copyOf(findings);
  }

  /// Whether a loader gets what it counts on.
  public boolean good() {
    return findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
  }
}
