package dev.handloom.app.run;

import dev.handloom.store.episode.EpisodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A run of takes at one moment.
///
/// @param id names its file
/// @param takes in the order in which they were recorded
public record Run(String id, RunPlan plan, List<RunTake> takes) {
  public Run {
    takes = List.copyOf(takes);
  }

  /// How many takes count towards the target.
  public int done() {
    return (int) takes.stream().filter(RunTake::counts).count();
  }

  public boolean complete() {
    return done() >= plan.target();
  }

  /// The newest take that is on the disk and was not done again.
  public Optional<RunTake> newest() {
    return takes.reversed().stream().filter(take -> take.saved() && !take.redone()).findFirst();
  }

  /// The newest take that was done again: what undoing brings back.
  public Optional<RunTake> newestRedone() {
    return takes.reversed().stream().filter(RunTake::redone).findFirst();
  }

  /// The take whose first pictures show how the scene should look.
  public Optional<RunTake> reference() {
    return takes.stream().filter(RunTake::counts).findFirst();
  }

  Run with(RunTake take) {
    List<RunTake> more = new ArrayList<>(takes);
    more.add(take);
    return new Run(id, plan, more);
  }

  /// Without a take that never came to the disk.
  Run without(EpisodeId gone) {
    return new Run(id, plan, takes.stream().filter(take -> !take.id().equals(gone)).toList());
  }

  Run change(EpisodeId which, UnaryOperator<RunTake> how) {
    return new Run(
        id,
        plan,
        takes.stream().map(take -> take.id().equals(which) ? how.apply(take) : take).toList());
  }
}
