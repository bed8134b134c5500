package dev.handloom.app.workspace.review;

import dev.handloom.store.library.Library.Revision;
import dev.handloom.store.review.Review.Segment;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.SegmentEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What keys do to the episodes that are proposed in a long recording. An accepted one is a segment
/// of the reviewer, in the row of the episodes; one whose edge is moved is accepted with that.
final class ProposalWork {
  private final Playback playback;
  private final Decisions decisions;
  private final Reviewer reviewer;
  private final Consumer<String> say;
  private @Nullable Judged judged;

  /// @param say hears why something was not done
  ProposalWork(Playback playback, Decisions decisions, Reviewer reviewer, Consumer<String> say) {
    this.playback = playback;
    this.decisions = decisions;
    this.reviewer = reviewer;
    this.say = say;
  }

  void show(@Nullable Judged now) {
    judged = now;
  }

  private List<Segment> proposals() {
    Judged now = judged;
    return now == null ? List.of() : now.review().proposals();
  }

  /// Those at the playhead: two may overlap where a hand of each began.
  private @Nullable Segment here() {
    long at = playback.elapsedNanos();
    return proposals().stream()
        .filter(each -> each.fromNanos() <= at && at <= each.toNanos())
        .max(Comparator.comparingLong(Segment::fromNanos))
        .orElse(null);
  }

  /// Says yes to the proposal at the playhead, and goes to the next.
  void accept() {
    one("Accept", each -> SegmentEdit.accept(reviewer.name(), each));
  }

  /// Says no to the proposal at the playhead, and goes to the next.
  void reject() {
    one("Reject", each -> SegmentEdit.remove(reviewer.name(), each));
  }

  /// Says yes to all of the episode in front.
  void acceptAll() {
    List<Segment> all = proposals();
    if (all.isEmpty()) {
      say.accept("No episodes are proposed in this recording.");
      return;
    }
    edit(
        all.size() == 1
            ? "Accept a proposed episode of "
            : "Accept " + all.size() + " proposed episodes of ",
        all,
        each -> SegmentEdit.accept(reviewer.name(), each));
  }

  @FunctionalInterface
  private interface Change {
    List<ReviewEntry> of(Segment proposal);
  }

  private void one(String verb, Change change) {
    if (proposals().isEmpty()) {
      say.accept("No episodes are proposed in this recording.");
      return;
    }
    Segment proposal = here();
    if (proposal == null) {
      say.accept("There is no proposed episode at the playhead. P goes to the next.");
      return;
    }
    edit(verb + " a proposed episode of ", List.of(proposal), change);
    proposals().stream()
        .filter(each -> !each.equals(proposal) && each.fromNanos() >= proposal.fromNanos())
        .findFirst()
        .ifPresent(this::go);
  }

  private void edit(String words, List<Segment> proposals, Change change) {
    Judged now = judged;
    if (now == null) {
      return;
    }
    Revision revision =
        history -> {
          // Another reviewer may have decided meanwhile.
          Set<String> holding =
              history.stream()
                  .filter(noted -> noted.undoneBy() == null)
                  .map(noted -> noted.entry().id())
                  .collect(Collectors.toCollection(HashSet::new));
          List<ReviewEntry> entries = new ArrayList<>();
          for (Segment each : proposals) {
            if (holding.contains(each.id())) {
              entries.addAll(change.of(each));
            }
          }
          return entries;
        };
    decisions.edit(words + Decisions.name(now.row()), List.of(now.row().id()), revision);
  }

  private void go(Segment proposal) {
    playback.playingProperty().set(false);
    playback.seek(playback.firstNanos() + proposal.fromNanos());
  }

  /// Goes to where the next proposal begins; after the last to the first.
  void next() {
    List<Segment> all = proposals();
    if (all.isEmpty()) {
      say.accept("No episodes are proposed in this recording.");
      return;
    }
    long at = playback.elapsedNanos();
    go(all.stream().filter(each -> each.fromNanos() > at).findFirst().orElse(all.getFirst()));
  }
}
