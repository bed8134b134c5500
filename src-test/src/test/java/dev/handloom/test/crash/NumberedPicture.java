package dev.handloom.test.crash;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A small picture that carries a number in sixteen black or white squares.
final class NumberedPicture {
  static final int WIDTH = 160;
  static final int HEIGHT = 96;
  static final int BYTES = WIDTH * HEIGHT * 4;

  private static final int BITS = 16;
  private static final int SQUARE = WIDTH / BITS;
  private static final int WHITE = 235;
  private static final int BLACK = 20;

  private NumberedPicture() {}

  private static int grey(int x, int y, int number) {
    return y < 2 * SQUARE
        ? (number >> (x / SQUARE) & 1) == 1 ? WHITE : BLACK
        : 60 + (x + y + number * 3) % 128;
  }

  static byte[] bgra(int number) {
    byte[] out = new byte[BYTES];
    for (int y = 0, at = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        byte grey = (byte) grey(x, y, number);
        out[at++] = grey;
        out[at++] = grey;
        out[at++] = grey;
        out[at++] = (byte) 0xFF;
      }
    }
    return out;
  }

  static byte[] jpeg(int number) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, grey(x, y, number) * 0x010101);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // A killed program leaves no temporary file.
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(image, "jpeg", stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// The number that a decoded picture carries, modulo 65,536.
  static int number(ByteBuffer bgra) {
    int number = 0;
    for (int bit = 0; bit < BITS; bit++) {
      int at = (SQUARE * WIDTH + bit * SQUARE + SQUARE / 2) * 4;
      if ((bgra.get(at + 1) & 0xFF) > 128) {
        number |= 1 << bit;
      }
    }
    return number;
  }
}
