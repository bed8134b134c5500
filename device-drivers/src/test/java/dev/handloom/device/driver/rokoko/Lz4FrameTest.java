package dev.handloom.device.driver.rokoko;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;

/// Frames made by the reference library (liblz4 through its Python binding).
class Lz4FrameTest {
  private static final String SCENE =
      "{\"version\":3,\"fps\":60,\"scene\":{\"timestamp\":1.5,\"actors\":[]}}";
  private static final String SCENE_FRAME =
      "04224d1868403c00000000000000333c0000807b2276657273696f6e223a332c22667073223a36302c227363656e65"
          + "223a7b2274696d657374616d70223a312e352c226163746f7273223a5b5d7d7d00000000";
  private static final String HELLO_FRAME =
      "04224d187440bd100000006f68656c6c6f200600d250656c6c6f2061a5c69400000000159e86f0";

  /// "Handloom " 8000 times in two blocks of which the second refers to the first.
  private static final String LINKED_FRAME =
      "04224d185c40401901000000000011130100009f48616e646c6f6f6d200900"
          + "ff".repeat(256)
          + "df506e646c6f6f21fbbae8230000000f0900"
          + "ff".repeat(25)
          + "41506c6f6f6d20c6e71e700000000040cadc23";

  private final byte[] into = new byte[100_000];

  private String unpack(String hex) {
    byte[] frame = HexFormat.of().parseHex(hex);
    int size = Lz4Frame.unpack(frame, frame.length, into);
    return size < 0 ? "bad" : new String(into, 0, size, StandardCharsets.US_ASCII);
  }

  @Test
  void unpacksWhatTheReferencePacks() {
    assertEquals(SCENE, unpack(SCENE_FRAME));
    assertEquals("hello ".repeat(40), unpack(HELLO_FRAME));
    assertEquals("Handloom ".repeat(8000), unpack(LINKED_FRAME));
  }

  @Test
  void everyChangedByteOfACheckedFrameIsNoticed() {
    byte[] frame = HexFormat.of().parseHex(HELLO_FRAME);
    for (int at = 0; at < frame.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = frame.clone();
        changed[at] ^= (byte) (1 << bit);
        int size = Lz4Frame.unpack(changed, changed.length, into);
        assertEquals(Lz4Frame.BAD, size, "byte " + at + " bit " + bit);
      }
    }
    for (int cut = 0; cut < frame.length; cut++) {
      assertEquals(Lz4Frame.BAD, Lz4Frame.unpack(frame, cut, into), "cut at " + cut);
    }
  }

  @Test
  void aFrameThatWouldBeTooLargeIsBad() {
    byte[] frame = HexFormat.of().parseHex(LINKED_FRAME);
    assertEquals(Lz4Frame.BAD, Lz4Frame.unpack(frame, frame.length, new byte[71_999]));
    assertEquals(72_000, Lz4Frame.unpack(frame, frame.length, new byte[72_000]));
  }

  @Test
  void agreesWithTheLibraryOnWhateverItPacks() throws Exception {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      byte[] plain = new byte[random.nextInt(90_000)];
      for (int i = 0; i < plain.length; i++) {
        plain[i] = (byte) (random.nextInt(9) < 7 && i > 20 ? plain[i - 17] : random.nextInt(30));
      }
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (var out = new LZ4FrameOutputStream(packed, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB)) {
        out.write(plain);
      }
      byte[] frame = packed.toByteArray();
      int size = Lz4Frame.unpack(frame, frame.length, into);
      assertArrayEquals(plain, Arrays.copyOf(into, Math.max(0, size)), "round " + round);
    }
  }

  @Test
  void noiseInBlocksNeverEscapes() {
    Random random = new Random(5);
    for (int round = 0; round < 3000; round++) {
      byte[] noise = new byte[20 + random.nextInt(200)];
      random.nextBytes(noise);
      byte[] head = HexFormat.of().parseHex("04224d18604082");
      System.arraycopy(head, 0, noise, 0, head.length);
      noise[7] = (byte) (noise.length - 15);
      noise[8] = 0;
      noise[9] = 0;
      noise[10] = 0;
      int size = Lz4Frame.unpack(noise, noise.length, into);
      assertTrue(size >= Lz4Frame.BAD && size <= into.length);
    }
  }
}
