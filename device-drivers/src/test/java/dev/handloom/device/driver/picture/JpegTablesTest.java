package dev.handloom.device.driver.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.sim.scene.JpegPacker;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegTablesTest {
  private static final int SIDE = 64;

  private final MemorySegment into = MemorySegment.ofArray(new byte[SIDE * SIDE * 4]);

  private static byte[] picture() {
    byte[] bytes = new byte[SIDE * SIDE * 4];
    Random random = new Random(3);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i / 40 + random.nextInt(30));
    }
    return Arrays.copyOf(bytes, new JpegPacker(SIDE, SIDE).pack(bytes, 0));
  }

  /// The same without its code tables, as many cameras send it.
  private static byte[] withoutTables(byte[] jpeg) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    int at = 2;
    int left = 0;
    while ((jpeg[at + 1] & 0xFF) != 0xDA) {
      int length = 2 + (((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF));
      if ((jpeg[at + 1] & 0xFF) == 0xC4) {
        left++;
      } else {
        out.write(jpeg, at, length);
      }
      at += length;
    }
    assertTrue(left > 0, "there was nothing to leave out");
    out.write(jpeg, at, jpeg.length - at);
    return out.toByteArray();
  }

  private byte[] copied(byte[] jpeg) {
    int length = JpegTables.copy(MemorySegment.ofArray(jpeg), jpeg.length, into);
    return length < 0 ? new byte[0] : into.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  private static int[] pixels(byte[] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    return image.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
  }

  @Test
  void aWholePictureStaysAsItIs() {
    assertArrayEquals(picture(), copied(picture()));
  }

  @Test
  void leftOutTablesArePutIn() throws IOException {
    byte[] repaired = copied(withoutTables(picture()));
    assertArrayEquals(pixels(picture()), pixels(repaired));
  }

  @Test
  void paddingBehindTheEndIsLeftOut() {
    assertArrayEquals(picture(), copied(Arrays.copyOf(picture(), picture().length + 300)));
  }

  @Test
  void aPictureThatWasCutIsNone() {
    byte[] jpeg = picture();
    for (int length = 0; length < jpeg.length; length++) {
      assertEquals(0, copied(Arrays.copyOf(jpeg, length)).length, "cut at " + length);
    }
  }

  @Test
  void whateverComesIsReadWithinItsBounds() {
    Random random = new Random(11);
    byte[] jpeg = picture();
    for (int round = 0; round < 5000; round++) {
      byte[] broken = Arrays.copyOf(jpeg, 3 + random.nextInt(jpeg.length - 3));
      for (int i = random.nextInt(8); i > 0; i--) {
        broken[2 + random.nextInt(Math.min(600, broken.length - 2))] = (byte) random.nextInt(256);
      }
      // What it comes to is not the point: it must come back, and not read or write outside.
      JpegTables.copy(MemorySegment.ofArray(broken), broken.length, into);
    }
  }

  @Test
  void oneThatHasNoRoomIsRefused() {
    byte[] jpeg = picture();
    MemorySegment small = MemorySegment.ofArray(new byte[jpeg.length - 1]);
    assertEquals(-1, JpegTables.copy(MemorySegment.ofArray(jpeg), jpeg.length, small));
  }
}
