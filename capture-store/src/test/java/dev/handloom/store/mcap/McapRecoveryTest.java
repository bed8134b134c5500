package dev.handloom.store.mcap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class McapRecoveryTest {
  private static final int CHUNKS = 3;
  private static final int PER_CHUNK = 9;

  /// Each recovery waits for the disk, so only every twenty-ninth place is tried, each
  /// compression's shifted against the others'. `-Dhandloom.stride=1` tries all.
  private static final int STRIDE = Integer.getInteger("handloom.stride", 29);

  @TempDir Path folder;

  private static Recording recording(Compression compression) throws IOException {
    return new Recording(
        McapWriterOptions.recording().withCompression(compression), CHUNKS, PER_CHUNK, 20261121);
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aFileCutAnywhereKeepsExactlyItsWholeChunks(Compression compression) throws IOException {
    Recording recording = recording(compression);
    List<Long> chunkEnds = chunkEnds(recording);
    for (int cut : places(recording, 0, compression)) {
      Path file = folder.resolve("cut.mcap");
      Files.write(file, Arrays.copyOf(recording.bytes, cut));
      int wholeChunks = 0;
      while (wholeChunks < chunkEnds.size() && chunkEnds.get(wholeChunks) <= cut) {
        wholeChunks++;
      }
      List<String> expected = recording.messages.subList(0, PER_CHUNK * wholeChunks);

      RecoveryReport foreseen = McapRecovery.inspect(file);
      assertEquals(cut, Files.size(file), "looking changes nothing");
      RecoveryReport report = McapRecovery.recover(file);

      String where = compression + " cut at " + cut;
      assertEquals(foreseen, report, where);
      assertFalse(report.wasWhole(), where);
      assertEquals(expected.size(), report.messages(), where);
      assertEquals(wholeChunks, report.chunks(), where);
      assertEquals(cut, report.keptBytes() + report.droppedBytes(), where);
      assertEquals(expected, Recording.streamed(Files.readAllBytes(file)), where);
      assertEquals(
          new HashSet<>(expected),
          new HashSet<>(Recording.indexed(file, MessageQuery.all())),
          where);
      assertTrue(McapRecovery.recover(file).wasWhole(), where + ": whole afterwards");
      assertEquals(List.of(), McapVerifier.verify(file).problems(), where);
    }
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aFlippedByteCostsAtMostItsOwnChunk(Compression compression) throws IOException {
    Recording recording = recording(compression);
    List<Long> chunkEnds = chunkEnds(recording);
    for (int at : places(recording, Opcode.MAGIC_BYTES, compression)) {
      byte[] damaged = recording.bytes.clone();
      damaged[at] ^= (byte) 0xA5;
      Path file = folder.resolve("damaged.mcap");
      Files.write(file, damaged);
      String where = compression + " damaged at " + at;

      RecoveryReport report = McapRecovery.recover(file);

      assertFalse(report.wasWhole(), where);
      List<String> streamed = Recording.streamed(Files.readAllBytes(file));
      assertEquals(streamed.size(), report.messages(), where);
      assertEquals(
          new HashSet<>(streamed),
          new HashSet<>(Recording.indexed(file, MessageQuery.all())),
          where);
      assertTrue(recording.messages.containsAll(streamed), where + ": nothing is invented");
      Set<String> lost = new HashSet<>(recording.messages);
      lost.removeAll(new HashSet<>(streamed));
      assertTrue(lost.size() == 0 || lost.size() == PER_CHUNK, where + ": lost " + lost.size());
      if (!lost.isEmpty()) {
        int first = recording.messages.indexOf(lost.iterator().next()) / PER_CHUNK;
        assertTrue(at < chunkEnds.get(first), where);
        assertTrue(first == 0 || at >= chunkEnds.get(first - 1), where);
        assertTrue(
            recording
                .messages
                .subList(PER_CHUNK * first, PER_CHUNK * (first + 1))
                .containsAll(lost),
            where);
      }
      assertTrue(McapRecovery.recover(file).wasWhole(), where + ": whole afterwards");
      assertEquals(List.of(), McapVerifier.verify(file).problems(), where);
    }
  }

  @Test
  void aWholeFileIsNotTouched() throws IOException {
    Recording recording = recording(Compression.ZSTD);
    Path file = folder.resolve("whole.mcap");
    Files.write(file, recording.bytes);
    RecoveryReport report = McapRecovery.recover(file);
    assertTrue(report.wasWhole());
    assertEquals(CHUNKS * PER_CHUNK, report.messages());
    assertEquals(0, report.droppedBytes());
    assertArrayEquals(recording.bytes, Files.readAllBytes(file));
  }

  @Test
  void aSummaryThatIsSaidToBeginLaterIsWrittenAnew() throws IOException {
    Recording recording = recording(Compression.ZSTD);
    byte[] bytes = recording.bytes.clone();
    ByteBuffer footer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int body = bytes.length - Opcode.MAGIC_BYTES - Opcode.FOOTER_BODY_BYTES;
    int summary = (int) footer.getLong(body);
    // The first record of the summary is stepped over, and is none that may stand there.
    footer.putLong(body, summary + Opcode.HEAD_BYTES + footer.getLong(summary + 1));
    footer.putInt(body + 16, 0);
    bytes[summary] = Opcode.HEADER;
    Path file = folder.resolve("later.mcap");
    Files.write(file, bytes);
    assertFalse(McapRecovery.recover(file).wasWhole());
    assertEquals(recording.messages, Recording.streamed(Files.readAllBytes(file)));
    assertEquals(List.of(), McapVerifier.verify(file).problems());
  }

  @Test
  void aTailOfZerosIsCutOff() throws IOException {
    Recording recording = recording(Compression.ZSTD);
    int flushed = (int) recording.flushes.getLast().fileBytes();
    Path file = folder.resolve("zeros.mcap");
    Files.write(file, Arrays.copyOf(Arrays.copyOf(recording.bytes, flushed), flushed + 5000));
    RecoveryReport report = McapRecovery.recover(file);
    assertEquals((CHUNKS - 1) * PER_CHUNK, report.messages());
    assertEquals(5000, report.droppedBytes());
    assertEquals(flushed, report.keptBytes());
    assertEquals((CHUNKS - 1) * PER_CHUNK, Recording.indexed(file, MessageQuery.all()).size());
  }

  @Test
  void metadataAndAttachmentsAreIndexedAgain() throws IOException {
    Recording recording = recording(Compression.LZ4);
    Path file = folder.resolve("cut.mcap");
    Files.write(file, Arrays.copyOf(recording.bytes, recording.bytes.length - 1));
    McapRecovery.recover(file);
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      assertEquals("arrival", reader.metadata("convention").getFirst().entries().get("log_time"));
      McapRecord.Attachment notes = reader.attachment(reader.attachmentIndexes().getFirst());
      assertEquals("notes", StandardCharsets.UTF_8.decode(notes.data()).toString());
    }
  }

  /// The first chunk describes the channels of all that follow.
  @Test
  void laterMessagesKeepTheirChannelsWhenTheFirstChunkIsLost() throws IOException {
    Recording recording = recording(Compression.ZSTD);
    int firstChunkEnd = Math.toIntExact(chunkEnds(recording).getFirst());
    for (boolean finished : new boolean[] {true, false}) {
      byte[] damaged = Arrays.copyOf(recording.bytes, recording.bytes.length - (finished ? 0 : 1));
      damaged[firstChunkEnd - 1] ^= 1;
      Path file = folder.resolve(finished + ".mcap");
      Files.write(file, damaged);
      RecoveryReport report = McapRecovery.recover(file);
      assertEquals(PER_CHUNK * (CHUNKS - 1), report.messages());
      assertEquals(List.of(), McapVerifier.verify(file).problems(), "also for a streaming reader");
      try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
        assertEquals(
            finished
                ? List.of("left", "right")
                // Nothing knows their names any more.
                : List.of("lost/channel-1", "lost/channel-2"),
            reader.channels().values().stream().map(McapRecord.Channel::topic).toList());
      }
    }
  }

  @Test
  void aFileOfAnotherKindIsRefusedAndLeftAlone() throws IOException {
    Path file = folder.resolve("letter.txt");
    Files.writeString(file, "Dear library,");
    McapException refused = assertThrows(McapException.class, () -> McapRecovery.recover(file));
    assertEquals(0, refused.offset());
    assertEquals("Dear library,", Files.readString(file));
  }

  /// The first places, the last ones, those around each chunk's end, and some between.
  private static List<Integer> places(Recording recording, int from, Compression compression)
      throws IOException {
    int length = recording.bytes.length;
    Set<Integer> places = new TreeSet<>();
    for (int at = from + compression.ordinal() * STRIDE / 3; at < length; at += STRIDE) {
      places.add(at);
    }
    List<Long> edges = new ArrayList<>(chunkEnds(recording));
    edges.addAll(List.of((long) from, (long) length));
    for (long edge : edges) {
      for (int at = (int) edge - 2; at <= edge + 2; at++) {
        places.add(at);
      }
    }
    places.removeIf(at -> at < from || at >= length);
    return List.copyOf(places);
  }

  /// Where each chunk ends, its indexes not counted.
  private static List<Long> chunkEnds(Recording recording) throws IOException {
    List<Long> ends = new ArrayList<>();
    try (McapReader reader =
        McapReader.open(
            new ByteArrayInputStream(recording.bytes),
            McapReaderOptions.strict().withChunksPacked())) {
      McapRecord record;
      boolean afterChunk = false;
      while ((record = reader.next()) != null) {
        if (afterChunk) {
          ends.add(reader.offset());
        }
        afterChunk = record instanceof McapRecord.Chunk;
      }
    }
    return ends;
  }
}
