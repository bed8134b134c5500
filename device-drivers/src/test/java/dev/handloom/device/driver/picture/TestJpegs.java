package dev.handloom.device.driver.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/// JPEG pictures of noise, which compress badly and contain every byte.
public final class TestJpegs {
  private TestJpegs() {}

  public static byte[] noise(Random random, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// The same with a segment after its beginning, as a camera puts a thumbnail there.
  public static byte[] withSegment(byte[] jpeg, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, 2);
    bytes.write(0xFF);
    bytes.write(0xE1);
    bytes.write((content.length + 2) >> 8);
    bytes.write(content.length + 2);
    bytes.writeBytes(content);
    bytes.write(jpeg, 2, jpeg.length - 2);
    return bytes.toByteArray();
  }
}
