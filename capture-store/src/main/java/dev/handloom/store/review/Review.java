package dev.handloom.store.review;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What all the lines of a journal amount to.
///
/// @param tags sorted
/// @param score 0 to 100; null while nobody gave one
/// @param reason why it was rejected; empty where nobody said
/// @param segments by where they begin
/// @param proposals segments that nobody has said yes or no to, by where they begin
/// @param use the stretch that is to be used; null for all of it
/// @param opinions what each reviewer said last, by their names; without those who took it back
/// @param settled who ended the dispute that there was; null while nobody had to
/// @param dismissals findings that are none
/// @param damagedLines lines that could not be read and were skipped
/// @param newerLines lines that a newer version wrote and that were skipped
public record Review(
    Verdict verdict,
    List<String> tags,
    String note,
    @Nullable Integer score,
    String reason,
    List<Segment> segments,
    List<Segment> proposals,
    @Nullable Stretch use,
    List<Opinion> opinions,
    @Nullable String settled,
    List<Dismissal> dismissals,
    int damagedLines,
    int newerLines) {
  public static final Review EMPTY =
      new Review(
          Verdict.NONE,
          List.of(),
          "",
          null,
          "",
          List.of(),
          List.of(),
          null,
          List.of(),
          null,
          List.of(),
          0,
          0);

  public Review {
    tags = List.copyOf(tags);
    segments = List.copyOf(segments);
    proposals = List.copyOf(proposals);
    opinions = List.copyOf(opinions);
    dismissals = List.copyOf(dismissals);
  }

  /// Who writes a proposal, and the row of the segments that are episodes of their own: both
  /// together make a proposal, until a reviewer writes it in the own name.
  public static final String PROPOSER = "Handloom";

  public static final String CUTS = "cuts";

  /// Segments of two reviewers that agree less than this are a dispute: the share of the labelled
  /// time that both labelled alike.
  public static final double LEAST_OVERLAP = 0.7;

  /// What one reviewer says.
  public record Opinion(String who, Verdict verdict) {}

  /// A finding that somebody says is none.
  ///
  /// @param key its code, subject and time, by which it is known again after the next check
  public record Dismissal(String key, String who, String why, long unixNanos) {}

  /// The name by which a finding is known again.
  ///
  /// @param takeNanos null where it has no time
  public static String findingKey(String id, String subject, @Nullable Long takeNanos) {
    return id + "|" + subject + "|" + (takeNanos == null ? "" : takeNanos);
  }

  /// Who dismissed a finding, and why; null while it stands.
  public @Nullable Dismissal dismissal(String key) {
    for (Dismissal each : dismissals) {
      if (each.key().equals(key)) {
        return each;
      }
    }
    return null;
  }

  /// Whether reviewers contradict each other and nobody settled it.
  public boolean disputed() {
    return (settled == null && opinions.stream().map(Opinion::verdict).distinct().count() > 1)
        || Agreement.leastOverlap(segments) < LEAST_OVERLAP;
  }

  /// Everybody who judged it or labelled it, sorted.
  public List<String> reviewers() {
    return Stream.concat(opinions.stream().map(Opinion::who), segments.stream().map(Segment::who))
        .distinct()
        .sorted()
        .toList();
  }

  /// From one moment to another, counted from the start of the take.
  public record Stretch(long fromNanos, long toNanos) {}

  /// A stretch with a label.
  ///
  /// @param id of its entry, by which it is undone
  /// @param text the instruction; may be empty
  /// @param tier the row that it belongs to; may be empty
  public record Segment(
      String id, long fromNanos, long toNanos, String label, String text, String tier, String who) {
    /// Whether nobody has said yes or no to it.
    public boolean proposed() {
      return who.equals(PROPOSER) && tier.equals(CUTS);
    }
  }

  /// An entry and what became of it.
  ///
  /// @param undoneBy the id of the entry that undid it; null while it holds
  public record Noted(ReviewEntry entry, @Nullable String undoneBy) {}
}
