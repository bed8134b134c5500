package dev.handloom.store.cut;

import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Proposes where episodes begin and end in one long recording. A hand is busy while its fingers
/// move and while they hold a posture that is not that hand's own rest, as in a grasp; an episode
/// is a stretch in which a hand is busy, with no longer stillness inside. Markers split it.
///
/// It sees fingers, not arms: a hand that is carried about at rest looks idle. Someone who holds a
/// tool for most of the recording would have the hold taken for the rest.
public final class ActivityCuts {
  /// The row of a proposal in the journal, and who made it.
  public static final String TIER = Review.CUTS;

  public static final String WHO = Review.PROPOSER;

  /// Above tremor and the noise of a glove of one degree, below any deliberate move.
  private static final double MOVING_METRES_PER_SECOND = 0.045;

  /// Fingertips so near the rest are at rest.
  private static final double REST_METRES = 0.014;

  private static final double CLUSTER_METRES = 0.012;
  private static final int MOST_CLUSTERS = 60;
  private static final long LEAST_STILL_NANOS = 1_800_000_000L;
  private static final long LEAST_BUSY_NANOS = 1_000_000_000L;

  /// A cut that takes a move's first moments away is worse than one that leaves some stillness.
  private static final long MARGIN_NANOS = 300_000_000L;

  private ActivityCuts() {}

  /// From one moment to another, studio time.
  public record Cut(long fromNanos, long toNanos) {}

  /// What an episode of its own could be.
  public static List<Cut> of(EpisodeReader episode) {
    List<HandTrack> hands = new ArrayList<>();
    for (StreamSamples hand : episode.hands()) {
      hands.add(HandTrack.of(hand, episode.startNanos(), episode.stopNanos()));
    }
    List<Long> marks =
        episode.events().stream()
            .filter(event -> event.kind() == EventKind.MARKER)
            .map(EpisodeEvent::studioNanos)
            .toList();
    return of(hands, episode.startNanos(), episode.stopNanos(), marks);
  }

  /// The proposals as a reviewer finds them.
  public static List<ReviewEntry> entries(EpisodeReader episode) {
    List<ReviewEntry> out = new ArrayList<>();
    String task = episode.manifest().task();
    for (Cut cut : of(episode)) {
      out.add(
          ReviewEntry.segment(
              WHO,
              "episode",
              Math.max(0, cut.fromNanos() - episode.startNanos()),
              cut.toNanos() - episode.startNanos(),
              task,
              TIER));
    }
    return out;
  }

  /// From hands that are at hand.
  public static List<Cut> of(List<HandTrack> hands, long from, long to, List<Long> marks) {
    if (hands.isEmpty()) {
      return List.of();
    }
    boolean[] busy = new boolean[hands.getFirst().size()];
    for (HandTrack hand : hands) {
      mark(hand, busy);
    }
    List<Cut> stretches = stretches(busy, from);
    List<Cut> joined = new ArrayList<>();
    for (Cut next : stretches) {
      Cut last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && next.fromNanos() - last.toNanos() < LEAST_STILL_NANOS) {
        joined.set(joined.size() - 1, new Cut(last.fromNanos(), next.toNanos()));
      } else {
        joined.add(next);
      }
    }
    List<Cut> out = new ArrayList<>();
    for (Cut cut : joined) {
      if (cut.toNanos() - cut.fromNanos() >= LEAST_BUSY_NANOS) {
        split(
            new Cut(
                Math.max(from, cut.fromNanos() - MARGIN_NANOS),
                Math.min(to, cut.toNanos() + MARGIN_NANOS)),
            marks,
            out);
      }
    }
    return out;
  }

  private static void split(Cut cut, List<Long> marks, List<Cut> out) {
    long from = cut.fromNanos();
    for (long mark : marks.stream().sorted().toList()) {
      if (mark - from >= LEAST_BUSY_NANOS && cut.toNanos() - mark >= LEAST_BUSY_NANOS) {
        out.add(new Cut(from, mark));
        from = mark;
      }
    }
    out.add(new Cut(from, cut.toNanos()));
  }

  private static void mark(HandTrack hand, boolean[] busy) {
    double[] rest = rest(hand);
    for (int i = 0; i < busy.length; i++) {
      busy[i] |=
          hand.speed(i) > MOVING_METRES_PER_SECOND
              || HandTrack.apart(hand.cell(i), rest) > REST_METRES;
    }
  }

  /// The posture in which the hand was still for longest.
  private static double[] rest(HandTrack hand) {
    List<double[]> postures = new ArrayList<>();
    int[] counts = new int[MOST_CLUSTERS];
    for (int i = 0; i < hand.size(); i++) {
      if (hand.speed(i) > MOVING_METRES_PER_SECOND) {
        continue;
      }
      double[] cell = hand.cell(i);
      int nearest = nearest(postures, cell);
      if (nearest >= 0 && HandTrack.apart(postures.get(nearest), cell) < CLUSTER_METRES) {
        counts[nearest]++;
        // The posture follows its mean, so that drift does not split it.
        double share = 1.0 / counts[nearest];
        double[] mean = postures.get(nearest);
        for (int k = 0; k < mean.length; k++) {
          mean[k] += share * (cell[k] - mean[k]);
        }
      } else if (postures.size() < MOST_CLUSTERS) {
        counts[postures.size()] = 1;
        postures.add(cell.clone());
      }
    }
    int most = 0;
    for (int p = 1; p < postures.size(); p++) {
      most = counts[p] > counts[most] ? p : most;
    }
    return postures.isEmpty() ? hand.cell(0) : postures.get(most);
  }

  private static int nearest(List<double[]> postures, double[] cell) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int p = 0; p < postures.size(); p++) {
      double apart = HandTrack.apart(postures.get(p), cell);
      if (apart < least) {
        least = apart;
        best = p;
      }
    }
    return best;
  }

  private static List<Cut> stretches(boolean[] busy, long from) {
    List<Cut> out = new ArrayList<>();
    boolean[] closed = Arrays.copyOf(busy, busy.length + 1);
    int begun = -1;
    for (int i = 0; i < closed.length; i++) {
      if (closed[i] && begun < 0) {
        begun = i;
      } else if (!closed[i] && begun >= 0) {
        out.add(new Cut(from + begun * HandTrack.CELL_NANOS, from + i * HandTrack.CELL_NANOS));
        begun = -1;
      }
    }
    return out;
  }
}
