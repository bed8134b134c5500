package dev.handloom.store.video;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/// Pictures that carry their number in 16 black or white squares, over a moving gradient.
public final class NumberedPictures {
  private static final int SQUARE = 16;
  private static final int BITS = 16;

  private final int width;
  private final int height;
  private final MemorySegment picture;

  public NumberedPictures(int width, int height) {
    this.width = width;
    this.height = height;
    picture = Arena.ofAuto().allocate((long) width * height * 4, 8);
  }

  public int bytes() {
    return width * height * 4;
  }

  public MemorySegment draw(int number) {
    paint(picture, width, height, number);
    return picture;
  }

  public static void paint(MemorySegment into, int width, int height, int number) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grey;
        if (y < SQUARE && x < SQUARE * BITS) {
          grey = (number >> (x / SQUARE) & 1) == 1 ? 235 : 20;
        } else {
          grey = 60 + (x + y + number * 3) % 128;
        }
        into.set(
            ValueLayout.JAVA_INT_UNALIGNED,
            ((long) y * width + x) * 4,
            0xFF000000 | grey << 16 | grey << 8 | grey);
      }
    }
  }

  public int read(ByteBuffer bgra) {
    int number = 0;
    for (int bit = 0; bit < BITS; bit++) {
      int at = ((SQUARE / 2) * width + bit * SQUARE + SQUARE / 2) * 4;
      if ((bgra.get(at + 1) & 0xFF) > 128) {
        number |= 1 << bit;
      }
    }
    return number;
  }
}
