package dev.handloom.test.fuzz;

import dev.handloom.store.mcap.Compression;
import dev.handloom.store.mcap.McapFeature;
import dev.handloom.store.mcap.McapOutput;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Good MCAP files: every compression, with and without checksums, chunks and indexes, finished and
/// cut.
final class McapSeeds {
  private McapSeeds() {}

  static List<FuzzInput> all() {
    List<FuzzInput> seeds = new ArrayList<>();
    for (Compression compression : Compression.values()) {
      for (McapFeature without : new McapFeature[] {null, McapFeature.CHECKSUMS}) {
        seeds.add(file(compression, without, 3, 10));
      }
    }
    // A checksum would be the first to notice most damage, so those without come twice.
    seeds.add(file(Compression.NONE, McapFeature.CHECKSUMS, 5, 4));
    seeds.add(file(Compression.NONE, McapFeature.CHUNKS, 1, 12));
    seeds.add(file(Compression.ZSTD, McapFeature.MESSAGE_INDEX, 2, 12));
    seeds.add(file(Compression.LZ4, McapFeature.CHUNK_INDEX, 2, 12));
    seeds.add(file(Compression.NONE, McapFeature.CHECKSUMS, 0, 0));
    return seeds;
  }

  private static FuzzInput file(
      Compression compression, McapFeature without, int chunks, int perChunk) {
    EnumSet<McapFeature> features = EnumSet.allOf(McapFeature.class);
    if (without != null) {
      features.remove(without);
    }
    McapWriterOptions options =
        McapWriterOptions.recording().withCompression(compression).withFeatures(features);
    Memory memory = new Memory();
    try (McapWriter writer = McapWriter.over(memory, options)) {
      Random random = new Random(chunks * 31L + perChunk);
      int schema = writer.schema("Walk", "jsonschema", "{}".getBytes(StandardCharsets.UTF_8));
      int left = writer.channel(schema, "left", "json", Map.of("hand", "left"));
      int right = writer.channel(0, "right", "json", Map.of());
      writer.metadata("convention", Map.of("log_time", "arrival", "publish_time", "capture"));
      writer.attachment("notes.txt", "text/plain", 5, 6, ByteBuffer.wrap(new byte[30]));
      for (int chunk = 0; chunk < chunks; chunk++) {
        for (int i = 0; i < perChunk; i++) {
          byte[] data = new byte[random.nextInt(60)];
          for (int j = 0; j < data.length; j++) {
            data[j] = (byte) random.nextInt(2);
          }
          long at = 1000L * (chunk * perChunk + i) + random.nextInt(3000);
          writer.message(i % 3 == 0 ? right : left, i, at, at - 7, data, 0, data.length);
        }
        writer.flush();
      }
    } catch (IOException e) {
      throw new IllegalStateException("Memory does not fail", e);
    }
    return FuzzInput.of(memory.bytes.toByteArray());
  }

  /// The writer goes from front to back.
  private static final class Memory implements McapOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(ByteBuffer source, long offset) {
      if (offset != bytes.size()) {
        throw new IllegalStateException("Written out of order");
      }
      byte[] copy = new byte[source.remaining()];
      source.get(copy);
      bytes.writeBytes(copy);
    }

    @Override
    public void force() {}

    @Override
    public void close() {}
  }
}
