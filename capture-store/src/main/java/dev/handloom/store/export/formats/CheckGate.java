package dev.handloom.store.export.formats;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.Finding.Severity;
import dev.handloom.store.check.dataset.DatasetCheck;
import dev.handloom.store.check.dataset.DatasetFinding;
import dev.handloom.store.check.dataset.DatasetReport;
import dev.handloom.store.export.DatasetGate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/// The same check that `handloom check` makes of a dataset of anybody.
final class CheckGate implements DatasetGate {
  @Override
  public Passage look(Path folder, DoubleConsumer told) {
    CheckProgress progress = (done, all, _) -> told.accept(all == 0 ? 0 : done / all);
    Optional<DatasetReport> report = DatasetCheck.of(folder, true, progress);
    if (report.isEmpty()) {
      return new Passage(List.of("Nobody would take this for a dataset."), List.of());
    }
    return new Passage(lines(report.get(), true), lines(report.get(), false));
  }

  private static List<String> lines(DatasetReport report, boolean faults) {
    return report.findings().stream()
        .filter(finding -> (finding.severity() == Severity.ERROR) == faults)
        .map(CheckGate::line)
        .toList();
  }

  private static String line(DatasetFinding finding) {
    StringBuilder line = new StringBuilder(finding.id());
    if (finding.episode() != DatasetFinding.NONE) {
      line.append("  episode ").append(finding.episode());
    }
    if (finding.row() != DatasetFinding.NONE) {
      line.append(", row ").append(finding.row());
    }
    if (!finding.subject().isEmpty()) {
      line.append("  ").append(finding.subject());
    }
    return line.append("  ").append(finding.message()).toString();
  }
}
