package dev.handloom.device.driver.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.v4l2.Camera.Layout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnpackerTest {
  private static final int WIDTH = 4;
  private static final int HEIGHT = 2;

  /// Rows are longer than they need to be, as cameras have it.
  private static final int GAP = 6;

  /// The bytes of one pixel of a picture of one colour.
  private static int[] unpacked(PixelFormat pixels, boolean full, int y, int u, int v) {
    return unpacked(new Layout(pixels, WIDTH, HEIGHT, stride(pixels), false, full), y, u, v);
  }

  private static int stride(PixelFormat pixels) {
    return pixels.leastStride(WIDTH) + GAP;
  }

  private static int[] unpacked(Layout layout, int y, int u, int v) {
    int stride = layout.stride();
    byte[] bytes = new byte[(int) layout.pixels().bytes(stride, HEIGHT)];
    for (int i = 0; i < bytes.length; i++) {
      int inRow = i % stride;
      bytes[i] =
          (byte)
              switch (layout.pixels()) {
                case YUYV -> inRow % 2 == 0 ? y : inRow % 4 == 1 ? u : v;
                case UYVY -> inRow % 2 == 1 ? y : inRow % 4 == 0 ? u : v;
                case NV12 -> i < stride * HEIGHT ? y : inRow % 2 == 0 ? u : v;
                case YU12 -> i < stride * HEIGHT ? y : i < stride * HEIGHT + stride / 2 ? u : v;
                case GREY -> y;
                case BGR24 -> inRow % 3 == 0 ? u : inRow % 3 == 1 ? y : v;
                case RGB24 -> inRow % 3 == 0 ? v : inRow % 3 == 1 ? y : u;
                case MJPEG -> 0;
              };
    }
    MemorySegment bgra = Arena.ofAuto().allocate(WIDTH * HEIGHT * 4, 8);
    new Unpacker(layout).unpack(MemorySegment.ofArray(bytes), bgra);
    int first = bgra.get(ValueLayout.JAVA_INT, 0);
    for (int i = 1; i < WIDTH * HEIGHT; i++) {
      assertEquals(first, bgra.get(ValueLayout.JAVA_INT, 4L * i), "pixel " + i);
    }
    return new int[] {first & 0xFF, first >> 8 & 0xFF, first >> 16 & 0xFF, first >>> 24};
  }

  private static void near(int blue, int green, int red, int[] pixel) {
    String words = pixel[0] + " " + pixel[1] + " " + pixel[2];
    assertTrue(Math.abs(pixel[0] - blue) <= 2, words);
    assertTrue(Math.abs(pixel[1] - green) <= 2, words);
    assertTrue(Math.abs(pixel[2] - red) <= 2, words);
    assertEquals(255, pixel[3]);
  }

  /// The colour bars of ITU-R BT.601, with 8 bits.
  @ParameterizedTest
  @EnumSource(names = {"YUYV", "UYVY", "NV12", "YU12"})
  void theColourBarsComeOut(PixelFormat pixels) {
    near(255, 255, 255, unpacked(pixels, false, 235, 128, 128));
    near(0, 0, 0, unpacked(pixels, false, 16, 128, 128));
    near(0, 0, 255, unpacked(pixels, false, 81, 90, 240));
    near(0, 255, 0, unpacked(pixels, false, 145, 54, 34));
    near(255, 0, 0, unpacked(pixels, false, 41, 240, 110));
    near(200, 200, 200, unpacked(pixels, true, 200, 128, 128));
  }

  @Test
  void highDefinitionHasOtherColours() {
    Layout layout =
        new Layout(PixelFormat.YUYV, WIDTH, HEIGHT, stride(PixelFormat.YUYV), true, false);
    near(0, 0, 255, unpacked(layout, 63, 102, 240));
  }

  @Test
  void whatHasNoBrightnessApartIsTakenAsItIs() {
    near(10, 20, 30, unpacked(PixelFormat.BGR24, false, 20, 10, 30));
    near(10, 20, 30, unpacked(PixelFormat.RGB24, false, 20, 10, 30));
    near(77, 77, 77, unpacked(PixelFormat.GREY, false, 77, 0, 0));
  }
}
