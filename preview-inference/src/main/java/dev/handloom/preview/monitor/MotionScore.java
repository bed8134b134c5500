package dev.handloom.preview.monitor;

import dev.handloom.preview.model.Picture;

/// Whether things move in a dream as they did: where blocks of the last picture went in each.
///
/// @param apart pixels between the two motions, mean over the blocks that moved
/// @param alike cosine between them: 1 the same way, −1 the opposite
/// @param blocks how many moved in the world and had something to be seen by
public record MotionScore(double apart, double alike, int blocks) {
  private static final int BLOCK = 8;
  private static final int REACH = 8;

  /// Slower than this is standing still, pixels.
  private static final double MOVED = 0.5;

  /// A block without texture could have gone anywhere: least variance of its grey values.
  private static final double TEXTURE = 20;

  /// A block that is found again differs from its old self by at most so much a pixel, mean.
  private static final double FOUND = 12;

  private static final int COLOURS = 3;

  /// NaN in both scores where nothing moved that could be followed.
  public static MotionScore of(Picture last, Picture dream, Picture truth) {
    int[] before = grey(last);
    int[] came = grey(truth);
    int[] seen = grey(dream);
    int width = last.width();
    double apart = 0;
    double alike = 0;
    int blocks = 0;
    for (int y = 0; y + BLOCK <= last.height(); y += BLOCK) {
      for (int x = 0; x + BLOCK <= width; x += BLOCK) {
        if (variance(before, width, x, y) < TEXTURE) {
          continue;
        }
        int real = best(before, came, width, last.height(), x, y);
        if (real == NOWHERE || Math.hypot(dx(real), dy(real)) <= MOVED) {
          continue;
        }
        int dreamed = best(before, seen, width, last.height(), x, y);
        double ddx = dreamed == NOWHERE ? 0 : dx(dreamed);
        double ddy = dreamed == NOWHERE ? 0 : dy(dreamed);
        apart += Math.hypot(dx(real) - ddx, dy(real) - ddy);
        double lengths = Math.hypot(dx(real), dy(real)) * Math.hypot(ddx, ddy);
        alike += lengths == 0 ? 0 : (dx(real) * ddx + dy(real) * ddy) / lengths;
        blocks++;
      }
    }
    return blocks == 0
        ? new MotionScore(Double.NaN, Double.NaN, 0)
        : new MotionScore(apart / blocks, alike / blocks, blocks);
  }

  private static final int NOWHERE = -1;
  private static final int SPAN = 2 * REACH + 1;

  private static int dx(int step) {
    return step % SPAN - REACH;
  }

  private static int dy(int step) {
    return step / SPAN - REACH;
  }

  /// Where a block went, the nearest of equals.
  private static int best(int[] from, int[] to, int width, int height, int x, int y) {
    long least = Long.MAX_VALUE;
    int best = NOWHERE;
    for (int step = 0; step < SPAN * SPAN; step++) {
      int atX = x + dx(step);
      int atY = y + dy(step);
      if (atX < 0 || atY < 0 || atX + BLOCK > width || atY + BLOCK > height) {
        continue;
      }
      long sum = 0;
      for (int row = 0; row < BLOCK; row++) {
        for (int column = 0; column < BLOCK; column++) {
          sum +=
              Math.abs(
                  from[(y + row) * width + x + column] - to[(atY + row) * width + atX + column]);
        }
      }
      // Between equals standing still is the simplest.
      long weighed = sum * 1024 + (long) dx(step) * dx(step) + (long) dy(step) * dy(step);
      if (weighed < least) {
        least = weighed;
        best = step;
      }
    }
    return least / 1024.0 > FOUND * BLOCK * BLOCK ? NOWHERE : best;
  }

  private static double variance(int[] grey, int width, int x, int y) {
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < BLOCK; row++) {
      for (int column = 0; column < BLOCK; column++) {
        int value = grey[(y + row) * width + x + column];
        sum += value;
        squares += (double) value * value;
      }
    }
    double n = BLOCK * BLOCK;
    return squares / n - sum / n * (sum / n);
  }

  private static int[] grey(Picture picture) {
    int[] grey = new int[picture.width() * picture.height()];
    for (int p = 0; p < grey.length; p++) {
      int i = COLOURS * p;
      grey[p] =
          (299 * (picture.rgb()[i] & 0xFF)
                  + 587 * (picture.rgb()[i + 1] & 0xFF)
                  + 114 * (picture.rgb()[i + 2] & 0xFF))
              / 1000;
    }
    return grey;
  }
}
