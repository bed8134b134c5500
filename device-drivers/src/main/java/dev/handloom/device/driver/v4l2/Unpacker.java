package dev.handloom.device.driver.v4l2;

import dev.handloom.device.driver.v4l2.Camera.Layout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Turns uncoded pictures into BGRA. Allocates nothing after it is made.
final class Unpacker {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int OPAQUE = 0xFF << 24;

  // Brightness and the parts of the colours, times 2^SHIFT.
  private static final int SHIFT = 16;
  private static final int HALF = 1 << (SHIFT - 1);

  private final Layout layout;
  private final int[] bright = new int[256];
  private final int[] redOfV = new int[256];
  private final int[] greenOfU = new int[256];
  private final int[] greenOfV = new int[256];
  private final int[] blueOfU = new int[256];

  Unpacker(Layout layout) {
    this.layout = layout;
    // The shares of red and blue in the brightness: ITU-R BT.709 and BT.601.
    double red = layout.matrix709() ? 0.2126 : 0.299;
    double blue = layout.matrix709() ? 0.0722 : 0.114;
    double green = 1 - red - blue;
    double brightScale = layout.fullRange() ? 1 : 255.0 / 219;
    double colourScale = layout.fullRange() ? 1 : 255.0 / 224;
    int black = layout.fullRange() ? 0 : 16;
    for (int i = 0; i < 256; i++) {
      double colour = (i - 128) * colourScale;
      bright[i] = fixed((i - black) * brightScale) + HALF;
      redOfV[i] = fixed(2 * (1 - red) * colour);
      blueOfU[i] = fixed(2 * (1 - blue) * colour);
      greenOfU[i] = fixed(-2 * (1 - blue) * blue / green * colour);
      greenOfV[i] = fixed(-2 * (1 - red) * red / green * colour);
    }
  }

  private static int fixed(double value) {
    return (int) Math.round(value * (1 << SHIFT));
  }

  /// @param from at least [PixelFormat#bytes]
  /// @param bgra room for four bytes a pixel, without gaps
  void unpack(MemorySegment from, MemorySegment bgra) {
    switch (layout.pixels()) {
      case YUYV -> pairs(from, bgra, 0, 1);
      case UYVY -> pairs(from, bgra, 1, 0);
      case NV12 -> planes(from, bgra, 2, 1);
      case YU12 -> planes(from, bgra, 1, 0);
      case GREY -> grey(from, bgra);
      case BGR24 -> triples(from, bgra, 0, 2);
      case RGB24 -> triples(from, bgra, 2, 0);
      case MJPEG -> throw new IllegalStateException("A JPEG is stored as it is");
    }
  }

  private int pixel(int y, int u, int v) {
    int base = bright[y];
    return clip(base + blueOfU[u])
        | clip(base + greenOfU[u] + greenOfV[v]) << 8
        | clip(base + redOfV[v]) << 16
        | OPAQUE;
  }

  private static int clip(int fixed) {
    return Math.clamp(fixed >> SHIFT, 0, 255);
  }

  /// Four bytes for two pixels.
  private void pairs(MemorySegment from, MemorySegment bgra, int atY, int atColour) {
    int yShift = 8 * atY;
    int colourShift = 8 * atColour;
    int width = layout.width();
    for (int row = 0; row < layout.height(); row++) {
      long in = (long) row * layout.stride();
      long out = (long) row * width * 4;
      for (int x = 0; x < width; x += 2) {
        int four = from.get(INT, in + 2L * x);
        int u = (four >>> colourShift) & 0xFF;
        int v = (four >>> (16 + colourShift)) & 0xFF;
        bgra.set(INT, out + 4L * x, pixel((four >>> yShift) & 0xFF, u, v));
        bgra.set(INT, out + 4L * x + 4, pixel((four >>> (16 + yShift)) & 0xFF, u, v));
      }
    }
  }

  /// A plane of brightness, then the colours for two by two pixels, together or apart.
  private void planes(MemorySegment from, MemorySegment bgra, int step, int vAfterU) {
    int width = layout.width();
    int stride = layout.stride();
    long colours = (long) stride * layout.height();
    int colourStride = step == 2 ? stride : stride / 2;
    long vPlane = vAfterU > 0 ? vAfterU : (long) colourStride * (layout.height() / 2);
    for (int row = 0; row < layout.height(); row++) {
      long in = (long) row * stride;
      long pair = colours + (long) (row / 2) * colourStride;
      long out = (long) row * width * 4;
      for (int x = 0; x < width; x++) {
        long colour = pair + (long) (x / 2) * step;
        bgra.set(
            INT,
            out + 4L * x,
            pixel(at(from, in + x), at(from, colour), at(from, colour + vPlane)));
      }
    }
  }

  private void grey(MemorySegment from, MemorySegment bgra) {
    int width = layout.width();
    for (int row = 0; row < layout.height(); row++) {
      long in = (long) row * layout.stride();
      long out = (long) row * width * 4;
      for (int x = 0; x < width; x++) {
        bgra.set(INT, out + 4L * x, at(from, in + x) * 0x010101 | OPAQUE);
      }
    }
  }

  private void triples(MemorySegment from, MemorySegment bgra, int blue, int red) {
    int width = layout.width();
    for (int row = 0; row < layout.height(); row++) {
      long in = (long) row * layout.stride();
      long out = (long) row * width * 4;
      for (int x = 0; x < width; x++) {
        long at = in + 3L * x;
        bgra.set(
            INT,
            out + 4L * x,
            at(from, at + blue) | at(from, at + 1) << 8 | at(from, at + red) << 16 | OPAQUE);
      }
    }
  }

  private static int at(MemorySegment bytes, long offset) {
    return bytes.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
  }
}
