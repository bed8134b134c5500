package dev.handloom.app.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.handloom.app.ready.PictureLook.Fault;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class PictureLookTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final long SEED = 7;

  /// Grey by the column, with a sensor's noise.
  private static PictureLook look(long seed, IntUnaryOperator grey) {
    Random random = new Random(seed);
    ByteBuffer bgra = ByteBuffer.allocate(WIDTH * HEIGHT * 4);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int value =
          Math.clamp(Math.round(grey.applyAsInt(i % WIDTH) + 2 * random.nextGaussian()), 0, 255);
      bgra.putInt(i * 4, value << 24 | value << 16 | value << 8 | 255);
    }
    return PictureLook.of(bgra, WIDTH, HEIGHT);
  }

  @Test
  void anOrdinaryPictureIsFit() {
    assertEquals(Fault.NONE, look(SEED, x -> 40 + x / 2).fault());
    assertEquals(Fault.NONE, look(SEED, x -> x % 40 < 20 ? 30 : 220).fault());
  }

  @Test
  void aCapOrAHandOverTheLensLeavesNothingToSee() {
    assertEquals(Fault.COVERED, look(SEED, _ -> 4).fault());
    assertEquals(Fault.COVERED, look(SEED, x -> 20 + x / 40).fault());
    assertEquals(Fault.COVERED, look(SEED, _ -> 128).fault(), "a surface right before it");
  }

  @Test
  void tooLittleAndTooMuchLightAreTold() {
    assertEquals(Fault.TOO_DARK, look(SEED, x -> x % 40 < 28 ? 5 : 90).fault());
    assertEquals(Fault.TOO_BRIGHT, look(SEED, x -> x < WIDTH / 2 ? 255 : 120).fault());
  }

  @Test
  void twoPicturesOfALivingCameraNeverShareAPrint() {
    PictureLook one = look(SEED, x -> 40 + x / 2);
    assertEquals(one.print(), look(SEED, x -> 40 + x / 2).print());
    assertNotEquals(one.print(), look(SEED + 1, x -> 40 + x / 2).print());
  }
}
