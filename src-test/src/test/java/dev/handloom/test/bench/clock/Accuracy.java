package dev.handloom.test.bench.clock;

import java.util.Arrays;

/// How far estimated capture times were from the truth, and how well the stated bounds held.
///
/// @param rms and the next two: milliseconds, after the median is taken off, which no one-way
///   method can know; the first half minute, in which the methods settle, left out
/// @param within share of samples no farther from the truth than stated, nothing taken off and
///   nothing left out; NaN for methods that state no bound
/// @param usualBound the median of the stated bounds, milliseconds
record Accuracy(
    long samples, double rms, double p99, double max, double within, double usualBound) {
  /// Not judged by error: causal methods have seen too little.
  private static final double SETTLE_SECONDS = 30;

  /// Of two runs, the worse in each figure.
  Accuracy orWorse(Accuracy other) {
    return new Accuracy(
        samples + other.samples,
        Math.max(rms, other.rms),
        Math.max(p99, other.p99),
        Math.max(max, other.max),
        Math.min(within, other.within),
        Math.max(usualBound, other.usualBound));
  }

  /// Takes in one sample after the other.
  static final class Meter {
    private float[] errors = new float[1 << 16];
    private float[] bounds = new float[1 << 16];
    private int judged;
    private int bounded;
    private long samples;
    private long within;

    /// @param estimated capture time as the method has it
    /// @param bound as stated, or [Long#MAX_VALUE] for none
    /// @param truth capture time as it was
    /// @param second of the run
    void add(long estimated, long bound, long truth, double second) {
      samples++;
      long error = estimated - truth;
      if (second >= SETTLE_SECONDS) {
        if (judged == errors.length) {
          errors = Arrays.copyOf(errors, 2 * judged);
        }
        errors[judged++] = (float) (error / 1e6);
      }
      if (bound != Long.MAX_VALUE) {
        if (bounded == bounds.length) {
          bounds = Arrays.copyOf(bounds, 2 * bounded);
        }
        bounds[bounded++] = (float) (bound / 1e6);
        within += Math.abs(error) <= bound ? 1 : 0;
      }
    }

    Accuracy result() {
      float[] sorted = Arrays.copyOf(errors, judged);
      Arrays.sort(sorted);
      float median = sorted[judged / 2];
      double squares = 0;
      for (int i = 0; i < judged; i++) {
        sorted[i] = Math.abs(sorted[i] - median);
        squares += (double) sorted[i] * sorted[i];
      }
      Arrays.sort(sorted);
      float[] stated = Arrays.copyOf(bounds, bounded);
      Arrays.sort(stated);
      return new Accuracy(
          samples,
          Math.sqrt(squares / judged),
          sorted[(int) (0.99 * (judged - 1))],
          sorted[judged - 1],
          bounded == 0 ? Double.NaN : (double) within / bounded,
          bounded == 0 ? Double.NaN : stated[bounded / 2]);
    }
  }
}
