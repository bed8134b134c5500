package dev.handloom.store.mcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// No frame holds more than what its blocks can, and every true frame is let through.
class ZstdFramesTest {
  @Test
  void everyTrueFrameIsLetThrough() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      byte[] plain = new byte[random.nextInt(random.nextBoolean() ? 600 : 600_000)];
      int kinds = 1 + random.nextInt(250);
      for (int i = 0; i < plain.length; i++) {
        plain[i] = (byte) random.nextInt(kinds);
      }
      byte[] packed;
      try (ZstdCompressCtx context = new ZstdCompressCtx()) {
        context.setLevel(random.nextInt(-5, 12));
        context.setChecksum(random.nextBoolean());
        context.setContentSize(random.nextBoolean());
        packed = context.compress(plain);
      }
      long most = ZstdFrames.mostUnpackedBytes(packed, 0, packed.length);
      assertTrue(most >= plain.length, () -> "seed " + seed + ", " + plain.length);
      byte[] twice = Arrays.copyOf(packed, 2 * packed.length);
      System.arraycopy(packed, 0, twice, packed.length, packed.length);
      assertEquals(2 * most, ZstdFrames.mostUnpackedBytes(twice, 0, twice.length));
      byte[] cut = Arrays.copyOf(packed, random.nextInt(1, packed.length));
      assertEquals(
          ZstdFrames.DAMAGED, ZstdFrames.mostUnpackedBytes(cut, 0, cut.length), "seed " + seed);
    }
  }

  @Test
  void whatAFrameClaimsOfItselfIsNotBelieved() {
    byte[] small = Zstd.compress(new byte[100_000]);
    // The content size of a frame that has four bytes for it, if it is a single segment.
    assertEquals(2, (small[4] >> 6) & 3, "four bytes of content size");
    Arrays.fill(small, 5, 9, (byte) 0x7F);
    assertTrue(ZstdFrames.mostUnpackedBytes(small, 0, small.length) <= 128 << 10);
    byte[] none = "json schema".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertEquals(ZstdFrames.DAMAGED, ZstdFrames.mostUnpackedBytes(none, 0, none.length));
  }
}
