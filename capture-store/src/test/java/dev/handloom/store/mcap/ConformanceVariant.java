package dev.handloom.store.mcap;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// One case of the public MCAP conformance suite: an input and the optional parts that its file
/// has. The rules which parts go with which input are the suite's.
record ConformanceVariant(String base, Set<String> features, List<McapRecord> records) {
  private static final List<String> FEATURES =
      List.of("ch", "mx", "st", "rsh", "rch", "ax", "mdx", "chx", "sum", "pad");

  /// The suite's name for the case.
  String name() {
    return features.isEmpty() ? base : base + "-" + String.join("-", features);
  }

  boolean has(String feature) {
    return features.contains(feature);
  }

  /// Every permitted case.
  static List<ConformanceVariant> all() {
    List<ConformanceVariant> variants = new ArrayList<>();
    inputs()
        .forEach((base, records) -> {
          for (int bits = 0; bits < 1 << FEATURES.size(); bits++) {
            Set<String> features = new TreeSet<>();
            for (int i = 0; i < FEATURES.size(); i++) {
              if ((bits & 1 << i) != 0) {
                features.add(FEATURES.get(i));
              }
            }
            ConformanceVariant variant = new ConformanceVariant(base, features, records);
            if (variant.makesSense()) {
              variants.add(variant);
            }
          }
        });
    return variants;
  }

  private boolean holds(Class<? extends McapRecord> kind) {
    return records.stream().anyMatch(kind::isInstance);
  }

  private boolean makesSense() {
    boolean chunkable =
        holds(McapRecord.Message.class)
            || holds(McapRecord.Channel.class)
            || holds(McapRecord.Schema.class);
    boolean summarised =
        Set.of("chx", "rsh", "rch", "mdx", "ax", "st").stream().anyMatch(features::contains);
    return !(has("ax") && !holds(McapRecord.Attachment.class))
        && !(has("mdx") && !holds(McapRecord.Metadata.class))
        && !(has("rsh") && !holds(McapRecord.Schema.class))
        && !(has("rch") && !holds(McapRecord.Channel.class))
        && !((has("ch") || has("chx") || has("mx")) && !chunkable)
        && !(has("sum") && !summarised)
        && !((has("chx") || has("mx")) && !has("ch"));
  }

  private static Map<String, List<McapRecord>> inputs() {
    ByteBuffer three = ByteBuffer.wrap(new byte[] {1, 2, 3});
    McapRecord schema =
        new McapRecord.Schema(1, "Example", "c", ByteBuffer.wrap(new byte[] {4, 5, 6}));
    McapRecord channel = new McapRecord.Channel(1, 1, "example", "a", Map.of("foo", "bar"));
    List<McapRecord> ten = new ArrayList<>(List.of(schema, channel));
    long[] logTimes = {0, 2, 1, 3, 3, 5, 4, 7, 8, 9};
    for (int i = 0; i < logTimes.length; i++) {
      ten.add(message(i, logTimes[i], logTimes[i]));
    }
    Map<String, List<McapRecord>> inputs = new LinkedHashMap<>();
    inputs.put("NoData", List.of());
    inputs.put(
        "OneSchemalessMessage",
        List.of(new McapRecord.Channel(1, 0, "example", "text", Map.of()), message(10, 2, 1)));
    inputs.put("OneMessage", List.of(schema, channel, message(10, 2, 1)));
    inputs.put(
        "OneAttachment",
        List.of(new McapRecord.Attachment(2, 1, "myFile", "application/octet-stream", three)));
    inputs.put("OneMetadata", List.of(new McapRecord.Metadata("myMetadata", Map.of("foo", "bar"))));
    inputs.put("TenMessages", ten);
    return inputs;
  }

  private static McapRecord.Message message(long sequence, long logTime, long publishTime) {
    return new McapRecord.Message(
        1, sequence, logTime, publishTime, MemorySegment.ofArray(new byte[] {1, 2, 3}));
  }
}
