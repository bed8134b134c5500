package dev.handloom.store.resample;

import dev.handloom.store.episode.StreamSamples;
import java.util.Arrays;
import java.util.BitSet;

/// A stream at the rows of a grid.
public final class StreamRows {
  private final RowGrid grid;
  private final String stream;
  private final int channels;
  private final double[] values;
  private final RowOrigin[] origins;
  private final int[] before;
  private final int[] after;
  private final double[] shares;
  private final ResampleReport report;

  private StreamRows(StreamSamples samples, RowGrid grid, long oldestNanos, boolean pictures) {
    this.grid = grid;
    stream = samples.spec().name();
    channels = samples.spec().channels().size();
    int rows = grid.rows();
    values = new double[rows * channels];
    origins = new RowOrigin[rows];
    before = new int[rows];
    after = new int[rows];
    shares = new double[rows];
    int[] order = order(samples);
    Mixing mixing = new Mixing(samples.spec());
    fill(samples, order, mixing, oldestNanos, pictures || mixing.holds());
    report = report(samples, order);
  }

  /// Numbers: mixed between the sample before and the sample after, where both are near enough.
  ///
  /// @param oldestNanos how old a sample may be that a row is made of
  public static StreamRows of(StreamSamples samples, RowGrid grid, long oldestNanos) {
    return new StreamRows(samples, grid, oldestNanos, false);
  }

  /// Pictures: the one that was there.
  public static StreamRows ofPictures(StreamSamples times, RowGrid grid, long oldestNanos) {
    return new StreamRows(times, grid, oldestNanos, true);
  }

  /// Samples by time. One whose time goes backwards, as after a jump of its clock, is left out:
  /// what came before it was used already.
  private static int[] order(StreamSamples samples) {
    int[] order = new int[samples.size()];
    int kept = 0;
    long last = Long.MIN_VALUE;
    for (int i = 0; i < samples.size(); i++) {
      long nanos = samples.secondCaptureNanos(i);
      if (nanos > last) {
        order[kept++] = i;
        last = nanos;
      }
    }
    return Arrays.copyOf(order, kept);
  }

  private void fill(
      StreamSamples samples, int[] order, Mixing mixing, long oldestNanos, boolean holds) {
    double[] first = new double[channels];
    double[] second = new double[channels];
    double[] mixed = new double[channels];
    int at = -1;
    int usedBefore = -1;
    for (int row = 0; row < grid.rows(); row++) {
      long now = grid.nanos(row);
      while (at + 1 < order.length && samples.secondCaptureNanos(order[at + 1]) <= now) {
        at++;
      }
      long age = at < 0 ? Long.MAX_VALUE : now - samples.secondCaptureNanos(order[at]);
      boolean next = at >= 0 && at + 1 < order.length;
      long gap =
          next
              ? samples.secondCaptureNanos(order[at + 1]) - samples.secondCaptureNanos(order[at])
              : Long.MAX_VALUE;
      before[row] = at < 0 ? -1 : order[at];
      after[row] = -1;
      if (age > oldestNanos) {
        origins[row] = RowOrigin.MISSING;
        Arrays.fill(mixed, Double.NaN);
      } else {
        samples.values(order[at], first);
        if (!holds && age > 0 && gap <= oldestNanos) {
          samples.values(order[at + 1], second);
          after[row] = order[at + 1];
          shares[row] = age / (double) gap;
          mixing.mix(first, second, shares[row], mixed);
          origins[row] = RowOrigin.INTERPOLATED;
        } else {
          System.arraycopy(first, 0, mixed, 0, channels);
          origins[row] = before[row] == usedBefore ? RowOrigin.REPEATED : RowOrigin.HELD;
        }
        usedBefore = before[row];
      }
      System.arraycopy(mixed, 0, values, row * channels, channels);
    }
  }

  private ResampleReport report(StreamSamples samples, int[] order) {
    int[] counts = new int[RowOrigin.values().length];
    BitSet used = new BitSet();
    for (int row = 0; row < origins.length; row++) {
      counts[origins[row].ordinal()]++;
      if (origins[row] != RowOrigin.MISSING) {
        used.set(before[row]);
        if (after[row] >= 0) {
          used.set(after[row]);
        }
      }
    }
    int skipped = 0;
    if (grid.rows() > 0) {
      long from = grid.nanos(0);
      long to = grid.nanos(grid.rows() - 1);
      for (int index : order) {
        long nanos = samples.secondCaptureNanos(index);
        skipped += nanos >= from && nanos <= to && !used.get(index) ? 1 : 0;
      }
    }
    return new ResampleReport(
        stream,
        counts[RowOrigin.INTERPOLATED.ordinal()],
        counts[RowOrigin.HELD.ordinal()],
        counts[RowOrigin.REPEATED.ordinal()],
        counts[RowOrigin.MISSING.ordinal()],
        skipped,
        samples.size() - order.length);
  }

  public int channels() {
    return channels;
  }

  public RowGrid grid() {
    return grid;
  }

  /// NaN where it is missing.
  public double value(int row, int channel) {
    return values[row * channels + channel];
  }

  public void values(int row, double[] into) {
    System.arraycopy(values, row * channels, into, 0, channels);
  }

  public RowSource source(int row) {
    return new RowSource(origins[row], before[row], after[row], shares[row]);
  }

  public ResampleReport report() {
    return report;
  }
}
