package dev.handloom.store.mcap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules of the public MCAP conformance suite, rebuilt: what its 416 files hold, byte for byte,
/// and what a reader must find and a writer must write.
class ConformanceTest {
  private static final Map<String, McapFeature> FEATURES =
      Map.of(
          "ch", McapFeature.CHUNKS,
          "mx", McapFeature.MESSAGE_INDEX,
          "st", McapFeature.STATISTICS,
          "rsh", McapFeature.REPEATED_SCHEMAS,
          "rch", McapFeature.REPEATED_CHANNELS,
          "ax", McapFeature.ATTACHMENT_INDEX,
          "mdx", McapFeature.METADATA_INDEX,
          "chx", McapFeature.CHUNK_INDEX,
          "sum", McapFeature.SUMMARY_OFFSETS);

  @TempDir Path folder;

  @Test
  void theSuiteHasItsCases() {
    Map<String, Long> counts =
        ConformanceVariant.all().stream()
            .collect(
                Collectors.groupingBy(
                    ConformanceVariant::base, TreeMap::new, Collectors.counting()));
    assertEquals(
        Map.of(
            "NoData", 6L,
            "OneSchemalessMessage", 74L,
            "OneMessage", 154L,
            "OneAttachment", 14L,
            "OneMetadata", 14L,
            "TenMessages", 154L),
        counts);
  }

  /// The digest is over the names and SHA-256 of all files; the names and hashes were compared with
  /// those of the suite's own files (at its revision 95d0673).
  @Test
  void theFilesAreTheSuites() throws NoSuchAlgorithmException {
    Map<String, String> hashes = new TreeMap<>();
    for (ConformanceVariant variant : ConformanceVariant.all()) {
      hashes.put(variant.name(), sha256(new ConformanceFile(variant).bytes));
    }
    StringBuilder list = new StringBuilder();
    hashes.forEach((name, hash) -> list.append(hash).append("  ").append(name).append('\n'));
    assertEquals(416, hashes.size());
    assertEquals(
        "a7c167962062c31135b7b1eec327d4afe327a432894af644d5574cb0d0fdede2",
        sha256(list.toString().getBytes(StandardCharsets.UTF_8)),
        list::toString);
  }

  @Test
  void everyFileStreams() throws IOException {
    int cases = 0;
    for (ConformanceVariant variant : ConformanceVariant.all()) {
      ConformanceFile file = new ConformanceFile(variant);
      List<String> found = new ArrayList<>();
      try (McapReader reader =
          McapReader.open(new ByteArrayInputStream(file.bytes), McapReaderOptions.strict())) {
        McapRecord record;
        while ((record = reader.next()) != null) {
          if (!(record instanceof McapRecord.MessageIndex)) {
            found.add(RecordText.of(record));
          }
        }
      }
      List<String> expected = file.expected.stream().map(RecordText::of).toList();
      assertEquals(String.join("\n", expected), String.join("\n", found), variant.name());
      cases++;
    }
    assertEquals(416, cases);
  }

  /// A file may have a chunk index and not repeat its channels and their schemas: then no reader
  /// can use the index.
  @Test
  void everyFileIsSound() throws IOException {
    Path path = folder.resolve("file.mcap");
    int unusable = 0;
    for (ConformanceVariant variant : ConformanceVariant.all()) {
      Files.write(path, new ConformanceFile(variant).bytes);
      List<String> expected = new ArrayList<>();
      if (variant.has("ch") && variant.has("chx")) {
        if (!variant.has("rch")) {
          expected.add("Summary: does not repeat channel 1");
        }
        if (!variant.has("rsh") && !variant.name().startsWith("OneSchemalessMessage")) {
          expected.add("Summary: does not repeat schema 1");
        }
        unusable += expected.isEmpty() ? 0 : 1;
      }
      assertEquals(
          expected,
          McapVerifier.verify(path).problems().stream().map(RecoveryReport.Problem::what).toList(),
          variant.name());
    }
    assertTrue(unusable > 0);
  }

  @Test
  void everyFileIsWritten() throws IOException {
    int cases = 0;
    for (ConformanceVariant variant : ConformanceVariant.all()) {
      if (!variant.has("pad")) {
        assertArrayEquals(new ConformanceFile(variant).bytes, write(variant), variant.name());
        cases++;
      }
    }
    assertEquals(208, cases);
  }

  @Test
  void everyIndexedFileReads() throws IOException {
    int cases = 0;
    for (ConformanceVariant variant : ConformanceVariant.all()) {
      boolean hasMessages =
          variant.records().stream().anyMatch(McapRecord.Message.class::isInstance);
      if (hasMessages && variant.features().containsAll(Set.of("ch", "chx", "mx", "rch", "rsh"))) {
        checkIndexed(variant);
        cases++;
      }
    }
    assertEquals(16, cases);
  }

  private void checkIndexed(ConformanceVariant variant) throws IOException {
    ConformanceFile file = new ConformanceFile(variant);
    Path path = folder.resolve(variant.name() + ".mcap");
    Files.write(path, file.bytes);
    List<String> expected =
        new ArrayList<>(
            variant.records().stream()
                .filter(record -> !(record instanceof McapRecord.Message))
                .map(RecordText::of)
                .toList());
    variant.records().stream()
        .filter(McapRecord.Message.class::isInstance)
        .map(McapRecord.Message.class::cast)
        .sorted(Comparator.comparingLong(McapRecord.Message::logTimeNanos))
        .forEach(message -> expected.add(RecordText.of(message)));
    file.expected.stream()
        .filter(McapRecord.Statistics.class::isInstance)
        .forEach(statistics -> expected.add(RecordText.of(statistics)));

    List<String> found = new ArrayList<>();
    try (IndexedMcapReader reader = IndexedMcapReader.open(path)) {
      reader.schemas().values().forEach(schema -> found.add(RecordText.of(schema)));
      reader.channels().values().forEach(channel -> found.add(RecordText.of(channel)));
      MessageCursor messages = reader.messages(MessageQuery.all());
      McapRecord.Message message;
      while ((message = messages.next()) != null) {
        found.add(RecordText.of(message));
      }
      McapRecord.Statistics statistics = reader.statistics();
      if (statistics != null) {
        found.add(RecordText.of(statistics));
      }
    }
    assertEquals(String.join("\n", expected), String.join("\n", found), variant.name());
  }

  private static byte[] write(ConformanceVariant variant) throws IOException {
    EnumSet<McapFeature> features = EnumSet.of(McapFeature.CHECKSUMS);
    FEATURES.forEach((name, feature) -> {
      if (variant.has(name)) {
        features.add(feature);
      }
    });
    McapWriterOptions options =
        McapWriterOptions.recording()
            .withLibrary("")
            .withCompression(Compression.NONE)
            .withFeatures(features);
    MemoryOutput output = new MemoryOutput();
    try (McapWriter writer = McapWriter.over(output, options)) {
      for (McapRecord record : variant.records()) {
        switch (record) {
          case McapRecord.Schema s -> writer.schema(s.name(), s.encoding(), bytes(s.data()));
          case McapRecord.Channel c ->
              writer.channel(c.schemaId(), c.topic(), c.messageEncoding(), c.metadata());
          case McapRecord.Message m ->
              writer.message(
                  m.channelId(),
                  m.sequence(),
                  m.logTimeNanos(),
                  m.publishTimeNanos(),
                  m.data(),
                  m.data().byteSize());
          case McapRecord.Attachment a ->
              writer.attachment(
                  a.name(), a.mediaType(), a.logTimeNanos(), a.createTimeNanos(), a.data());
          case McapRecord.Metadata m -> writer.metadata(m.name(), m.entries());
          default -> throw new AssertionError(record);
        }
      }
    }
    return output.bytes();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return copy;
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
