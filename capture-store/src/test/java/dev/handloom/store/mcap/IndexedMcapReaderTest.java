package dev.handloom.store.mcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexedMcapReaderTest {
  private static final String[] TOPICS = {"a", "b", "c"};

  private record Written(String topic, long logTime, long sequence) {}

  @TempDir Path folder;

  /// Times jump to and fro over many chunks; every query must say what a plain filter says.
  @Test
  void everyQueryAnswersAsAFilterWould() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Compression> compressions = List.of(Compression.values());
    for (int round = 0; round < 12; round++) {
      Set<McapFeature> features = EnumSet.copyOf(McapFeature.ALL);
      if (round % 3 == 2) {
        features.remove(McapFeature.MESSAGE_INDEX);
      }
      Path file = folder.resolve(round + ".mcap");
      Compression compression = compressions.get(round % 4 % 3);
      List<Written> written =
          write(
              file,
              McapWriterOptions.recording()
                  .withCompression(compression)
                  .withFeatures(features)
                  .withChunkLimitBytes(700),
              random);
      try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
        for (int i = 0; i < 40; i++) {
          Set<String> topics = new HashSet<>();
          for (String topic : TOPICS) {
            if (random.nextBoolean()) {
              topics.add(topic);
            }
          }
          long from = random.nextLong(1100);
          long until = random.nextInt(5) == 0 ? MessageQuery.NO_END : from + random.nextInt(400);
          MessageQuery query = new MessageQuery(topics, from, until, random.nextBoolean());
          assertEquals(
              filter(written, query), ask(reader, query), () -> "seed " + seed + " " + query);
        }
      }
    }
  }

  @Test
  void theLatestMessageIsTheLastNotAfterTheTime() throws IOException {
    Path file = folder.resolve("latest.mcap");
    try (McapWriter writer = McapWriter.create(file, McapWriterOptions.recording())) {
      int a = writer.channel(0, "a", "raw", Map.of());
      int b = writer.channel(0, "b", "raw", Map.of());
      for (int i = 0; i < 10; i++) {
        writer.message(i == 0 ? a : b, i, 10L * i, 10L * i, new byte[0], 0, 0);
        writer.flush();
      }
    }
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      McapRecord.Message found = reader.latest("b", 49);
      assertNotNull(found);
      assertEquals(4, found.sequence());
      found = reader.latest("b", 50);
      assertNotNull(found);
      assertEquals(5, found.sequence());
      found = reader.latest("a", MessageQuery.NO_END);
      assertNotNull(found);
      assertEquals(0, found.sequence());
      assertNull(reader.latest("b", 9));
      assertNull(reader.latest("nobody", 50));
    }
  }

  @Test
  void aFileWithoutChunkIndexIsRefusedWithTheReason() throws IOException {
    Set<McapFeature> features = EnumSet.copyOf(McapFeature.ALL);
    features.remove(McapFeature.CHUNK_INDEX);
    assertTrue(refusal(features).contains("no chunk index"));
    features = EnumSet.copyOf(McapFeature.ALL);
    features.remove(McapFeature.CHUNKS);
    assertTrue(refusal(features).contains("no chunk index"));
    assertTrue(refusal(EnumSet.of(McapFeature.CHUNKS)).contains("no summary"));
    features = EnumSet.copyOf(McapFeature.ALL);
    features.remove(McapFeature.REPEATED_CHANNELS);
    assertTrue(refusal(features).contains("does not repeat channel 1"));
  }

  @Test
  void anEmptyRecordingReadsAsEmpty() throws IOException {
    Path file = folder.resolve("empty.mcap");
    McapWriter.create(file, McapWriterOptions.recording()).close();
    try (IndexedMcapReader reader = IndexedMcapReader.open(file)) {
      assertNull(reader.messages(MessageQuery.all()).next());
    }
  }

  private String refusal(Set<McapFeature> features) throws IOException {
    Path file = folder.resolve(features.hashCode() + ".mcap");
    write(file, McapWriterOptions.recording().withFeatures(features), new Random(1));
    McapException refused =
        assertThrows(McapException.class, () -> IndexedMcapReader.open(file).close());
    return String.valueOf(refused.getMessage());
  }

  private static List<Written> write(Path file, McapWriterOptions options, Random random)
      throws IOException {
    List<Written> written = new ArrayList<>();
    try (McapWriter writer = McapWriter.create(file, options)) {
      for (String topic : TOPICS) {
        writer.channel(0, topic, "raw", Map.of());
      }
      for (int i = 0; i < 300; i++) {
        int channel = random.nextInt(TOPICS.length);
        long time = 3L * i + random.nextInt(60);
        writer.message(channel + 1, i, time, time, new byte[random.nextInt(20)], 0, 0);
        written.add(new Written(TOPICS[channel], time, i));
      }
    }
    return written;
  }

  private static List<Long> filter(List<Written> written, MessageQuery query) {
    List<Written> found =
        new ArrayList<>(
            written.stream()
                .filter(
                    message -> query.topics().isEmpty() || query.topics().contains(message.topic))
                .filter(message -> message.logTime >= query.fromNanos())
                .filter(message ->
                    query.untilNanos() == MessageQuery.NO_END
                        || message.logTime < query.untilNanos())
                .sorted(Comparator.comparingLong(Written::logTime))
                .toList());
    if (query.newestFirst()) {
      Collections.reverse(found);
    }
    return found.stream().map(Written::sequence).toList();
  }

  private static List<Long> ask(IndexedMcapReader reader, MessageQuery query) throws IOException {
    List<Long> found = new ArrayList<>();
    MessageCursor messages = reader.messages(query);
    McapRecord.Message message;
    while ((message = messages.next()) != null) {
      found.add(message.sequence());
    }
    return found;
  }
}
