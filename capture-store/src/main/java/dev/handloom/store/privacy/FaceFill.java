package dev.handloom.store.privacy;

import java.nio.ByteBuffer;

/// Paints over a face with one colour, that of what surrounds it: neither a blur nor a mosaic, of
/// which a face can be guessed again.
final class FaceFill {
  private static final int BYTES_PER_PIXEL = 4;

  /// Hair, ears and chin are outside of what a finder calls a face.
  private static final double MARGIN = 1.45;

  private FaceFill() {}

  static void fill(ByteBuffer bgra, int width, int height, FaceBox face) {
    FaceBox box = face.grown(MARGIN);
    int left = (int) Math.floor(Math.clamp(box.x(), 0, width));
    int top = (int) Math.floor(Math.clamp(box.y(), 0, height));
    int right = (int) Math.ceil(Math.clamp(box.x() + box.width(), 0, width));
    int bottom = (int) Math.ceil(Math.clamp(box.y() + box.height(), 0, height));
    if (left >= right || top >= bottom) {
      return;
    }
    int colour = around(bgra, width, height, left - 1, top - 1, right, bottom);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        bgra.putInt(BYTES_PER_PIXEL * (y * width + x), colour);
      }
    }
  }

  /// The mean of the pixels about a rectangle; grey where there are none.
  private static int around(
      ByteBuffer bgra, int width, int height, int left, int top, int right, int bottom) {
    long[] sums = new long[BYTES_PER_PIXEL];
    long count = 0;
    for (int x = left; x <= right; x++) {
      count += add(bgra, width, height, x, top, sums) + add(bgra, width, height, x, bottom, sums);
    }
    for (int y = top + 1; y < bottom; y++) {
      count += add(bgra, width, height, left, y, sums) + add(bgra, width, height, right, y, sums);
    }
    ByteBuffer one = ByteBuffer.allocate(BYTES_PER_PIXEL).order(bgra.order());
    for (int i = 0; i < BYTES_PER_PIXEL; i++) {
      one.put(i, (byte) (count == 0 ? 0x80 : sums[i] / count));
    }
    return one.getInt(0);
  }

  private static int add(ByteBuffer bgra, int width, int height, int x, int y, long[] sums) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      return 0;
    }
    int at = BYTES_PER_PIXEL * (y * width + x);
    for (int i = 0; i < BYTES_PER_PIXEL; i++) {
      sums[i] += bgra.get(at + i) & 0xFF;
    }
    return 1;
  }
}
