package dev.handloom.store.check.dataset.lerobot;

import java.util.Arrays;

/// Extent, mean and spread of the numbers of a column; two of them can be put together.
final class RowFigures {
  final double[] min;
  final double[] max;
  final double[] mean;
  private final double[] squares;
  private final long[] counts;

  RowFigures(int width) {
    min = new double[width];
    max = new double[width];
    mean = new double[width];
    squares = new double[width];
    counts = new long[width];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
  }

  void add(int at, double value) {
    min[at] = Math.min(min[at], value);
    max[at] = Math.max(max[at], value);
    double off = value - mean[at];
    mean[at] += off / ++counts[at];
    squares[at] += off * (value - mean[at]);
  }

  void add(RowFigures other) {
    for (int i = 0; i < Math.min(width(), other.width()); i++) {
      long all = counts[i] + other.counts[i];
      if (other.counts[i] == 0) {
        continue;
      }
      double off = other.mean[i] - mean[i];
      squares[i] += other.squares[i] + off * off * counts[i] * other.counts[i] / all;
      mean[i] += off * other.counts[i] / all;
      min[i] = Math.min(min[i], other.min[i]);
      max[i] = Math.max(max[i], other.max[i]);
      counts[i] = all;
    }
  }

  int width() {
    return min.length;
  }

  long count() {
    return counts.length == 0 ? 0 : counts[0];
  }

  double deviation(int at) {
    return counts[at] == 0 ? Double.NaN : Math.sqrt(Math.max(0, squares[at] / counts[at]));
  }
}
