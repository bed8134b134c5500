package dev.handloom.store.dataset;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// What the values of a column amount to: extent, mean, spread, quantiles. Those of two stretches
/// can be put together; the quantiles are then exact as long as all values were kept.
public final class ColumnFigures {
  private static final double[] QUANTILES = {0.01, 0.10, 0.50, 0.90, 0.99};

  /// So many values are kept; of more, every second one, and so on.
  private static final int MOST_KEPT = 1 << 17;

  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double mean;
  private double squares;
  private long count;
  private double[] kept = new double[64];
  private int size;
  private long every = 1;

  public void add(double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (count % every == 0) {
      keep(value);
    }
    count++;
    double off = value - mean;
    mean += off / count;
    squares += off * (value - mean);
  }

  private void keep(double value) {
    if (size == MOST_KEPT) {
      for (int i = 0; i < size / 2; i++) {
        kept[i] = kept[2 * i];
      }
      size /= 2;
      every *= 2;
    }
    if (size == kept.length) {
      kept = Arrays.copyOf(kept, Math.min(MOST_KEPT, 2 * size));
    }
    kept[size++] = value;
  }

  /// Takes in what another one has seen.
  public void add(ColumnFigures other) {
    if (other.count == 0) {
      return;
    }
    long all = count + other.count;
    double off = other.mean - mean;
    squares += other.squares + off * off * count * other.count / all;
    mean += off * other.count / all;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    // Each kept value stands for as many as it was kept from.
    while (every < other.every) {
      for (int i = 0; i < size / 2; i++) {
        kept[i] = kept[2 * i];
      }
      size /= 2;
      every *= 2;
    }
    for (int i = 0; i < other.size; i += (int) Math.max(1, every / other.every)) {
      keep(other.kept[i]);
    }
    count = all;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(count);
    out.writeLong(every);
    for (double each : new double[] {min, max, mean, squares}) {
      out.writeDouble(each);
    }
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeDouble(kept[i]);
    }
  }

  static ColumnFigures read(DataInputStream in) throws IOException {
    ColumnFigures read = new ColumnFigures();
    read.count = in.readLong();
    read.every = in.readLong();
    read.min = in.readDouble();
    read.max = in.readDouble();
    read.mean = in.readDouble();
    read.squares = in.readDouble();
    read.size = in.readInt();
    if (read.size < 0 || read.size > MOST_KEPT) {
      throw new IOException("Figures of " + read.size + " values");
    }
    read.kept = new double[Math.max(1, read.size)];
    for (int i = 0; i < read.size; i++) {
      read.kept[i] = in.readDouble();
    }
    return read;
  }

  public long count() {
    return count;
  }

  public double min() {
    return count == 0 ? Double.NaN : min;
  }

  public double max() {
    return count == 0 ? Double.NaN : max;
  }

  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /// Of all of them, not of a sample of them.
  public double deviation() {
    return count == 0 ? Double.NaN : Math.sqrt(Math.max(0, squares / count));
  }

  /// Between the neighbours in order, as NumPy has it.
  public double[] quantiles() {
    double[] sorted = Arrays.copyOf(kept, size);
    Arrays.sort(sorted);
    double[] found = new double[QUANTILES.length];
    for (int i = 0; i < found.length; i++) {
      if (size == 0) {
        found[i] = Double.NaN;
        continue;
      }
      double at = QUANTILES[i] * (size - 1);
      int below = (int) at;
      int above = Math.min(size - 1, below + 1);
      found[i] = sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
    return found;
  }
}
