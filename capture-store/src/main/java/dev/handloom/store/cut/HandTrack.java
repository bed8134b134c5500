package dev.handloom.store.cut;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandPose;
import dev.handloom.store.episode.StreamSamples;
import java.util.Arrays;

/// Where the fingertips of one hand are, relative to the wrist, twenty times a second: each cell is
/// the mean of what was captured in it, and the cell before where nothing was.
public final class HandTrack {
  static final int TIPS = Finger.values().length;
  static final int VALUES = TIPS * 3;
  static final long CELL_NANOS = 50_000_000L;

  private final double[][] cells;

  private HandTrack(double[][] cells) {
    this.cells = cells;
  }

  /// A hand as it is captured.
  public interface Source {
    int size();

    long captureNanos(int index);

    void values(int index, double[] into);
  }

  static HandTrack of(StreamSamples samples, long from, long to) {
    return of(
        new Source() {
          @Override
          public int size() {
            return samples.size();
          }

          @Override
          public long captureNanos(int index) {
            return samples.captureNanos(index);
          }

          @Override
          public void values(int index, double[] into) {
            samples.values(index, into);
          }
        },
        from,
        to);
  }

  public static HandTrack of(Source samples, long from, long to) {
    // Times that are wrong may lie years apart.
    int count = Math.clamp((to - from) / CELL_NANOS, 1, 6_000 + 100 * samples.size());
    double[][] cells = new double[count][VALUES];
    int[] held = new int[count];
    double[] hand = new double[HandPose.VALUES];
    for (int i = 0; i < samples.size(); i++) {
      long cell = Math.floorDiv(samples.captureNanos(i) - from, CELL_NANOS);
      if (cell < 0 || cell >= count) {
        continue;
      }
      samples.values(i, hand);
      double[] into = cells[(int) cell];
      for (Finger finger : Finger.values()) {
        int at = finger.tip().ordinal() * HandPose.PER_JOINT;
        for (int k = 0; k < 3; k++) {
          into[finger.ordinal() * 3 + k] += hand[at + k];
        }
      }
      held[(int) cell]++;
    }
    for (int c = 0; c < count; c++) {
      if (held[c] == 0) {
        cells[c] = c == 0 ? cells[c] : cells[c - 1];
      } else {
        int n = held[c];
        cells[c] = Arrays.stream(cells[c]).map(v -> v / n).toArray();
      }
    }
    return new HandTrack(cells);
  }

  int size() {
    return cells.length;
  }

  double[] cell(int index) {
    return cells[index];
  }

  /// Root mean square over the fingertips, in metres.
  static double apart(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < VALUES; k++) {
      sum += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return Math.sqrt(sum / TIPS);
  }

  /// Metres a second, over a fifth of a second.
  double speed(int index) {
    int a = Math.max(0, index - 2);
    int b = Math.min(cells.length - 1, index + 2);
    return a == b ? 0 : apart(cells[a], cells[b]) / ((b - a) * CELL_NANOS / 1e9);
  }
}
