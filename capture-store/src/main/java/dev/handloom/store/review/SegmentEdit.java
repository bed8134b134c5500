package dev.handloom.store.review;

import dev.handloom.store.review.Review.Segment;
import dev.handloom.store.review.ReviewEntry.What;
import java.util.List;

/// Changes to segments, as lines of a journal: the old line is undone, new ones say what holds.
public final class SegmentEdit {
  private SegmentEdit() {}

  /// Takes a segment away.
  public static List<ReviewEntry> remove(String who, Segment segment) {
    return List.of(ReviewEntry.now(who, What.UNDO, segment.id()));
  }

  /// Gives a segment other times, another label or another text; it becomes that reviewer's.
  public static List<ReviewEntry> change(
      String who, Segment segment, long fromNanos, long toNanos, String label, String text) {
    return List.of(
        ReviewEntry.segment(who, label, fromNanos, toNanos, text, segment.tier()),
        ReviewEntry.now(who, What.UNDO, segment.id()));
  }

  /// Says yes to a proposal: the same segment in the reviewer's name.
  public static List<ReviewEntry> accept(String who, Segment proposal) {
    return change(
        who, proposal, proposal.fromNanos(), proposal.toNanos(), proposal.label(), proposal.text());
  }

  /// Makes two of one.
  ///
  /// @param atNanos within the segment
  public static List<ReviewEntry> split(String who, Segment segment, long atNanos) {
    return List.of(
        part(who, segment, segment.fromNanos(), atNanos),
        part(who, segment, atNanos, segment.toNanos()),
        ReviewEntry.now(who, What.UNDO, segment.id()));
  }

  /// Makes one of two; the label is that of the first, the text too unless it has none.
  public static List<ReviewEntry> merge(String who, Segment first, Segment second) {
    return List.of(
        ReviewEntry.segment(
            who,
            first.label(),
            Math.min(first.fromNanos(), second.fromNanos()),
            Math.max(first.toNanos(), second.toNanos()),
            first.text().isEmpty() ? second.text() : first.text(),
            first.tier()),
        ReviewEntry.now(who, What.UNDO, first.id()),
        ReviewEntry.now(who, What.UNDO, second.id()));
  }

  private static ReviewEntry part(String who, Segment of, long fromNanos, long toNanos) {
    return ReviewEntry.segment(who, of.label(), fromNanos, toNanos, of.text(), of.tier());
  }
}
