package dev.handloom.store.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What all the lines of a journal amount to.
///
/// @param tags sorted
/// @param score 0 to 100; null while nobody gave one
/// @param reason why it was rejected; empty where nobody said
/// @param segments by where they begin
/// @param use the stretch that is to be used; null for all of it
/// @param damagedLines lines that could not be read and were skipped
/// @param newerLines lines that a newer version wrote and that were skipped
public record Review(
    Verdict verdict,
    List<String> tags,
    String note,
    @Nullable Integer score,
    String reason,
    List<Segment> segments,
    @Nullable Stretch use,
    int damagedLines,
    int newerLines) {
  public static final Review EMPTY =
      new Review(Verdict.NONE, List.of(), "", null, "", List.of(), null, 0, 0);

  public Review {
    tags = List.copyOf(tags);
    segments = List.copyOf(segments);
  }

  /// From one moment to another, counted from the start of the take.
  public record Stretch(long fromNanos, long toNanos) {}

  /// A stretch with a label.
  ///
  /// @param id of its entry, by which it is undone
  /// @param text the instruction; may be empty
  /// @param tier the row that it belongs to; may be empty
  public record Segment(
      String id,
      long fromNanos,
      long toNanos,
      String label,
      String text,
      String tier,
      String who) {}

  /// An entry and what became of it.
  ///
  /// @param undoneBy the id of the entry that undid it; null while it holds
  public record Noted(ReviewEntry entry, @Nullable String undoneBy) {}
}
