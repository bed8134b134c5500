package dev.handloom.store.check;

import dev.handloom.store.episode.Bundle;
import java.util.List;

/// What a check of one bundle saw.
///
/// @param messages how many were read
/// @param findings the worst first
public record CheckReport(Bundle bundle, long messages, List<Finding> findings) {
  public CheckReport {
    findings = findings.stream().sorted((a, b) -> b.severity().compareTo(a.severity())).toList();
  }

  /// Whether the bundle is what it says; losses that it states do not speak against that.
  public boolean good() {
    return findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
  }
}
