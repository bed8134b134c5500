package dev.handloom.store.check;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CheckNote;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a check of one bundle saw.
///
/// @param messages how many were read
/// @param startNanos when the take began, studio time; null where nobody knows
/// @param everyPicture whether every picture was decoded too
/// @param findings the worst first
public record CheckReport(
    Bundle bundle,
    long messages,
    @Nullable Long startNanos,
    boolean everyPicture,
    List<Finding> findings) {
  public CheckReport {
    findings =
        findings.stream().sorted(Comparator.comparing(Finding::severity).reversed()).toList();
  }

  /// Whether the bundle is what it says; losses that it states do not speak against that.
  public boolean good() {
    return findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
  }

  /// When a finding was, counted from the start of the take; null where it has no time.
  public @Nullable Long takeNanos(Finding finding) {
    Long start = startNanos;
    return start == null || finding.atNanos() == Finding.NO_TIME
        ? null
        : Long.valueOf(finding.atNanos() - start);
  }

  /// As it is kept beside the episode.
  public CheckNote note(long unixNanos, String software) {
    return new CheckNote(
        CheckNote.SCHEMA,
        unixNanos,
        software,
        everyPicture,
        findings.stream()
            .map(f ->
                new CheckNote.Line(
                    f.id(),
                    f.severity().word(),
                    f.subject(),
                    takeNanos(f),
                    f.message(),
                    f.remedy()))
            .toList());
  }
}
