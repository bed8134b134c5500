package dev.handloom.store.mcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Frames put together by hand; the blocks of the last ones are linked, as most writers do it.
class Lz4FrameReaderTest {
  private static final int INDEPENDENT = 0x60;
  private static final int LINKED = 0x40;
  private static final int BLOCK_CHECKSUM = 0x10;
  private static final int CONTENT_SIZE = 0x08;
  private static final int CONTENT_CHECKSUM = 0x04;

  @Test
  void storedBlocksAreCopied() throws McapException {
    assertEquals("abcdefgh", unpack(8, frame(INDEPENDENT, stored("abcd"), stored("efgh"))));
  }

  @Test
  void trailersAreSkipped() throws McapException {
    Consumer<RecordAssembler> block =
        out -> {
          stored("abcd").accept(out);
          out.number(0x1234, 4);
        };
    byte[] frame = frame(INDEPENDENT | BLOCK_CHECKSUM | CONTENT_CHECKSUM, block);
    assertEquals("abcd", unpack(4, frame));
  }

  @Test
  void anIndependentBlockIsUnpacked() throws McapException {
    // One literal, a match of eight that repeats it, five literals to end with.
    Consumer<RecordAssembler> block = packed(0x14, 'a', 1, 0, 0x50, 'b', 'c', 'd', 'e', 'f');
    assertEquals("aaaaaaaaabcdef", unpack(14, frame(INDEPENDENT, block)));
    assertEquals("aaaaaaaaabcdef", unpack(14, frame(LINKED, block)));
  }

  @Test
  void aLinkedBlockReachesBackIntoTheOnesBefore() throws McapException {
    // A match of four, eight back; then five literals.
    Consumer<RecordAssembler> block = packed(0x00, 8, 0, 0x50, 'v', 'w', 'x', 'y', 'z');
    assertEquals("abcdefghabcdvwxyz", unpack(17, frame(LINKED, stored("abcdefgh"), block)));
  }

  @Test
  void longLiteralsAndLongOverlappingMatchesAreUnpacked() throws McapException {
    // Fifteen and two literals; a match of 4 + 15 + 255 + 1 of the last two bytes; five literals.
    Consumer<RecordAssembler> block =
        packed(
            0xFF, 2, 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P',
            'Q', 2, 0, 255, 1, 0x50, '1', '2', '3', '4', '5');
    String expected = "..ABCDEFGHIJKLMNOPQ" + "PQ".repeat(137) + "P" + "12345";
    assertEquals(expected, unpack(expected.length(), frame(LINKED, stored(".."), block)));
  }

  @Test
  void framesFollowEachOther() throws McapException {
    byte[] first = frame(LINKED, stored("ab"));
    byte[] second = frame(INDEPENDENT | CONTENT_SIZE, stored("cd"));
    assertEquals("abcd", unpack(4, new RecordAssembler(false).raw(first).raw(second).toBytes()));
  }

  @Test
  void framesThatLieAreRefused() {
    refused(8, frame(LINKED, stored("abcd")), "claims 8 bytes, LZ4 found 4");
    refused(3, frame(LINKED, stored("abcd")), "damaged");
    refused(4, frame(0x80, stored("abcd")), "damaged");
    refused(4, frame(LINKED | 1, stored("abcd")), "damaged");
    refused(4, new byte[] {4, 34, 77}, "damaged");
    // Matches that reach before the start, nowhere, or past the end.
    refused(11, frame(LINKED, stored("ab"), packed(0x00, 3, 0, 0x50, 1, 2, 3, 4, 5)), "damaged");
    refused(11, frame(LINKED, stored("ab"), packed(0x00, 0, 0, 0x50, 1, 2, 3, 4, 5)), "damaged");
    refused(11, frame(LINKED, stored("ab"), packed(0x0F, 1, 0, 255, 255, 1)), "damaged");
    refused(11, frame(LINKED, stored("ab"), packed(0xF0, 255, 255)), "damaged");
    refused(11, frame(LINKED, stored("ab"), packed(0x00, 1)), "damaged");
  }

  @Test
  void noBytesBringItDown() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      int[] noise = random.ints(random.nextInt(30), 0, 256).toArray();
      for (int i = 0; i < noise.length; i++) {
        noise[i] = random.nextInt(3) == 0 ? random.nextInt(4) : noise[i];
      }
      try {
        unpack(random.nextInt(600), frame(LINKED, stored("abcdefgh"), packed(noise)));
      } catch (McapException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + " round " + round, e);
      }
    }
    assertTrue(refused > 0);
  }

  private static Consumer<RecordAssembler> stored(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return out -> out.number(bytes.length | 0x8000_0000, 4).raw(bytes);
  }

  private static Consumer<RecordAssembler> packed(int... bytes) {
    return out -> {
      out.number(bytes.length, 4);
      for (int value : bytes) {
        out.number(value, 1);
      }
    };
  }

  @SafeVarargs
  private static byte[] frame(int flags, Consumer<RecordAssembler>... blocks) {
    RecordAssembler out = new RecordAssembler(false).number(0x184D2204, 4).number(flags, 1);
    out.number(0x40, 1);
    if ((flags & CONTENT_SIZE) != 0) {
      out.number(0, 8);
    }
    out.number(0, 1);
    for (Consumer<RecordAssembler> block : blocks) {
      block.accept(out);
    }
    out.number(0, 4);
    if ((flags & CONTENT_CHECKSUM) != 0) {
      out.number(0, 4);
    }
    return out.toBytes();
  }

  private static String unpack(int length, byte[] frame) throws McapException {
    byte[] target = new byte[length];
    RecordCursor names = new RecordCursor(MemorySegment.ofArray(frame), 0, 0, "Chunk", 0);
    new Lz4FrameReader().read(frame, 0, frame.length, target, names);
    return new String(target, StandardCharsets.UTF_8);
  }

  private static void refused(int length, byte[] frame, String problem) {
    McapException refused = assertThrows(McapException.class, () -> unpack(length, frame));
    assertTrue(refused.problem().contains(problem), refused::getMessage);
  }
}
