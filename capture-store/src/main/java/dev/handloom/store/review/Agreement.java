package dev.handloom.store.review;

import dev.handloom.store.review.Review.Opinion;
import dev.handloom.store.review.Review.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// How far two reviewers agree, over the episodes that both judged.
///
/// @param judged episodes with a verdict of both
/// @param same of those, with the same
/// @param kappa Cohen's: 1 all the same, 0 no better than chance; NaN where chance alone would
///   agree on everything, or nothing was judged
/// @param labelled episodes with segments of both
/// @param overlap of those, the share of the labelled time that both labelled alike; NaN with none
public record Agreement(
    String first, String second, int judged, int same, double kappa, int labelled, double overlap) {

  /// Of all pairs of reviewers that have anything in common.
  public static List<Agreement> of(List<Review> reviews) {
    Set<String> names = new TreeSet<>();
    reviews.forEach(review -> names.addAll(review.reviewers()));
    List<String> sorted = List.copyOf(names);
    List<Agreement> pairs = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      for (int j = i + 1; j < sorted.size(); j++) {
        Agreement pair = between(sorted.get(i), sorted.get(j), reviews);
        if (pair.judged() + pair.labelled() > 0) {
          pairs.add(pair);
        }
      }
    }
    return pairs;
  }

  private static Agreement between(String first, String second, List<Review> reviews) {
    int[][] table = new int[Verdict.values().length][Verdict.values().length];
    int judged = 0;
    int same = 0;
    int labelled = 0;
    long alike = 0;
    long either = 0;
    for (Review review : reviews) {
      Verdict a = opinion(review, first);
      Verdict b = opinion(review, second);
      if (a != Verdict.NONE && b != Verdict.NONE) {
        table[a.ordinal()][b.ordinal()]++;
        judged++;
        same += a == b ? 1 : 0;
      }
      List<Segment> left = by(review.segments(), first);
      List<Segment> right = by(review.segments(), second);
      if (!left.isEmpty() && !right.isEmpty()) {
        Shared shared = shared(left, right);
        labelled += shared.either() > 0 ? 1 : 0;
        alike += shared.alike();
        either += shared.either();
      }
    }
    return new Agreement(
        first,
        second,
        judged,
        same,
        kappa(table, judged, same),
        labelled,
        either == 0 ? Double.NaN : (double) alike / either);
  }

  private static double kappa(int[][] table, int judged, int same) {
    if (judged == 0) {
      return Double.NaN;
    }
    double chance = 0;
    for (int i = 0; i < table.length; i++) {
      double row = 0;
      double column = 0;
      for (int j = 0; j < table.length; j++) {
        row += table[i][j];
        column += table[j][i];
      }
      chance += row * column / judged / judged;
    }
    double observed = (double) same / judged;
    return chance >= 1 ? Double.NaN : (observed - chance) / (1 - chance);
  }

  private static Verdict opinion(Review review, String who) {
    for (Opinion each : review.opinions()) {
      if (each.who().equals(who)) {
        return each.verdict();
      }
    }
    return Verdict.NONE;
  }

  private static List<Segment> by(List<Segment> segments, String who) {
    return segments.stream().filter(segment -> segment.who().equals(who)).toList();
  }

  /// @param either time that at least one labelled
  private record Shared(long alike, long either) {}

  /// Each label of each row for itself: the time in which both have it, and that in which one has.
  /// A row that only one of them filled is no contradiction.
  private static Shared shared(List<Segment> allLeft, List<Segment> allRight) {
    Set<String> rows = new HashSet<>();
    allLeft.forEach(segment -> rows.add(segment.tier()));
    rows.removeIf(row -> allRight.stream().noneMatch(segment -> segment.tier().equals(row)));
    List<Segment> left = allLeft.stream().filter(each -> rows.contains(each.tier())).toList();
    List<Segment> right = allRight.stream().filter(each -> rows.contains(each.tier())).toList();
    Set<List<String>> kinds = new HashSet<>();
    left.forEach(segment -> kinds.add(kind(segment)));
    right.forEach(segment -> kinds.add(kind(segment)));
    long alike = 0;
    long either = 0;
    for (List<String> kind : kinds) {
      Times a = Times.of(left.stream().filter(each -> kind(each).equals(kind)).toList());
      Times b = Times.of(right.stream().filter(each -> kind(each).equals(kind)).toList());
      long both = a.shared(b);
      alike += both;
      either += a.length() + b.length() - both;
    }
    return new Shared(alike, either);
  }

  private static List<String> kind(Segment segment) {
    return List.of(segment.tier(), segment.label());
  }

  /// The share that the two who agree least labelled alike; 1 where fewer than two labelled.
  static double leastOverlap(List<Segment> segments) {
    Map<String, List<Segment>> byWho = new HashMap<>();
    for (Segment segment : segments) {
      byWho.computeIfAbsent(segment.who(), _ -> new ArrayList<>()).add(segment);
    }
    List<List<Segment>> all = List.copyOf(byWho.values());
    double least = 1;
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        Shared shared = shared(all.get(i), all.get(j));
        if (shared.either() > 0) {
          least = Math.min(least, (double) shared.alike() / shared.either());
        }
      }
    }
    return least;
  }

  /// Stretches that do not touch, in order.
  private record Times(List<long[]> stretches) {
    static Times of(List<Segment> segments) {
      List<long[]> joined = new ArrayList<>();
      segments.stream()
          .sorted(java.util.Comparator.comparingLong(Segment::fromNanos))
          .forEach(segment -> {
            long[] last = joined.isEmpty() ? new long[2] : joined.getLast();
            if (joined.isEmpty() || segment.fromNanos() > last[1]) {
              joined.add(new long[] {segment.fromNanos(), segment.toNanos()});
            } else {
              last[1] = Math.max(last[1], segment.toNanos());
            }
          });
      return new Times(joined);
    }

    long length() {
      return stretches.stream().mapToLong(each -> each[1] - each[0]).sum();
    }

    long shared(Times other) {
      long sum = 0;
      for (long[] a : stretches) {
        for (long[] b : other.stretches) {
          sum += Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
        }
      }
      return sum;
    }
  }
}
