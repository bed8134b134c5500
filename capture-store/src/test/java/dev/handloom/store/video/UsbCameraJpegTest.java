package dev.handloom.store.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/// USB cameras pack their colours for every second pixel of every row (4:2:2), most other programs
/// for two by two. Both are shown with the colours that they have.
class UsbCameraJpegTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  /// Red above, blue below.
  private static byte[] jpeg(int rowsAColour) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D paint = image.createGraphics();
    paint.setColor(Color.RED);
    paint.fillRect(0, 0, WIDTH, HEIGHT / 2);
    paint.setColor(Color.BLUE);
    paint.fillRect(0, HEIGHT / 2, WIDTH, HEIGHT / 2);
    paint.dispose();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree("javax_imageio_jpeg_image_1.0");
    NodeList parts = root.getElementsByTagName("componentSpec");
    ((IIOMetadataNode) parts.item(0)).setAttribute("VsamplingFactor", String.valueOf(rowsAColour));
    metadata.setFromTree("javax_imageio_jpeg_image_1.0", root);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(packed)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, metadata), null);
    } finally {
      writer.dispose();
    }
    return packed.toByteArray();
  }

  /// The sampling factors of the brightness, as the picture's own header has them.
  private static int sampling(byte[] jpeg) {
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != 0xC0) {
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8) + (jpeg[at + 3] & 0xFF);
    }
    return jpeg[at + 11];
  }

  @Test
  void bothKindsAreShownInTheirColours() throws IOException {
    for (int rows : new int[] {1, 2}) {
      byte[] jpeg = jpeg(rows);
      assertEquals(0x20 + rows, sampling(jpeg));
      ByteBuffer bgra = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 4);
      try (JpegDecoder decoder = new JpegDecoder(WIDTH, HEIGHT, "camera")) {
        decoder.decode(MemorySegment.ofArray(jpeg), jpeg.length, bgra);
      }
      near(0, 0, 255, bgra, 10);
      near(255, 0, 0, bgra, HEIGHT - 10);
    }
  }

  private static void near(int blue, int green, int red, ByteBuffer bgra, int row) {
    int at = (row * WIDTH + 20) * 4;
    int[] pixel = {bgra.get(at) & 0xFF, bgra.get(at + 1) & 0xFF, bgra.get(at + 2) & 0xFF};
    int far = Math.abs(pixel[0] - blue) + Math.abs(pixel[1] - green) + Math.abs(pixel[2] - red);
    assertTrue(far < 25, "row " + row + ": " + pixel[0] + " " + pixel[1] + " " + pixel[2]);
  }
}
