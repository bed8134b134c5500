package dev.handloom.device.sim.scene;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Packs pictures as a camera does that sends JPEG.
public final class JpegPacker {
  /// About what a USB camera sends: 50 kB for a picture of 640×480.
  private static final float QUALITY = 0.85f;

  private final int width;
  private final int height;
  private final BufferedImage image;
  private final byte[] pixels;
  private final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
  private final ImageWriteParam settings = writer.getDefaultWriteParam();
  private final ByteArrayOutputStream packed = new ByteArrayOutputStream(1 << 17);

  public JpegPacker(int width, int height) {
    this.width = width;
    this.height = height;
    image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(QUALITY);
  }

  /// Replaces a BGRA picture by its JPEG, in place.
  ///
  /// @return the JPEG's length
  public int pack(byte[] bytes, int offset) {
    int pixelCount = width * height;
    for (int i = 0; i < pixelCount; i++) {
      pixels[3 * i] = bytes[offset + 4 * i];
      pixels[3 * i + 1] = bytes[offset + 4 * i + 1];
      pixels[3 * i + 2] = bytes[offset + 4 * i + 2];
    }
    packed.reset();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(packed)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] jpeg = packed.toByteArray();
    System.arraycopy(jpeg, 0, bytes, offset, jpeg.length);
    return jpeg.length;
  }
}
