package dev.handloom.preview.monitor;

import java.util.Arrays;
import java.util.Optional;

/// The limit of a score, learnt from accepted takes by split conformal prediction: of takes like
/// those, no more than the stated share exceeds it. Holds as long as takes are alike; a changed
/// scene or rig voids it.
///
/// @param limit above which it alarms
/// @param falseAlarms the share of sound takes that may exceed it
/// @param takes how many it was learnt from
public record ConformalBand(double limit, double falseAlarms, int takes) {
  /// @param worst of each accepted take: its highest score
  /// @return nothing where there are too few for the share that is asked for
  public static Optional<ConformalBand> of(double[] worst, double falseAlarms) {
    double[] sorted = Arrays.stream(worst).filter(Double::isFinite).sorted().toArray();
    int n = sorted.length;
    // The limit is the score of that rank, counted from 1; there must be one.
    int rank = (int) Math.ceil((n + 1) * (1 - falseAlarms));
    if (rank < 1 || rank > n) {
      return Optional.empty();
    }
    return Optional.of(new ConformalBand(sorted[rank - 1], falseAlarms, n));
  }

  /// How many takes it needs at least for a share of false alarms.
  public static int needed(double falseAlarms) {
    return (int) Math.ceil(1 / falseAlarms) - 1;
  }

  public boolean alarms(double score) {
    return score > limit;
  }
}
