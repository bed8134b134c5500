package dev.handloom.device.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Held against the Java platform's own decoder.
class JpegLumaTest {
  private static byte[] pack(BufferedImage image, float quality, boolean progressive)
      throws Exception {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(quality);
    if (progressive) {
      settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static BufferedImage clouds(Random random, int width, int height, int kind) {
    BufferedImage image = new BufferedImage(width, height, kind);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int level = 100 + (int) (60 * Math.sin(x * 0.05) * Math.cos(y * 0.08));
        int grey = Math.clamp(level + random.nextInt(30), 0, 255);
        image.setRGB(x, y, grey << 16 | grey << 8 | grey);
      }
    }
    return image;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void meansAreThoseOfTheDecodedPicture(long seed) throws Exception {
    Random random = new Random(seed);
    int width = 16 * (2 + random.nextInt(6));
    int height = 16 * (2 + random.nextInt(6));
    boolean grey = seed % 2 == 0;
    byte[] jpeg =
        pack(
            clouds(
                random,
                width,
                height,
                grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB),
            0.3f + 0.6f * random.nextFloat(),
            false);
    Luma luma = new Luma();
    assertTrue(new JpegLuma().measure(jpeg, jpeg.length, luma), "seed " + seed);
    var decoded = ImageIO.read(new ByteArrayInputStream(jpeg)).getRaster();
    double mean = 0;
    double brightest = 0;
    for (int by = 0; by < height; by += 8) {
      for (int bx = 0; bx < width; bx += 8) {
        double block = 0;
        for (int y = by; y < by + 8; y++) {
          for (int x = bx; x < bx + 8; x++) {
            block += decoded.getSample(x, y, 0) / 64.0;
          }
        }
        mean += block * 64 / ((double) width * height);
        brightest = Math.max(brightest, block);
      }
    }
    assertEquals(mean, luma.mean, 1.5, "seed " + seed);
    assertEquals(brightest, luma.brightest, 3, "seed " + seed);
    assertTrue(luma.sharpness > 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nothingInAPictureMakesItFail(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] jpeg = pack(clouds(random, 64, 48, BufferedImage.TYPE_INT_RGB), 0.7f, seed == 4);
    JpegLuma measure = new JpegLuma();
    Luma luma = new Luma();
    assertEquals(
        seed != 4, measure.measure(jpeg, jpeg.length, luma), "progressive is not measured");
    int measured = 0;
    for (int i = 0; i < 4000; i++) {
      byte[] broken = Arrays.copyOf(jpeg, 2 + random.nextInt(jpeg.length - 1));
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      measured += measure.measure(broken, broken.length, luma) ? 1 : 0;
    }
    assertTrue(measured < 4000, "seed " + seed);
    assertEquals(seed != 4, measure.measure(jpeg, jpeg.length, luma), "it is none the worse");
  }
}
