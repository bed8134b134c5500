package dev.handloom.store.export;

import dev.handloom.store.dataset.PlanProposal.Unfit;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a dataset.
///
/// @param folder where it is: under its own name, or of a faulty one under that name; where it was
///   to be otherwise
/// @param facts of the episodes that were written now; null where nothing was
/// @param unfit episodes that are not in it, and why
/// @param before episodes that were in it before; 0 of a new one
/// @param there of the episodes that were wanted, those that were in it before
/// @param kept episodes that were taken over from a run that was interrupted
/// @param findings of the gate: the faults of a faulty one, else remarks
/// @param bytes of the dataset
/// @param lookSeconds how long it was looked over
/// @param message for a person where it is not exported: what happened, what was kept, what to do
public record DatasetOutcome(
    State state,
    Path folder,
    @Nullable DatasetFacts facts,
    List<Unfit> unfit,
    int before,
    int there,
    int kept,
    List<String> findings,
    long bytes,
    double lookSeconds,
    String message) {
  public DatasetOutcome {
    unfit = List.copyOf(unfit);
    findings = List.copyOf(findings);
  }

  /// How it ended.
  public enum State {
    /// Written, looked at, and there under its name.
    EXPORTED,
    /// Written, and found faulty; it lies beside.
    FAULTY,
    /// No episode could be in it, or something stands where it should go.
    REFUSED,
    /// The folder or its disk failed.
    DISK_FAILED,
    /// The run was stopped; what was prepared is kept.
    STOPPED
  }
}
