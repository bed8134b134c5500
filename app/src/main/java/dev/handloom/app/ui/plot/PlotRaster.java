package dev.handloom.app.ui.plot;

import java.util.Arrays;

/// Paints lanes and lines into an ARGB picture. Plain arithmetic, no toolkit.
final class PlotRaster {

  private static final int OPAQUE = 0xff000000;

  private final int[] pixels;
  private final int width;
  private final int height;

  PlotRaster(int[] pixels, int width, int height) {
    this.pixels = pixels;
    this.width = width;
    this.height = height;
  }

  void clear(int argb) {
    Arrays.fill(pixels, argb);
  }

  void horizontal(int y, int argb) {
    if (y >= 0 && y < height) {
      Arrays.fill(pixels, y * width, (y + 1) * width, argb);
    }
  }

  void vertical(int x, int argb) {
    if (x >= 0 && x < width) {
      for (int i = x; i < pixels.length; i += width) {
        pixels[i] = argb;
      }
    }
  }

  /// Tints the columns from `fromX` up to `toX`, at least one.
  void band(int fromX, int toX, int argb, double strength) {
    int first = Math.max(0, fromX);
    int last = Math.min(width - 1, Math.max(fromX, toX - 1));
    for (int x = first; x <= last; x++) {
      for (int y = 0; y < height; y++) {
        blend(y * width + x, argb, strength);
      }
    }
  }

  /// Paints a reduced line into the rows from `top` up to `bottom`.
  ///
  /// @param lows the least value per column; NaN leaves the column free
  /// @param thickness least height of a run, in pixels
  void line(
      double[] lows,
      double[] highs,
      LaneRange range,
      int top,
      int bottom,
      double thickness,
      int argb) {
    double span = range.high() - range.low();
    double rows = bottom - top;
    int columns = Math.min(width, lows.length);
    for (int x = 0; x < columns; x++) {
      double low = lows[x];
      if (Double.isNaN(low)) {
        continue;
      }
      double upper = bottom - (highs[x] - range.low()) / span * rows;
      double lower = bottom - (low - range.low()) / span * rows;
      double missing = thickness - (lower - upper);
      if (missing > 0) {
        upper -= missing / 2;
        lower += missing / 2;
      }
      run(x, Math.max(top, upper), Math.min(bottom, lower), argb);
    }
  }

  // A vertical run whose ends cover their pixels in part: the line looks smooth without a filter.
  private void run(int x, double upper, double lower, int argb) {
    int first = Math.max(0, (int) Math.floor(upper));
    int last = Math.min(height - 1, (int) Math.ceil(lower) - 1);
    for (int y = first; y <= last; y++) {
      double cover = Math.min(y + 1.0, lower) - Math.max(y, upper);
      if (cover >= 1) {
        pixels[y * width + x] = argb;
      } else if (cover > 0) {
        blend(y * width + x, argb, cover);
      }
    }
  }

  private void blend(int index, int argb, double strength) {
    int under = pixels[index];
    int weight = (int) (strength * 256);
    int red = mix(under >> 16 & 0xff, argb >> 16 & 0xff, weight);
    int green = mix(under >> 8 & 0xff, argb >> 8 & 0xff, weight);
    int blue = mix(under & 0xff, argb & 0xff, weight);
    pixels[index] = OPAQUE | red << 16 | green << 8 | blue;
  }

  private static int mix(int under, int over, int weight) {
    return under + (((over - under) * weight) >> 8);
  }
}
