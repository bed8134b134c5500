package dev.handloom.device.timecode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a camera's pictures of the time code say together.
///
/// @param pictures that could be read
/// @param laterNanos by which capture times are later than the pulse whose light was filmed, in the
///   middle row
/// @param spreadNanos of single pictures: their scaled median deviation
/// @param uncertaintyNanos how far [#laterNanos] may be off, the screen's own delay aside
/// @param readoutNanos by which the bottom row is later than the top row, the screen's own way from
///   top to bottom included; 0 where it is not known
/// @param exposureNanos that explains the pictures best
/// @param refreshNanos from pulse to pulse
public record TimeCodeResult(
    int pictures,
    double laterNanos,
    double spreadNanos,
    double uncertaintyNanos,
    double readoutNanos,
    long exposureNanos,
    double refreshNanos) {
  /// Gaussian deviations are so many times their median.
  private static final double SCALED = 1.4826;

  /// With fewer pictures of a strip its heaps say nothing of their spread.
  private static final int LEAST_PICTURES = 4 * DelaySearch.HEAPS;

  private static final double MIDDLE = 0.5;

  /// So long a rolling shutter may take over a picture where only one strip was seen.
  private static final double UNSEEN_READOUT_NANOS = 25e6;

  /// Lengths of exposure lie so far apart that the true one may shift the answer by this.
  private static final double GRID_NANOS = 750_000;

  private static final double SIGMAS = 2.5;

  static @Nullable TimeCodeResult of(
      DelaySearch[] searches,
      double guessNanos,
      double[] singles,
      int pictures,
      double refreshNanos) {
    boolean[] told = new boolean[searches.length];
    int some = 0;
    for (int i = 0; i < searches.length; i++) {
      told[i] = searches[i].pictures() >= LEAST_PICTURES;
      some += told[i] ? 1 : 0;
    }
    if (some == 0) {
      return null;
    }
    int exposure = exposure(searches, told);
    double all = middle(searches, told, exposure, DelaySearch.HEAPS);
    double squares = 0;
    for (int heap = 0; heap < DelaySearch.HEAPS; heap++) {
      double off = middle(searches, told, exposure, heap) - all;
      squares += off * off;
    }
    double error = Math.sqrt(squares / (DelaySearch.HEAPS - 1) / DelaySearch.HEAPS);
    double doubt = 0;
    double unseen = 0;
    for (int i = 0; i < searches.length; i++) {
      if (told[i]) {
        doubt = Math.max(doubt, searches[i].doubtNanos(exposure));
        unseen = some > 1 ? 0 : Math.abs(searches[i].row() - MIDDLE) * UNSEEN_READOUT_NANOS;
      }
    }
    return new TimeCodeResult(
        pictures,
        guessNanos + all,
        spread(singles),
        SIGMAS * error + doubt + GRID_NANOS + unseen,
        some < searches.length ? 0 : readout(searches, exposure),
        ShownTime.exposureNanos(exposure),
        refreshNanos);
  }

  /// All rows are exposed alike.
  private static int exposure(DelaySearch[] searches, boolean[] told) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int e = 0; e < ShownTime.EXPOSURES; e++) {
      double charge = 0;
      for (int i = 0; i < searches.length; i++) {
        charge += told[i] ? searches[i].leastCharge(e) : 0;
      }
      if (charge < least) {
        least = charge;
        best = e;
      }
    }
    return best;
  }

  /// For the middle row of the picture: on the line through the strips.
  private static double middle(DelaySearch[] searches, boolean[] told, int exposure, int heap) {
    double upper = searches[0].delayNanos(exposure, heap);
    double lower = searches[1].delayNanos(exposure, heap);
    if (!told[0] || !told[1]) {
      return told[0] ? upper : lower;
    }
    double share = (MIDDLE - searches[0].row()) / (searches[1].row() - searches[0].row());
    return upper + share * (lower - upper);
  }

  private static double readout(DelaySearch[] searches, int exposure) {
    double upper = searches[0].delayNanos(exposure, DelaySearch.HEAPS);
    double lower = searches[1].delayNanos(exposure, DelaySearch.HEAPS);
    return (upper - lower) / (searches[1].row() - searches[0].row());
  }

  private static double spread(double[] singles) {
    double median = median(singles.clone());
    double[] apart = new double[singles.length];
    for (int i = 0; i < apart.length; i++) {
      apart[i] = Math.abs(singles[i] - median);
    }
    return SCALED * median(apart);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values.length == 0 ? 0 : values[values.length / 2];
  }
}
