package dev.handloom.app.cli;

import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Review.Noted;
import dev.handloom.store.review.Review.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What people decided about an episode, for a person and as JSON.
final class ReviewText {
  private static final double NANOS_PER_SECOND = 1e9;

  private ReviewText() {}

  /// In the JSON answers; times are seconds of the take.
  record Judged(
      String id,
      String folder,
      String verdict,
      @Nullable Integer score,
      String reason,
      List<String> tags,
      String note,
      @Nullable Range use,
      List<Part> segments,
      List<Part> proposed,
      int damagedLines,
      int newerLines) {}

  record Range(double from, double to) {}

  record Part(
      String id, double from, double to, String label, String text, String tier, String who) {}

  /// An entry of the journal.
  record Entry(
      String id, String time, String who, String what, String value, @Nullable String undoneBy) {}

  static Judged json(EpisodeRow row, Review review) {
    return json(row.id().text(), row.bundle().folder().toString(), review);
  }

  static Judged json(String id, String folder, Review review) {
    Review.Stretch use = review.use();
    return new Judged(
        id,
        folder,
        review.verdict().name().toLowerCase(Locale.ROOT),
        review.score(),
        review.reason(),
        review.tags(),
        review.note(),
        use == null ? null : new Range(seconds(use.fromNanos()), seconds(use.toNanos())),
        parts(review.segments()),
        parts(review.proposals()),
        review.damagedLines(),
        review.newerLines());
  }

  private static List<Part> parts(List<Segment> segments) {
    return segments.stream()
        .map(s ->
            new Part(
                s.id(),
                seconds(s.fromNanos()),
                seconds(s.toNanos()),
                s.label(),
                s.text(),
                s.tier(),
                s.who()))
        .toList();
  }

  static List<Entry> history(List<Noted> history) {
    return history.stream()
        .map(n ->
            new Entry(
                n.entry().id(),
                Instant.ofEpochSecond(0, n.entry().unixNanos()).toString(),
                n.entry().who(),
                n.entry().what().name().toLowerCase(Locale.ROOT),
                n.entry().value(),
                n.undoneBy()))
        .toList();
  }

  private static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }

  /// What was said, a line each; nothing where nobody said anything.
  static List<String> lines(Review review) {
    List<String> lines = new ArrayList<>();
    String verdict = review.verdict().name().toLowerCase(Locale.ROOT);
    if (!verdict.equals("none") || !review.reason().isEmpty()) {
      lines.add("Verdict   " + verdict + (review.reason().isEmpty() ? "" : ": " + review.reason()));
    }
    if (review.score() != null) {
      lines.add("Score     " + review.score());
    }
    if (!review.tags().isEmpty()) {
      lines.add("Tags      " + String.join(" ", review.tags()));
    }
    if (!review.note().isEmpty()) {
      lines.add("Note      " + review.note().replace("\n", "\n          "));
    }
    Review.Stretch use = review.use();
    if (use != null) {
      lines.add("Use       " + span(use.fromNanos(), use.toNanos()));
    }
    List<Segment> all = new ArrayList<>(review.segments());
    all.addAll(review.proposals());
    for (Segment segment : all) {
      lines.add(
          (segment.proposed() ? "Proposed  " : "Segment   ")
              + span(segment.fromNanos(), segment.toNanos())
              + "  "
              + segment.label()
              + (segment.tier().isEmpty() ? "" : " (" + segment.tier() + ")")
              + (segment.text().isEmpty() ? "" : ": " + segment.text())
              + "  "
              + segment.id());
    }
    if (review.damagedLines() > 0) {
      lines.add(
          "Journal   "
              + Figures.count(review.damagedLines(), "line", "lines")
              + " cannot be read and "
              + (review.damagedLines() == 1 ? "is" : "are")
              + " left out");
    }
    if (review.newerLines() > 0) {
      lines.add(
          "Journal   "
              + Figures.count(review.newerLines(), "line", "lines")
              + " of a newer version left out");
    }
    return lines;
  }

  private static String span(long fromNanos, long toNanos) {
    return String.format(Locale.ROOT, "%.3f s to %.3f s", seconds(fromNanos), seconds(toNanos));
  }
}
