package dev.handloom.store.mcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class McapRoundTripTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Compression.class)
  void everyMessageComesBack(Compression compression) throws IOException {
    Recording recording =
        new Recording(
            McapWriterOptions.recording().withCompression(compression).withChunkLimitBytes(2000),
            1,
            500,
            42);
    Path file = folder.resolve("a.mcap");
    Files.write(file, recording.bytes);
    assertEquals(recording.messages, Recording.streamed(recording.bytes));
    List<String> indexed = Recording.indexed(file, MessageQuery.all());
    assertEquals(recording.messages.size(), indexed.size());
    assertTrue(indexed.containsAll(recording.messages));
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      assertTrue(reader.chunkIndexes().size() > 5, "the limit makes chunks");
      for (McapRecord.ChunkIndex chunk : reader.chunkIndexes()) {
        assertEquals(compression.id(), chunk.compression());
        assertTrue(chunk.uncompressedBytes() < 2000 + 100);
      }
      McapRecord.Statistics statistics = reader.statistics();
      assertNotNull(statistics);
      assertEquals(500, statistics.messageCount());
      assertEquals(Map.of(1, 333L, 2, 167L), statistics.channelMessageCounts());
      assertEquals("handloom", reader.header().library());
      McapRecord.Channel left = reader.channel(1);
      assertEquals(Map.of("hand", "left"), left.metadata());
      McapRecord.Schema schema = reader.schema(left);
      assertNotNull(schema);
      assertEquals("Walk", schema.name());
      assertNull(reader.schema(reader.channel(2)));
    }
  }

  /// Larger than a chunk, than an LZ4 block and than any buffer to start with; noise and zeros.
  @ParameterizedTest
  @EnumSource(Compression.class)
  void largeMessagesComeBack(Compression compression) throws IOException {
    byte[] noise = new byte[9 << 20];
    new Random(3).nextBytes(noise);
    byte[] zeros = new byte[9 << 20];
    Path file = folder.resolve("large.mcap");
    try (McapWriter writer =
        McapWriter.create(file, McapWriterOptions.recording().withCompression(compression))) {
      int channel = writer.channel(0, "camera", "raw", Map.of());
      for (byte[] data : List.of(noise, zeros, new byte[0])) {
        writer.message(channel, 0, 1, 1, ByteBuffer.wrap(data));
      }
    }
    List<byte[]> found = new ArrayList<>();
    List<String> compressions = new ArrayList<>();
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      MessageCursor messages = reader.messages(MessageQuery.all());
      McapRecord.Message message;
      while ((message = messages.next()) != null) {
        found.add(message.copyData());
      }
      reader.chunkIndexes().forEach(chunk -> compressions.add(chunk.compression()));
    }
    assertEquals(3, found.size());
    assertTrue(Arrays.equals(noise, found.get(0)));
    assertTrue(Arrays.equals(zeros, found.get(1)));
    assertEquals(0, found.get(2).length);
    // Noise does not shrink; the empty message alone makes a chunk too small to shrink.
    assertEquals(List.of("", compression.id(), ""), compressions);
  }

  @Test
  void messagesComeFromAnyKindOfMemory() throws IOException {
    MemoryOutput output = new MemoryOutput();
    byte[] bytes = {9, 1, 2, 3, 9};
    try (Arena arena = Arena.ofConfined();
        McapWriter writer = McapWriter.over(output, McapWriterOptions.recording())) {
      int channel = writer.channel(0, "t", "raw", Map.of());
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      writer.message(channel, 0, 1, 1, memory.asSlice(1), 3);
      writer.message(channel, 0, 1, 1, MemorySegment.ofArray(bytes).asSlice(1), 3);
      writer.message(channel, 0, 1, 1, bytes, 1, 3);
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, 3);
      writer.message(channel, 0, 1, 1, buffer);
      assertEquals(1, buffer.position(), "stays where it was");
      ByteBuffer direct = ByteBuffer.allocateDirect(5).put(bytes).flip().position(1).limit(4);
      writer.message(channel, 0, 1, 1, direct);
      assertEquals(5, writer.messageCount());
      assertThrows(
          IndexOutOfBoundsException.class, () -> writer.message(channel, 0, 1, 1, memory, 6));
      assertThrows(
          IllegalArgumentException.class, () -> writer.message(channel + 1, 0, 1, 1, memory, 1));
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      expected.add("Message 1 0 1 1 010203");
    }
    assertEquals(expected, Recording.streamed(output.bytes()));
  }

  /// Garbage on the capture path is a pause later; a few objects per chunk are not.
  @ParameterizedTest
  @EnumSource(Compression.class)
  void aRunningWriterAllocatesNothingPerMessage(Compression compression) throws IOException {
    int perRound = 30_000;
    Path file = folder.resolve("steady.mcap");
    try (Arena arena = Arena.ofConfined();
        McapWriter writer =
            McapWriter.create(file, McapWriterOptions.recording().withCompression(compression))) {
      int channel = writer.channel(0, "t", "raw", Map.of());
      MemorySegment data = arena.allocate(100);
      long perMessage = Long.MAX_VALUE;
      // The first rounds fill buffers and let the compiler at it.
      for (int round = 0; round < 5; round++) {
        long before = Allocations.ofThisThread();
        for (int i = 0; i < perRound; i++) {
          writer.message(channel, i, i, i, data, 100);
        }
        perMessage = Math.min(perMessage, (Allocations.ofThisThread() - before) / perRound);
      }
      assertEquals(0, perMessage, "bytes");
    }
  }

  @Test
  void unsignedNumbersComeBack() throws IOException {
    MemoryOutput output = new MemoryOutput();
    try (McapWriter writer = McapWriter.over(output, McapWriterOptions.recording())) {
      int channel = writer.channel(0, "t", "raw", Map.of());
      writer.message(channel, 0xFFFF_FFFFL, -2, Long.MIN_VALUE, new byte[0], 0, 0);
      writer.message(channel, 1L << 32, 3, 4, new byte[0], 0, 0);
      McapRecord.Statistics statistics = writer.statistics();
      assertEquals(0, statistics.messageCount(), "the open chunk does not count yet");
      writer.flush();
      assertEquals(3, writer.statistics().startNanos());
      assertEquals(-2, writer.statistics().endNanos());
    }
    try (McapReader reader =
        McapReader.open(
            Channels.newChannel(new ByteArrayInputStream(output.bytes())),
            McapReaderOptions.strict())) {
      List<McapRecord.Message> found = new ArrayList<>();
      McapRecord record;
      while ((record = reader.next()) != null) {
        if (record instanceof McapRecord.Message message) {
          found.add(message);
        }
      }
      assertEquals(0xFFFF_FFFFL, found.get(0).sequence());
      assertEquals(-2, found.get(0).logTimeNanos());
      assertEquals(Long.MIN_VALUE, found.get(0).publishTimeNanos());
      assertEquals(0, found.get(1).sequence(), "the low 32 bits");
    }
  }

  @Test
  void aFileIsNeverOverwritten() throws IOException {
    Path file = folder.resolve("there.mcap");
    Files.writeString(file, "precious");
    assertThrows(
        FileAlreadyExistsException.class,
        () -> McapWriter.create(file, McapWriterOptions.recording()).close());
    assertEquals("precious", Files.readString(file));
  }
}
