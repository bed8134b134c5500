package dev.handloom.store.progress;

/// What a training of the lab came to.
///
/// @param hours of recordings that it learned from
/// @param loss on episodes that it did not learn from
/// @param note may be empty
public record TrainingResult(double hours, double loss, String note) {
  public TrainingResult {
    note = note.strip();
    if (!(hours > 0 && Double.isFinite(hours)) || !(loss > 0 && Double.isFinite(loss))) {
      throw new IllegalArgumentException("Hours and loss are numbers above zero");
    }
  }
}
