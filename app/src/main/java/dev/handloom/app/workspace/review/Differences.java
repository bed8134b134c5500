package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.store.review.Agreement;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Review.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// In what the reviewers of an episode differ, in words.
final class Differences {
  private static final int MOST = 6;

  /// Edges that are nearer are the same to the eye: two pictures at 30 Hz.
  private static final long SAME_NANOS = 67_000_000L;

  private Differences() {}

  /// The share of the labelled time that the two who agree least label alike; NaN where fewer than
  /// two labelled.
  static double overlap(Review review) {
    return Agreement.of(List.of(review)).stream()
        .mapToDouble(Agreement::overlap)
        .filter(value -> !Double.isNaN(value))
        .min()
        .orElse(Double.NaN);
  }

  /// The segments of one that the other has elsewhere or not at all.
  static List<String> of(Review review) {
    List<String> lines = new ArrayList<>();
    List<String> names = review.segments().stream().map(Segment::who).distinct().sorted().toList();
    for (String name : names) {
      for (Segment each : by(review, name)) {
        for (String other : names) {
          if (other.compareTo(name) != 0 && !by(review, other).isEmpty()) {
            compare(each, other, by(review, other), lines);
          }
        }
      }
    }
    if (lines.size() > MOST) {
      int more = lines.size() - MOST;
      lines.subList(MOST, lines.size()).clear();
      lines.add("… and " + more + " more");
    }
    return lines;
  }

  private static List<Segment> by(Review review, String who) {
    return review.segments().stream().filter(s -> s.who().equals(who)).toList();
  }

  private static void compare(
      Segment segment, String other, List<Segment> theirs, List<String> lines) {
    Segment same = null;
    long most = 0;
    for (Segment each : theirs) {
      long shared =
          Math.min(each.toNanos(), segment.toNanos())
              - Math.max(each.fromNanos(), segment.fromNanos());
      if (each.label().equals(segment.label()) && shared > most) {
        same = each;
        most = shared;
      }
    }
    if (same == null) {
      lines.add(
          "%s: “%s” at %s is not in %s's"
              .formatted(
                  segment.who(), segment.label(), TimeText.clock(segment.fromNanos()), other));
      return;
    }
    Segment met = Objects.requireNonNull(same);
    // Each pair is told once.
    if (segment.who().compareTo(other) < 0) {
      edge("begins", segment, segment.fromNanos(), other, met.fromNanos(), lines);
      edge("ends", segment, segment.toNanos(), other, met.toNanos(), lines);
    }
  }

  private static void edge(
      String verb, Segment segment, long mine, String other, long theirs, List<String> lines) {
    if (Math.abs(mine - theirs) > SAME_NANOS) {
      lines.add(
          String.format(
              Locale.ROOT,
              "“%s” at %s %s %.2f s %s with %s than with %s",
              segment.label(),
              TimeText.clock(segment.fromNanos()),
              verb,
              Math.abs(mine - theirs) / 1e9,
              theirs > mine ? "later" : "earlier",
              other,
              segment.who()));
    }
  }
}
