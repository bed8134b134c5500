package dev.handloom.store.jxl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What can be tried depends on whether this machine has libjxl; what is said must be right on
/// both.
class JpegXlTest {
  private static final int WIDTH = 8;
  private static final int HEIGHT = 6;

  /// Packed without loss by imagecodecs 2024.6.1; its colours are 30 x, 40 y, 10 (x + y).
  private static final byte[] ONE =
      Base64.getDecoder()
          .decode(
              "/wooMBAJCAQBAOAASyg1xt4+CgoCCuQ5xuDJMcjtAUTYwAwAfBgAnzoA+EsGHh4B6Oq2/ZFszP8k2f1L8t8E"
                  + "/gHG/wE=");

  /// The same and its mirror image, as one piece of two rows is packed.
  private static final byte[] TWO =
      Base64.getDecoder()
          .decode(
              "/wooMEETAIgJCAQBAOAASyg1xt4+CgoCCuQ5xuDJMcjtAUTYwAwAfBgAnzoA+EsGHh4B6Oq2/ZFszP8k2f1L"
                  + "8t8E/gHG/wEIBAUANAFLGJOOg4MpRkasjMFzIMZgFYgxOsYYGYMlt6DKDyBuJQYA2KGTjKIghxdDIKC8"
                  + "TIDQSQoBypAHklbzqzpVtVJ/qur831fVqSr4q1NVAQ==");

  private static JpegXl library() {
    Optional<JpegXl> library = JpegXl.find();
    assumeTrue(library.isPresent(), "libjxl is not installed here");
    return library.orElseThrow();
  }

  private static byte[] picture(boolean mirrored) {
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int from = mirrored ? WIDTH - 1 - x : x;
        int at = 3 * (y * WIDTH + x);
        rgb[at] = (byte) (30 * from);
        rgb[at + 1] = (byte) (40 * y);
        rgb[at + 2] = (byte) (10 * (from + y));
      }
    }
    return rgb;
  }

  @Test
  void whereItIsNotInstalledNothingIsFound() {
    assertTrue(JpegXl.first(List.of("no-such-libjxl.so", "/no/such/folder/libjxl.so")).isEmpty());
  }

  @Test
  void anotherLibraryIsNotTakenForIt() {
    assumeTrue(System.getProperty("os.name", "").equals("Linux"), "The name is Linux's");
    assertTrue(JpegXl.first(List.of("libc.so.6")).isEmpty());
  }

  @Test
  void theNewestIsLookedForFirst() {
    assertEquals("libjxl.so.0.12", JpegXl.names("Linux").getFirst());
    assertTrue(JpegXl.names("Linux").containsAll(List.of("libjxl.so.0.7", "libjxl.so")));
    assertTrue(JpegXl.names("Mac OS X").contains("/opt/homebrew/lib/libjxl.dylib"));
    assertEquals("jxl.dll", JpegXl.names("Windows 11").getFirst());
  }

  @Test
  void whatToInstallIsSaidForEachSystem() {
    assertTrue(JpegXl.advice("Linux").contains("libjxl0.7"), JpegXl.advice("Linux"));
    assertTrue(JpegXl.advice("Mac OS X").contains("brew install jpeg-xl"));
    assertTrue(JpegXl.advice("Windows 11").contains("jxl.dll"));
  }

  @Test
  void picturesAreUnpackedToTheLastBit() throws Exception {
    JpegXl library = library();
    assertArrayEquals(picture(false), library.unpack(ONE, 1, HEIGHT, WIDTH));
    byte[] two = library.unpack(TWO, 2, HEIGHT, WIDTH);
    assertArrayEquals(picture(false), Arrays.copyOf(two, two.length / 2));
    assertArrayEquals(picture(true), Arrays.copyOfRange(two, two.length / 2, two.length));
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() {
    JpegXl library = library();
    String turned = refused(library, ONE, 1, WIDTH, HEIGHT);
    assertTrue(turned.contains("8 × 6") && turned.contains("6 × 8"), turned);
    assertTrue(refused(library, ONE, 2, HEIGHT, WIDTH).contains("must have 2"));
    assertTrue(refused(library, TWO, 1, HEIGHT, WIDTH).contains("more pictures"));
  }

  @Test
  void whatIsDamagedIsRefused() {
    JpegXl library = library();
    for (int length = 0; length < ONE.length - 1; length++) {
      refused(library, Arrays.copyOf(ONE, length), 1, HEIGHT, WIDTH);
    }
    Random random = new Random(20261122);
    for (int i = 0; i < 50; i++) {
      byte[] garbage = new byte[1 + random.nextInt(400)];
      random.nextBytes(garbage);
      refused(library, garbage, 1, HEIGHT, WIDTH);
    }
    byte[] claims = {(byte) 0xFF, 0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1, 2};
    refused(library, claims, 1, HEIGHT, WIDTH);
  }

  private static String refused(JpegXl library, byte[] packed, int frames, int height, int width) {
    return String.valueOf(
        assertThrows(
                JxlException.class,
                () -> library.unpack(packed, frames, height, width),
                "of " + packed.length + " bytes")
            .getMessage());
  }
}
