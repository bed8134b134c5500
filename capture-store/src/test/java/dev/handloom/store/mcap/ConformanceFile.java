package dev.handloom.store.mcap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The file that a [ConformanceVariant] stands for, and the records that a streaming reader must
/// find in it (message indexes left out, as the suite does).
final class ConformanceFile {
  final List<McapRecord> expected = new ArrayList<>();
  final byte[] bytes;

  private final ConformanceVariant variant;
  private final RecordAssembler out;
  private final Map<String, List<Consumer<RecordAssembler>>> indexes = new LinkedHashMap<>();
  private final Map<String, List<McapRecord>> indexRecords = new LinkedHashMap<>();

  ConformanceFile(ConformanceVariant variant) {
    this.variant = variant;
    out = new RecordAssembler(variant.has("pad"));
    out.magic().header("", "");
    expected.add(new McapRecord.Header("", ""));
    data();
    long dataCrc = RecordAssembler.crc(out.toBytes());
    out.dataEnd(dataCrc);
    expected.add(new McapRecord.DataEnd(dataCrc));
    summary();
    out.magic();
    bytes = out.toBytes();
  }

  private void data() {
    boolean chunked = variant.has("ch");
    RecordAssembler inner = chunked ? new RecordAssembler(false) : out;
    List<McapRecord.Message> messages = new ArrayList<>();
    List<Integer> messageOffsets = new ArrayList<>();
    for (McapRecord record : variant.records()) {
      expected.add(record);
      int offset = out.size();
      switch (record) {
        case McapRecord.Schema schema -> inner.schema(schema);
        case McapRecord.Channel channel -> inner.channel(channel);
        case McapRecord.Message message -> {
          messages.add(message);
          messageOffsets.add(inner.size());
          inner.message(message);
        }
        case McapRecord.Attachment attachment -> {
          out.attachment(attachment);
          index(
              "ax",
              0x0A,
              new McapRecord.AttachmentIndex(
                  offset,
                  out.size() - offset,
                  attachment.logTimeNanos(),
                  attachment.createTimeNanos(),
                  attachment.data().remaining(),
                  attachment.name(),
                  attachment.mediaType()));
        }
        case McapRecord.Metadata metadata -> {
          out.metadata(metadata);
          index(
              "mdx",
              0x0D,
              new McapRecord.MetadataIndex(offset, out.size() - offset, metadata.name()));
        }
        default -> throw new AssertionError(record);
      }
    }
    if (chunked) {
      chunk(inner.toBytes(), messages, messageOffsets);
    }
  }

  private void chunk(
      byte[] records, List<McapRecord.Message> messages, List<Integer> messageOffsets) {
    long start = messages.stream().mapToLong(McapRecord.Message::logTimeNanos).min().orElse(0);
    long end = messages.stream().mapToLong(McapRecord.Message::logTimeNanos).max().orElse(0);
    long chunkAt = out.size();
    out.chunk(start, end, "", records.length, records);
    long indexAt = out.size();
    Map<Integer, Long> offsets = new LinkedHashMap<>();
    if (variant.has("mx")) {
      offsets.put(1, indexAt);
      out.record(
          0x07,
          body -> {
            body.number(1, 2).number(16L * messages.size(), 4);
            for (int i = 0; i < messages.size(); i++) {
              body.number(messages.get(i).logTimeNanos(), 8).number(messageOffsets.get(i), 8);
            }
          });
    }
    index(
        "chx",
        0x08,
        new McapRecord.ChunkIndex(
            start,
            end,
            chunkAt,
            indexAt - chunkAt,
            offsets,
            out.size() - indexAt,
            "",
            records.length,
            records.length));
  }

  private void index(String feature, int opcode, McapRecord index) {
    if (variant.has(feature)) {
      indexRecords.computeIfAbsent(feature, key -> new ArrayList<>()).add(index);
      indexes
          .computeIfAbsent(feature, key -> new ArrayList<>())
          .add(to -> to.record(opcode, body -> encode(index, body)));
    }
  }

  private static void encode(McapRecord record, RecordAssembler body) {
    switch (record) {
      case McapRecord.AttachmentIndex i ->
          body.number(i.offset(), 8)
              .number(i.length(), 8)
              .number(i.logTimeNanos(), 8)
              .number(i.createTimeNanos(), 8)
              .number(i.dataBytes(), 8)
              .text(i.name())
              .text(i.mediaType());
      case McapRecord.MetadataIndex i ->
          body.number(i.offset(), 8).number(i.length(), 8).text(i.name());
      case McapRecord.ChunkIndex i ->
          body.number(i.startNanos(), 8)
              .number(i.endNanos(), 8)
              .number(i.chunkOffset(), 8)
              .number(i.chunkBytes(), 8)
              .idMap(i.messageIndexOffsets())
              .number(i.messageIndexBytes(), 8)
              .text(i.compression())
              .number(i.compressedBytes(), 8)
              .number(i.uncompressedBytes(), 8);
      case McapRecord.Statistics s ->
          body.number(s.messageCount(), 8)
              .number(s.schemaCount(), 2)
              .number(s.channelCount(), 4)
              .number(s.attachmentCount(), 4)
              .number(s.metadataCount(), 4)
              .number(s.chunkCount(), 4)
              .number(s.startNanos(), 8)
              .number(s.endNanos(), 8)
              .idMap(s.channelMessageCounts());
      default -> throw new AssertionError(record);
    }
  }

  private void summary() {
    int summaryAt = out.size();
    List<McapRecord> offsets = new ArrayList<>();
    group(offsets, "rsh", 0x03, records(McapRecord.Schema.class), to -> schemas(to));
    group(offsets, "rch", 0x04, records(McapRecord.Channel.class), to -> channels(to));
    McapRecord statistics = statistics();
    group(
        offsets,
        "st",
        0x0B,
        List.of(statistics),
        to -> to.record(0x0B, body -> encode(statistics, body)));
    indexGroup(offsets, "mdx", 0x0D);
    indexGroup(offsets, "ax", 0x0A);
    indexGroup(offsets, "chx", 0x08);
    long summaryStart = out.size() == summaryAt ? 0 : summaryAt;
    long offsetsStart = 0;
    if (variant.has("sum")) {
      offsetsStart = out.size();
      for (McapRecord offset : offsets) {
        McapRecord.SummaryOffset o = (McapRecord.SummaryOffset) offset;
        out.record(
            0x0E,
            body ->
                body.number(o.groupOpcode(), 1)
                    .number(o.groupStart(), 8)
                    .number(o.groupLength(), 8));
      }
      expected.addAll(offsets);
    }
    byte[] soFar = out.toBytes();
    RecordAssembler covered =
        new RecordAssembler(false)
            .raw(Arrays.copyOfRange(soFar, summaryAt, soFar.length))
            .number(0x02, 1)
            .number(20, 8)
            .number(summaryStart, 8)
            .number(offsetsStart, 8);
    long crc = RecordAssembler.crc(covered.toBytes());
    out.footer(summaryStart, offsetsStart, crc);
    expected.add(new McapRecord.Footer(summaryStart, offsetsStart, crc));
  }

  private void indexGroup(List<McapRecord> offsets, String feature, int opcode) {
    if (indexes.containsKey(feature)) {
      group(
          offsets,
          feature,
          opcode,
          indexRecords.getOrDefault(feature, List.of()),
          to -> indexes.getOrDefault(feature, List.of()).forEach(write -> write.accept(to)));
    }
  }

  private void group(
      List<McapRecord> offsets,
      String feature,
      int opcode,
      List<? extends McapRecord> records,
      Consumer<RecordAssembler> write) {
    if (variant.has(feature)) {
      long start = out.size();
      write.accept(out);
      expected.addAll(records);
      offsets.add(new McapRecord.SummaryOffset(opcode, start, out.size() - start));
    }
  }

  private void schemas(RecordAssembler to) {
    records(McapRecord.Schema.class).forEach(to::schema);
  }

  private void channels(RecordAssembler to) {
    records(McapRecord.Channel.class).forEach(to::channel);
  }

  private <T extends McapRecord> List<T> records(Class<T> kind) {
    return variant.records().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private McapRecord.Statistics statistics() {
    List<McapRecord.Message> messages = records(McapRecord.Message.class);
    return new McapRecord.Statistics(
        messages.size(),
        records(McapRecord.Schema.class).size(),
        records(McapRecord.Channel.class).size(),
        records(McapRecord.Attachment.class).size(),
        records(McapRecord.Metadata.class).size(),
        variant.has("ch") ? 1 : 0,
        messages.stream().mapToLong(McapRecord.Message::logTimeNanos).min().orElse(0),
        messages.stream().mapToLong(McapRecord.Message::logTimeNanos).max().orElse(0),
        messages.isEmpty() ? Map.of() : Map.of(1, (long) messages.size()));
  }
}
