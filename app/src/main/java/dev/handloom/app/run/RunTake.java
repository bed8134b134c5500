package dev.handloom.app.run;

import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.review.Verdict;

/// One take of a run.
///
/// @param saved whether it is on the disk
/// @param redone whether it lies in the trash because it was done again
/// @param note what the person wrote; may be empty
public record RunTake(EpisodeId id, boolean saved, boolean redone, Verdict verdict, String note) {
  static RunTake begun(EpisodeId id) {
    return new RunTake(id, false, false, Verdict.NONE, "");
  }

  RunTake asSaved() {
    return new RunTake(id, true, redone, verdict, note);
  }

  RunTake asRedone(boolean now) {
    return new RunTake(id, saved, now, verdict, note);
  }

  RunTake judged(Verdict now) {
    return new RunTake(id, saved, redone, now, note);
  }

  RunTake noted(String words) {
    return new RunTake(id, saved, redone, verdict, words);
  }

  /// Whether it counts towards the target: a take that failed has to be shown again.
  public boolean counts() {
    return saved && !redone && verdict != Verdict.FAIL;
  }
}
