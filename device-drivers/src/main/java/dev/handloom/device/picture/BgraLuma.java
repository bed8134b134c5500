package dev.handloom.device.picture;

import dev.handloom.device.stream.FrameFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Measures pictures of plain pixels, by the green of one row in eight.
final class BgraLuma {
  private static final int BLOCK = 8;

  private BgraLuma() {}

  static boolean measure(FrameFormat format, MemorySegment pixels, int length, Luma into) {
    into.begin();
    if (length != format.capacity()) {
      return false;
    }
    for (int y = BLOCK / 2; y < format.height(); y += BLOCK) {
      long row = (long) y * format.width() * 4 + 1;
      for (int x = 0; x + BLOCK <= format.width(); x += BLOCK) {
        int sum = 0;
        int detail = 0;
        int before = 0;
        int last = 0;
        for (int i = 0; i < BLOCK; i++) {
          int green = pixels.get(ValueLayout.JAVA_BYTE, row + (long) (x + i) * 4) & 0xFF;
          sum += green;
          if (i >= 2) {
            detail += Math.abs(green - 2 * last + before);
          }
          before = last;
          last = green;
        }
        into.block(sum / (double) BLOCK, detail);
      }
    }
    return into.end();
  }
}
