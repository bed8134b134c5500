package dev.handloom.device.clock;

import java.util.Arrays;

/// How late samples were beyond the least delay, counted in steps of a factor of √2.
///
/// @param counts one for each of [#edgeNanos]: from the edge before up to this one; the last counts
///   all that is later
public record JitterHistogram(long[] counts) {
  public static final int STEPS = 28;

  private static final double FIRST_EDGE_NANOS = 20_000;

  /// Of nothing yet.
  public static final JitterHistogram EMPTY = new JitterHistogram(new long[STEPS]);

  public JitterHistogram {
    if (counts.length != STEPS) {
      throw new IllegalArgumentException("A jitter histogram has " + STEPS + " steps");
    }
    counts = counts.clone();
  }

  /// Up to where a step counts; 20 µs for the first, some 164 ms for the last but one.
  public static long edgeNanos(int step) {
    return step == STEPS - 1
        ? Long.MAX_VALUE
        : Math.round(FIRST_EDGE_NANOS * Math.pow(2, step / 2.0));
  }

  /// In which step so much is counted.
  static int step(long nanos) {
    if (nanos <= FIRST_EDGE_NANOS) {
      return 0;
    }
    // Twice the binary logarithm: its whole part from the exponent, its half by comparison.
    double over = nanos / FIRST_EDGE_NANOS;
    int exponent = Math.getExponent(over);
    double rest = Math.scalb(over, -exponent);
    int step = 2 * exponent + (rest <= 1 ? 0 : rest <= Math.sqrt(2) ? 1 : 2);
    return Math.min(step, STEPS - 1);
  }

  /// Of a whole series.
  public static JitterHistogram of(long[] latenessNanos) {
    long[] counts = new long[STEPS];
    for (long late : latenessNanos) {
      counts[step(late)]++;
    }
    return new JitterHistogram(counts);
  }

  public long total() {
    return Arrays.stream(counts).sum();
  }

  /// The edge under which such a share of the samples lies.
  public long quantileNanos(double share) {
    long wanted = (long) Math.ceil(share * total());
    long sum = 0;
    for (int i = 0; i < STEPS - 1; i++) {
      sum += counts[i];
      if (sum >= wanted) {
        return edgeNanos(i);
      }
    }
    return Long.MAX_VALUE;
  }

  @Override
  public long[] counts() {
    return counts.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JitterHistogram same && Arrays.equals(counts, same.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "JitterHistogram" + Arrays.toString(counts);
  }
}
