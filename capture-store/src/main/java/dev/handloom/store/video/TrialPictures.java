package dev.handloom.store.video;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/// Pictures that tell an encoder that works from one that does not: each is another, all are soft
/// enough to come back nearly as they were.
final class TrialPictures {
  /// Below this the eye sees the damage; a working encoder is above 35 at these rates.
  static final double LEAST_DECIBEL = 28;

  private static final int BYTES_PER_PIXEL = 4;

  private final int width;
  private final int height;

  TrialPictures(int width, int height) {
    this.width = width;
    this.height = height;
  }

  int bytes() {
    return width * height * BYTES_PER_PIXEL;
  }

  void paint(MemorySegment into, int number) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        into.set(
            ValueLayout.JAVA_INT_UNALIGNED,
            ((long) y * width + x) * BYTES_PER_PIXEL,
            0xFF000000 | grey(x, y, number) * 0x010101);
      }
    }
  }

  private int grey(int x, int y, int number) {
    double across = (double) x / width;
    double down = (double) y / height;
    return (int) (128 + 90 * Math.sin(6 * (across + 0.07 * number)) * Math.cos(5 * down + number));
  }

  /// How like a picture is to what was painted: its peak signal-to-noise ratio.
  double decibel(ByteBuffer bgra, int number) {
    double sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int got = bgra.get((y * width + x) * BYTES_PER_PIXEL + 1) & 0xFF;
        double off = got - grey(x, y, number);
        sum += off * off;
      }
    }
    double mean = sum / ((double) width * height);
    return mean == 0 ? 99 : 10 * Math.log10(255.0 * 255.0 / mean);
  }
}
