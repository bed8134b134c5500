package dev.handloom.preview.shadow;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// A figure, and between what it lies with 95 % confidence; NaN where too little is known.
///
/// @param mean of all
/// @param low NaN for fewer than two episodes
/// @param high NaN for fewer than two episodes
/// @param episodes behind it
public record Interval(double mean, double low, double high, int episodes) {
  private static final int DRAWS = 2000;
  private static final long SEED = 20261121;
  private static final double TAIL = 0.025;

  /// Of sums over each episode: their quotient over all, with episodes drawn again and again.
  ///
  /// @param above of each episode
  /// @param below of each episode; an episode with 0 says nothing
  static Interval ofQuotients(double[] above, double[] below) {
    int[] known = knownOf(above, below);
    int n = known.length;
    double whole = quotient(above, below, known);
    if (n < 2) {
      return new Interval(whole, Double.NaN, Double.NaN, n);
    }
    Random random = new Random(SEED);
    double[] drawn = new double[DRAWS];
    int[] sample = new int[n];
    for (int d = 0; d < DRAWS; d++) {
      for (int i = 0; i < n; i++) {
        sample[i] = known[random.nextInt(n)];
      }
      drawn[d] = quotient(above, below, sample);
    }
    Arrays.sort(drawn);
    return new Interval(
        whole, drawn[(int) (TAIL * DRAWS)], drawn[(int) Math.ceil((1 - TAIL) * DRAWS) - 1], n);
  }

  /// Of the differences of two quotients over the same episodes: the first less the second.
  static Interval ofDifferences(double[] above, double[] below, double[] above2, double[] below2) {
    double[] both = new double[below.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = Math.min(below[i], below2[i]);
    }
    int[] known = knownOf(above, both);
    int n = known.length;
    double whole = quotient(above, below, known) - quotient(above2, below2, known);
    if (n < 2) {
      return new Interval(whole, Double.NaN, Double.NaN, n);
    }
    Random random = new Random(SEED);
    double[] drawn = new double[DRAWS];
    int[] sample = new int[n];
    for (int d = 0; d < DRAWS; d++) {
      for (int i = 0; i < n; i++) {
        sample[i] = known[random.nextInt(n)];
      }
      drawn[d] = quotient(above, below, sample) - quotient(above2, below2, sample);
    }
    Arrays.sort(drawn);
    return new Interval(
        whole, drawn[(int) (TAIL * DRAWS)], drawn[(int) Math.ceil((1 - TAIL) * DRAWS) - 1], n);
  }

  private static int[] knownOf(double[] above, double[] below) {
    return IntStream.range(0, below.length)
        .filter(i -> below[i] > 0 && Double.isFinite(above[i]))
        .toArray();
  }

  private static double quotient(double[] above, double[] below, int[] of) {
    double top = 0;
    double bottom = 0;
    for (int i : of) {
      top += above[i];
      bottom += below[i];
    }
    return bottom == 0 ? Double.NaN : top / bottom;
  }

  Interval map(DoubleUnaryOperator each) {
    double a = each.applyAsDouble(low);
    double b = each.applyAsDouble(high);
    return new Interval(each.applyAsDouble(mean), Math.min(a, b), Math.max(a, b), episodes);
  }
}
