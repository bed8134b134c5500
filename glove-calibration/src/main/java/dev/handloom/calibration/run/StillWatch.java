package dev.handloom.calibration.run;

import java.util.Arrays;

/// Says when a hand has been still for long enough, and what it felt meanwhile.
///
/// Still means: the window's parts differ by no more than a small share of what the channel has
/// moved so far, or than its noise explains, root mean square over all channels. Noise averages out
/// within a part; a slow creep does not.
public final class StillWatch {
  private static final int PARTS = 5;

  /// Allowed between parts: a share of the channel's movement so far …
  private static final double STILL_SHARE = 0.03;

  /// … or as many standard errors of a part's mean as five of them seldom lie apart.
  private static final double ERRORS = 4.5;

  private final int channels;
  private final int partSamples;
  private final double[] low;
  private final double[] high;
  private final double[][] sums;
  private final double[][] squares;
  private final int[][] counts;
  private long seen;
  private double unrest;

  /// @param window how long the hand must be still, in seconds
  public StillWatch(int channels, double hz, double window) {
    this.channels = channels;
    partSamples = Math.max(2, (int) Math.round(window * hz / PARTS));
    low = new double[channels];
    high = new double[channels];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    sums = new double[PARTS][channels];
    squares = new double[PARTS][channels];
    counts = new int[PARTS][channels];
  }

  /// Forgets the window, not what the channels have shown; after the person was asked for something
  /// else.
  public void restart() {
    seen = 0;
    unrest = 0;
    for (int p = 0; p < PARTS; p++) {
      Arrays.fill(counts[p], 0);
    }
  }

  /// What a channel showed before the watch began counts for how far it moves.
  void recall(double[] values) {
    for (int c = 0; c < channels; c++) {
      if (!Double.isNaN(values[c])) {
        low[c] = Math.min(low[c], values[c]);
        high[c] = Math.max(high[c], values[c]);
      }
    }
  }

  /// How much of the window has been still, 0 to 1; less while the hand moves.
  double stillness() {
    double filled = Math.min(1, (double) seen / ((long) PARTS * partSamples));
    return filled / Math.max(1, unrest);
  }

  /// @return whether the hand has been still for the whole window that ends here
  public boolean see(double[] values) {
    int part = part(seen);
    if (seen % partSamples == 0) {
      Arrays.fill(sums[part], 0);
      Arrays.fill(squares[part], 0);
      Arrays.fill(counts[part], 0);
    }
    for (int c = 0; c < channels; c++) {
      double value = values[c];
      if (!Double.isNaN(value)) {
        sums[part][c] += value;
        squares[part][c] += value * value;
        counts[part][c]++;
      }
    }
    seen++;
    if (seen % partSamples != 0) {
      return false;
    }
    for (int c = 0; c < channels; c++) {
      if (counts[part][c] > 0) {
        double mean = sums[part][c] / counts[part][c];
        low[c] = Math.min(low[c], mean);
        high[c] = Math.max(high[c], mean);
      }
    }
    unrest = unrest();
    return seen >= (long) PARTS * partSamples && unrest < 1;
  }

  /// Whether the last sample ended a part of the window, so that what [#see] said was looked at
  /// anew.
  public boolean judged() {
    return seen > 0 && seen % partSamples == 0;
  }

  private int part(long sample) {
    return (int) (sample / partSamples % PARTS);
  }

  /// How far the parts lie apart, of what is allowed, root mean square over the channels.
  private double unrest() {
    double sum = 0;
    int heard = 0;
    for (int c = 0; c < channels; c++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int p = 0; p < PARTS; p++) {
        if (counts[p][c] > 0) {
          double mean = sums[p][c] / counts[p][c];
          least = Math.min(least, mean);
          most = Math.max(most, mean);
        }
      }
      if (most >= least) {
        double error = noise(c) / Math.sqrt(partSamples);
        double allowed = Math.max(STILL_SHARE * (high[c] - low[c]), ERRORS * error);
        double apart = most - least;
        // A channel that says one number without any noise is still.
        sum += apart == 0 ? 0 : Math.min(100, apart * apart / (allowed * allowed));
        heard++;
      }
    }
    return heard == 0 ? 0 : Math.sqrt(sum / heard);
  }

  /// What a channel said in the window, on average; NaN where nothing came.
  public double mean(int channel) {
    double sum = 0;
    int count = 0;
    for (int p = 0; p < PARTS; p++) {
      sum += sums[p][channel];
      count += counts[p][channel];
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /// How far a channel has moved since the watch began.
  double range(int channel) {
    return high[channel] - low[channel];
  }

  /// One standard deviation within the window's parts, so that a slow creep is not noise.
  public double noise(int channel) {
    double sum = 0;
    int count = 0;
    for (int p = 0; p < PARTS; p++) {
      int n = counts[p][channel];
      if (n > 1) {
        double s = sums[p][channel];
        sum += Math.max(0, squares[p][channel] - s * s / n);
        count += n - 1;
      }
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }

  public int samples() {
    return PARTS * partSamples;
  }
}
