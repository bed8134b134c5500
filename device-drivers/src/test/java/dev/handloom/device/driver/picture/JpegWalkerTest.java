package dev.handloom.device.driver.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handloom.device.driver.picture.JpegWalker.State;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegWalkerTest {
  private static int walk(JpegWalker walker, byte[] bytes, Random random) {
    walker.begin();
    int at = 0;
    while (at < bytes.length && walker.state() == State.UNDER_WAY) {
      at += walker.accept(bytes, at, Math.min(bytes.length - at, 1 + random.nextInt(300)));
    }
    return at;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsTheEndAndTheSizeInAnyPieces(long seed) {
    Random random = new Random(seed);
    int width = 1 + random.nextInt(90);
    int height = 1 + random.nextInt(90);
    byte[] jpeg = TestJpegs.noise(random, width, height);
    byte[] followed = Arrays.copyOf(jpeg, jpeg.length + 50);
    JpegWalker walker = new JpegWalker();
    assertEquals(jpeg.length, walk(walker, followed, random), "seed " + seed);
    assertEquals(State.WHOLE, walker.state());
    assertEquals(width, walker.width(), "seed " + seed);
    assertEquals(height, walker.height(), "seed " + seed);
  }

  @Test
  void aThumbnailIsNotTheEnd() {
    Random random = new Random(3);
    byte[] thumbnail = TestJpegs.noise(random, 16, 16);
    byte[] jpeg = TestJpegs.withSegment(TestJpegs.noise(random, 64, 48), thumbnail);
    JpegWalker walker = new JpegWalker();
    assertEquals(jpeg.length, walk(walker, jpeg, random));
    assertEquals(State.WHOLE, walker.state());
    assertEquals(64, walker.width());
  }

  @Test
  void noCutPictureIsWhole() {
    Random random = new Random(4);
    byte[] jpeg = TestJpegs.noise(random, 24, 24);
    JpegWalker walker = new JpegWalker();
    for (int length = 0; length < jpeg.length; length++) {
      walk(walker, Arrays.copyOf(jpeg, length), random);
      assertEquals(State.UNDER_WAY, walker.state(), "cut to " + length);
    }
  }

  @Test
  void whatIsNoJpegIsBroken() {
    Random random = new Random(5);
    JpegWalker walker = new JpegWalker();
    for (byte[] not :
        new byte[][] {
          {'G', 'I', 'F'},
          {(byte) 0xFF, (byte) 0xD9},
          {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9},
          {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 1},
        }) {
      walk(walker, not, random);
      assertEquals(State.BROKEN, walker.state(), Arrays.toString(not));
    }
  }
}
