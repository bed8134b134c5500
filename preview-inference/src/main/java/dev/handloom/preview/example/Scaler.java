package dev.handloom.preview.example;

import dev.handloom.preview.model.Picture;
import dev.handloom.preview.pack.Manifest.Fit;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Brings pictures of one camera to the size that a model wants: the mean over the area that each
/// new pixel covers. Belongs to one thread.
public final class Scaler {
  private static final int BGRA = 4;
  private static final int COLOURS = 3;
  private static final float HALF = 0.5f;

  private final int sourceWidth;
  private final int sourceHeight;
  private final int width;
  private final int height;

  // Where the picture lies in the new one, and how much of the old one it takes.
  private final int left;
  private final int top;
  private final Spans across;
  private final Spans down;

  private final byte[] row;
  private final float[] line;
  private final float[] sums;

  public Scaler(int sourceWidth, int sourceHeight, int width, int height, Fit fit) {
    this.sourceWidth = sourceWidth;
    this.sourceHeight = sourceHeight;
    this.width = width;
    this.height = height;
    double takenWidth = sourceWidth;
    double takenHeight = sourceHeight;
    int filledWidth = width;
    int filledHeight = height;
    double wide = width / (double) sourceWidth;
    double high = height / (double) sourceHeight;
    switch (fit) {
      case STRETCH -> {}
      case WHOLE -> {
        double scale = Math.min(wide, high);
        filledWidth = Math.clamp(Math.round(sourceWidth * scale), 1, width);
        filledHeight = Math.clamp(Math.round(sourceHeight * scale), 1, height);
      }
      case FILL -> {
        double scale = Math.max(wide, high);
        takenWidth = Math.min(sourceWidth, width / scale);
        takenHeight = Math.min(sourceHeight, height / scale);
      }
    }
    left = (width - filledWidth) / 2;
    top = (height - filledHeight) / 2;
    across = Spans.of(sourceWidth, (sourceWidth - takenWidth) / 2, takenWidth, filledWidth);
    down = Spans.of(sourceHeight, (sourceHeight - takenHeight) / 2, takenHeight, filledHeight);
    row = new byte[sourceWidth * BGRA];
    line = new float[filledWidth * COLOURS];
    sums = new float[filledWidth * COLOURS];
  }

  /// Whether it is made for pictures of a size.
  public boolean takes(int fromWidth, int fromHeight) {
    return fromWidth == sourceWidth && fromHeight == sourceHeight;
  }

  /// @param bgra a picture of the size it is made for, from its start
  public Picture scale(ByteBuffer bgra) {
    byte[] rgb = new byte[COLOURS * width * height];
    int read = -1;
    for (int y = 0; y < down.count(); y++) {
      Arrays.fill(sums, 0);
      for (int i = 0; i < down.lengths[y]; i++) {
        int at = down.firsts[y] + i;
        if (at != read) {
          bgra.get(at * row.length, row);
          squeeze();
          read = at;
        }
        float weight = down.weights[y][i];
        for (int x = 0; x < sums.length; x++) {
          sums[x] += weight * line[x];
        }
      }
      int into = COLOURS * ((top + y) * width + left);
      for (int x = 0; x < sums.length; x++) {
        rgb[into + x] = (byte) (int) (sums[x] + HALF);
      }
    }
    return new Picture(width, height, rgb);
  }

  private void squeeze() {
    for (int x = 0; x < across.count(); x++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      float[] weights = across.weights[x];
      int at = across.firsts[x] * BGRA;
      for (int i = 0; i < across.lengths[x]; i++, at += BGRA) {
        float weight = weights[i];
        blue += weight * (row[at] & 0xFF);
        green += weight * (row[at + 1] & 0xFF);
        red += weight * (row[at + 2] & 0xFF);
      }
      line[COLOURS * x] = red;
      line[COLOURS * x + 1] = green;
      line[COLOURS * x + 2] = blue;
    }
  }

  /// Of which old pixels, and how much of each, the new ones of a row or column are made.
  private record Spans(int[] firsts, int[] lengths, float[][] weights) {
    int count() {
      return firsts.length;
    }

    static Spans of(int source, double from, double taken, int count) {
      int[] firsts = new int[count];
      int[] lengths = new int[count];
      float[][] weights = new float[count][];
      double step = taken / count;
      for (int i = 0; i < count; i++) {
        double begin = from + i * step;
        double end = begin + step;
        if (step < 1) {
          // Enlarged: on a line between the two pixels nearest to the middle.
          double middle = Math.clamp((begin + end) / 2 - HALF, 0, source - 1.0);
          int first = Math.min((int) middle, Math.max(0, source - 2));
          firsts[i] = first;
          lengths[i] = Math.min(2, source);
          float share = (float) (middle - first);
          weights[i] = source == 1 ? new float[] {1} : new float[] {1 - share, share};
          continue;
        }
        int first = Math.clamp((int) Math.floor(begin), 0, source - 1);
        int last = Math.clamp((int) Math.ceil(end) - 1, first, source - 1);
        firsts[i] = first;
        lengths[i] = last - first + 1;
        weights[i] = new float[lengths[i]];
        double sum = 0;
        for (int k = first; k <= last; k++) {
          double share = Math.min(end, k + 1.0) - Math.max(begin, k);
          weights[i][k - first] = (float) Math.max(0, share);
          sum += Math.max(0, share);
        }
        for (int k = 0; k < lengths[i]; k++) {
          weights[i][k] /= (float) sum;
        }
      }
      return new Spans(firsts, lengths, weights);
    }
  }
}
