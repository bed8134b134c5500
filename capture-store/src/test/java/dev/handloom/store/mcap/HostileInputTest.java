package dev.handloom.store.mcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that lie, and what they are told.
class HostileInputTest {
  @TempDir Path folder;

  @Test
  void anotherKindOfFileIsNamed() {
    refused(new byte[0], "does not start as an MCAP", 0);
    refused("PK\3\4 not this time".getBytes(StandardCharsets.UTF_8), "start", 0);
    byte[] laterVersion = new RecordAssembler(false).magic().toBytes();
    laterVersion[5] = '1';
    refused(laterVersion, "does not start as an MCAP", 0);
  }

  @Test
  void theHeaderComesFirstAndOnce() {
    refused(start(out -> out.dataEnd(0)), "not a Header but a DataEnd", 8);
    refused(afterHeader(out -> out.header("", "")), "second Header", 25);
  }

  @ParameterizedTest
  @ValueSource(longs = {257L << 20, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void aHugeRecordIsRefusedBeforeMemoryIsTaken(long length) {
    for (int opcode : new int[] {0x03, 0x05, 0x06, 0x09, 0x0C, 0x77}) {
      refused(afterHeader(out -> out.number(opcode, 1).number(length, 8)), "claims", 25);
    }
  }

  @Test
  void aLongRecordThatIsNotThereTakesNoMemoryEither() {
    byte[] file = afterHeader(out -> out.number(0x05, 1).number(200L << 20, 8));
    long before = Allocations.ofThisThread();
    refused(file, "ends within it", 25);
    assertTrue(Allocations.ofThisThread() - before < 10L << 20);
  }

  @Test
  void lengthsWithinRecordsAreChecked() {
    for (long lie : new long[] {4, 1000, 0x7FFF_FFFFL, 0xFFFF_FFFFL}) {
      Consumer<RecordAssembler> body = out -> out.number(1, 2).number(lie, 4).raw(new byte[3]);
      refused(afterHeader(out -> out.record(0x03, body)), "Schema: name needs", 25);
      refused(
          afterHeader(out -> out.record(0x04, in -> in.number(1, 2).number(0, 2).number(lie, 4))),
          "Channel: topic needs",
          25);
      refused(
          afterHeader(out -> out.record(0x0C, in -> in.text("m").number(lie, 4))),
          "Metadata: metadata needs",
          25);
      refused(
          afterHeader(out -> out.record(0x0B, in -> in.raw(new byte[42]).number(lie, 4))),
          "Statistics: channel_message_counts needs",
          25);
    }
    refused(afterHeader(out -> out.record(0x05, in -> in.number(1, 2))), "Message: sequence", 25);
    refused(
        afterHeader(
            out -> out.record(0x09, in -> in.raw(new byte[16]).text("n").text("t").number(-1, 8))),
        "Attachment: data needs 18446744073709551615",
        25);
    refused(
        afterHeader(out -> out.record(0x03, in -> in.number(0, 2).text("").text("").number(0, 4))),
        "Schema: the id 0",
        25);
  }

  @Test
  void chunksThatLieAreRefused() {
    byte[] records = new RecordAssembler(false).header("", "").toBytes();
    for (long lie : new long[] {-1, Long.MAX_VALUE, 1L << 40, 300L << 20}) {
      for (Compression compression : Compression.values()) {
        refused(
            afterHeader(out -> out.chunk(0, 0, compression.id(), lie, records)),
            "Chunk: claims to unpack to",
            25);
      }
    }
    refused(afterHeader(out -> out.chunk(0, 0, "lz4", 200L << 20, records)), "LZ4 cannot hold", 25);
    refused(afterHeader(out -> out.chunk(0, 0, "", 5, records)), "but claims 5", 25);
    refused(afterHeader(out -> out.chunk(0, 0, "bz2\n", 5, records)), "compression \"bz2?\"", 25);
    refused(afterHeader(out -> out.chunk(0, 0, "lz4", 50, records)), "LZ4 frame is damaged", 25);
    refused(afterHeader(out -> out.chunk(0, 0, "zstd", 50, records)), "zstd cannot unpack", 25);
    byte[] packed = Zstd.compress(new byte[1000]);
    for (long lie : new long[] {999, 1001}) {
      refused(
          afterHeader(out -> out.chunk(0, 0, "zstd", lie, packed)), "its zstd frame has 1000", 25);
    }
    refused(
        afterHeader(out -> out.chunk(0, 0, "zstd", 200L << 20, packed)),
        "zstd can have packed 131072 at most",
        25);
    refused(afterHeader(out -> out.chunk(0, 0, "", records.length, 1, records)), "checksum", 25);
    byte[] nested = new RecordAssembler(false).chunk(0, 0, "", 0, new byte[0]).toBytes();
    refused(afterHeader(out -> out.chunk(0, 0, "", nested.length, nested)), "another chunk", 25);
    byte[] cut = Arrays.copyOf(records, records.length - 1);
    refused(afterHeader(out -> out.chunk(0, 0, "", cut.length, cut)), "Header at 0 needs", 25);
    byte[] rest = Arrays.copyOf(records, 4);
    refused(afterHeader(out -> out.chunk(0, 0, "", 4, rest)), "no whole record", 25);
  }

  @Test
  void wrongChecksumsAreFoundUnlessTheCallerDoesNotCare() throws IOException {
    McapRecord.Attachment attachment =
        new McapRecord.Attachment(1, 2, "n", "t", ByteBuffer.wrap(new byte[] {1}));
    byte[] file = afterHeader(out -> out.attachment(attachment).dataEnd(0).footer(0, 0, 0).magic());
    read(file, McapReaderOptions.strict());
    byte[] damaged = file.clone();
    damaged[25 + 9] ^= 1;
    refused(damaged, "checksum of \"n\"", 25);
    read(damaged, McapReaderOptions.strict().withoutCrcChecks());

    refused(afterHeader(out -> out.dataEnd(1)), "checksum of the data section", 25);
    refused(
        afterHeader(out -> out.dataEnd(0).footer(0, 0, 1).magic()), "checksum of the summary", 38);
    refused(afterHeader(out -> out.dataEnd(0).footer(0, 0, 0)), "does not end as", 67);
    refused(afterHeader(out -> out.dataEnd(0)), "without a footer", 38);
    refused(afterHeader(out -> out.number(0, 1).number(0, 8)), "kind 0x00", 25);
    refused(afterHeader(out -> out.record(0x0F, in -> in.number(0, 5))), "DataEnd: of 5", 25);
  }

  /// Whatever the damage, a reader either reads or says [McapException]; nothing else.
  @ParameterizedTest
  @EnumSource(Compression.class)
  void noDamageBringsAReaderDown(Compression compression) throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] whole =
        new Recording(McapWriterOptions.recording().withCompression(compression), 3, 9, 5).bytes;
    Path path = folder.resolve("damaged.mcap");
    McapReaderOptions strict = McapReaderOptions.strict().withMaxRecordBytes(1 << 20);
    McapReaderOptions trusting = strict.withoutCrcChecks();
    Map<String, Integer> outcomes = new HashMap<>();
    for (int round = 0; round < 3000; round++) {
      byte[] damaged =
          random.nextInt(4) == 0
              ? Arrays.copyOf(whole, random.nextInt(whole.length))
              : whole.clone();
      for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
        damaged[random.nextInt(damaged.length)] =
            (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(3) - 1);
      }
      Files.write(path, damaged);
      try {
        outcomes.merge(attempt(() -> read(damaged, trusting)), 1, Integer::sum);
        outcomes.merge(attempt(() -> read(damaged, strict)), 1, Integer::sum);
        outcomes.merge(attempt(() -> readIndexed(path, trusting)), 1, Integer::sum);
        if (round % 4 == 0) {
          attempt(() -> McapVerifier.verify(path));
        }
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + " round " + round, e);
      }
    }
    assertEquals(Set.of("read", "refused"), outcomes.keySet(), "both happen");
  }

  private interface Reading {
    void run() throws IOException;
  }

  private static String attempt(Reading reading) throws IOException {
    try {
      reading.run();
      return "read";
    } catch (McapException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("at byte " + e.offset()));
      return "refused";
    }
  }

  private static void readIndexed(Path path, McapReaderOptions options) throws IOException {
    try (IndexedMcapReader reader = IndexedMcapReader.open(path, options)) {
      MessageCursor messages = reader.messages(MessageQuery.all());
      McapRecord.Message message;
      do {
        message = messages.next();
      } while (message != null);
      for (McapRecord.AttachmentIndex index : reader.attachmentIndexes()) {
        assertNotNull(reader.attachment(index));
      }
      for (McapRecord.MetadataIndex index : reader.metadataIndexes()) {
        assertNotNull(reader.metadata(index));
      }
    }
  }

  private static byte[] start(Consumer<RecordAssembler> rest) {
    RecordAssembler out = new RecordAssembler(false).magic();
    rest.accept(out);
    return out.toBytes();
  }

  /// The header ends at byte 25.
  private static byte[] afterHeader(Consumer<RecordAssembler> rest) {
    return start(out -> {
      out.header("", "");
      rest.accept(out);
    });
  }

  private static void refused(byte[] file, String problem, long offset) {
    McapException refused =
        assertThrows(McapException.class, () -> read(file, McapReaderOptions.strict()));
    assertTrue(refused.problem().contains(problem), refused::getMessage);
    assertEquals(offset, refused.offset(), refused.getMessage());
  }

  private static void read(byte[] file, McapReaderOptions options) throws IOException {
    try (McapReader reader = McapReader.open(new ByteArrayInputStream(file), options)) {
      McapRecord record;
      do {
        record = reader.next();
      } while (record != null);
    }
  }
}
