package dev.handloom.store.export.umi;

import java.nio.ByteBuffer;

/// Makes a small square picture of the middle of a larger one; each of its pixels is the mean of
/// those that it covers. One thread.
final class SquarePicture {
  private static final int BYTES_PER_PIXEL = 4;
  private static final int COLOURS = 3;

  private final int side;
  private final int width;
  private final int from;
  private final int fromRow;
  private final int middle;
  private final byte[] line;
  private final float[] sums;
  private final int[] starts;
  private final float[][] weights;

  /// @param width of the larger picture
  SquarePicture(int width, int height, int side) {
    this.width = width;
    this.side = side;
    middle = Math.min(width, height);
    from = (width - middle) / 2;
    fromRow = (height - middle) / 2;
    line = new byte[width * BYTES_PER_PIXEL];
    sums = new float[side * COLOURS];
    starts = new int[side];
    weights = new float[side][];
    double step = (double) middle / side;
    for (int i = 0; i < side; i++) {
      double begin = i * step;
      double end = begin + step;
      starts[i] = (int) begin;
      int last = Math.min(middle - 1, (int) Math.ceil(end) - 1);
      weights[i] = new float[Math.max(1, last - starts[i] + 1)];
      for (int k = 0; k < weights[i].length; k++) {
        double covered = Math.min(end, starts[i] + k + 1) - Math.max(begin, starts[i] + k);
        weights[i][k] = (float) (covered / step);
      }
    }
  }

  /// @param bgra the larger picture
  /// @param rgb takes the small one: red, green, blue, row by row
  void make(ByteBuffer bgra, byte[] rgb) {
    for (int y = 0; y < side; y++) {
      java.util.Arrays.fill(sums, 0);
      for (int k = 0; k < weights[y].length; k++) {
        bgra.get((fromRow + starts[y] + k) * width * BYTES_PER_PIXEL, line);
        across(weights[y][k]);
      }
      for (int i = 0; i < sums.length; i++) {
        rgb[y * side * COLOURS + i] = (byte) Math.clamp(Math.round(sums[i]), 0, 255);
      }
    }
  }

  private void across(float share) {
    for (int x = 0; x < side; x++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      float[] own = weights[x];
      int at = (from + starts[x]) * BYTES_PER_PIXEL;
      for (float weight : own) {
        blue += weight * (line[at] & 0xFF);
        green += weight * (line[at + 1] & 0xFF);
        red += weight * (line[at + 2] & 0xFF);
        at += BYTES_PER_PIXEL;
      }
      sums[x * COLOURS] += share * red;
      sums[x * COLOURS + 1] += share * green;
      sums[x * COLOURS + 2] += share * blue;
    }
  }
}
