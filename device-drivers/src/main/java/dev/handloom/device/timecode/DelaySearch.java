package dev.handloom.device.timecode;

/// What many pictures of one strip say together: each candidate, a delay with a length of exposure,
/// is charged with how badly it explains each of them. Alone, a picture in which no field is grey
/// allows for nearly a whole pulse; together they leave little. Belongs to one thread.
final class DelaySearch {
  /// Delays are looked for so far about the first guess.
  static final long REACH_NANOS = 50_000_000L;

  static final int STEPS = (int) (2 * REACH_NANOS / ShownTime.STEP_NANOS) + 1;

  /// The pictures are dealt into so many heaps; how far their answers lie apart tells the spread.
  static final int HEAPS = 6;

  /// A picture that does not fit at all is charged no more than this.
  private static final double MOST_CHARGE = 0.15;

  /// Candidates that are charged so little more, a picture, are as good.
  private static final double AS_GOOD = 0.0015;

  private final double[][][] charges = new double[HEAPS + 1][ShownTime.EXPOSURES][STEPS];
  private final int[] pictures = new int[HEAPS + 1];
  private double rows;

  /// A picture, whose misfits begin with the latest delay.
  void add(ShownTime time, double row) {
    int heap = pictures[HEAPS] % HEAPS;
    for (int e = 0; e < ShownTime.EXPOSURES; e++) {
      double[] misfits = time.misfits(e);
      for (int i = 0; i < STEPS; i++) {
        double charge = Math.min(misfits[i], MOST_CHARGE);
        charges[heap][e][i] += charge;
        charges[HEAPS][e][i] += charge;
      }
    }
    pictures[heap]++;
    pictures[HEAPS]++;
    rows += row;
  }

  int pictures() {
    return pictures[HEAPS];
  }

  /// Where the strip is in the pictures, 0 to 1.
  double row() {
    return pictures[HEAPS] == 0 ? 0 : rows / pictures[HEAPS];
  }

  /// The least charge of an exposure, over all delays.
  double leastCharge(int exposure) {
    double least = Double.MAX_VALUE;
    for (double charge : charges[HEAPS][exposure]) {
      least = Math.min(least, charge);
    }
    return least;
  }

  /// The middle of the delays that explain the pictures best, less the first guess.
  ///
  /// @param heap which part of them; [#HEAPS] for all
  double delayNanos(int exposure, int heap) {
    int[] good = good(exposure, heap);
    return REACH_NANOS - (good[0] + good[1]) / 2.0 * ShownTime.STEP_NANOS;
  }

  /// Half of the stretch over which delays are as good.
  double doubtNanos(int exposure) {
    int[] good = good(exposure, HEAPS);
    return (good[1] - good[0]) / 2.0 * ShownTime.STEP_NANOS;
  }

  private int[] good(int exposure, int heap) {
    double[] charge = charges[heap][exposure];
    int best = 0;
    for (int i = 0; i < STEPS; i++) {
      best = charge[i] < charge[best] ? i : best;
    }
    double most = charge[best] + AS_GOOD * pictures[heap];
    int from = best;
    int to = best;
    while (from > 0 && charge[from - 1] <= most) {
      from--;
    }
    while (to < STEPS - 1 && charge[to + 1] <= most) {
      to++;
    }
    return new int[] {from, to};
  }
}
