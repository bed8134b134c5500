package dev.handloom.app.ui.pixel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// A picture painted pixel by pixel, in two buffers that take turns.
///
/// Paint into [#pixels], then [#present] and show the image it returns. The buffer presented before
/// is left alone until then, as the render thread may still upload it.
public final class RasterImage {

  private static final int BUFFERS = 2;

  private final int width;
  private final int height;
  private final int[] pixels;
  private final IntBuffer[] buffers = new IntBuffer[BUFFERS];
  private final PixelBuffer<?>[] pixelBuffers = new PixelBuffer<?>[BUFFERS];
  private final Image[] images = new Image[BUFFERS];
  private int back;

  public RasterImage(int width, int height) {
    this.width = width;
    this.height = height;
    this.pixels = new int[Math.multiplyExact(width, height)];
    for (int i = 0; i < BUFFERS; i++) {
      IntBuffer buffer =
          ByteBuffer.allocateDirect(pixels.length * Integer.BYTES)
              .order(ByteOrder.nativeOrder())
              .asIntBuffer();
      PixelBuffer<IntBuffer> pixelBuffer =
          new PixelBuffer<>(width, height, buffer, PixelFormat.getIntArgbPreInstance());
      buffers[i] = buffer;
      pixelBuffers[i] = pixelBuffer;
      images[i] = new WritableImage(pixelBuffer);
    }
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// The canvas: premultiplied ARGB, row by row. Kept between presentations.
  public int[] pixels() {
    return pixels;
  }

  /// Copies the canvas to the buffer that is not shown, and returns its image.
  public Image present() {
    // Absolute: the position of a shared buffer must not move.
    buffers[back].put(0, pixels);
    pixelBuffers[back].updateBuffer(_ -> null);
    Image image = images[back];
    back = (back + 1) % BUFFERS;
    return image;
  }
}
