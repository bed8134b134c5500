package dev.handloom.store.mcap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/// What a file's last part will say, gathered while the data section grows. Index records are kept
/// as they will be written: hours of recording have tens of thousands of them.
final class Summary {
  private final McapWriterOptions options;
  private final Map<Integer, McapRecord.Schema> schemas = new LinkedHashMap<>();
  private final Map<Integer, McapRecord.Channel> channels = new LinkedHashMap<>();
  private final Map<Integer, Long> messageCounts = new TreeMap<>();
  private final RecordBuffer metadataIndexes = new RecordBuffer(256);
  private final RecordBuffer attachmentIndexes = new RecordBuffer(256);
  private final RecordBuffer chunkIndexes = new RecordBuffer(4096);
  private long messageCount;
  private long attachmentCount;
  private long metadataCount;
  private long chunkCount;
  private long startNanos;
  private long endNanos;

  Summary(McapWriterOptions options) {
    this.options = options;
  }

  void schema(McapRecord.Schema schema) {
    schemas.put(schema.id(), schema);
  }

  void channel(McapRecord.Channel channel) {
    channels.put(channel.id(), channel);
  }

  Map<Integer, McapRecord.Schema> schemas() {
    return schemas;
  }

  Map<Integer, McapRecord.Channel> channels() {
    return channels;
  }

  /// Counts the messages that `chunk` holds.
  void messages(ChunkBuilder chunk) {
    if (chunk.messageCount() == 0) {
      return;
    }
    for (int i = 0; i < chunk.channelCount(); i++) {
      ChunkBuilder.ChannelEntries entries = chunk.channel(i);
      messageCounts.merge(entries.channelId, (long) entries.count, Long::sum);
    }
    if (messageCount == 0 || Long.compareUnsigned(chunk.startNanos(), startNanos) < 0) {
      startNanos = chunk.startNanos();
    }
    if (messageCount == 0 || Long.compareUnsigned(chunk.endNanos(), endNanos) > 0) {
      endNanos = chunk.endNanos();
    }
    messageCount += chunk.messageCount();
  }

  /// @param messageIndexOffsets where each channel's index stands, in the order of the file
  void chunk(
      ChunkBuilder chunk,
      long unpackedBytes,
      long offset,
      long chunkBytes,
      Map<Integer, Long> messageIndexOffsets,
      long messageIndexBytes,
      String compression,
      long compressedBytes) {
    messages(chunk);
    chunkCount++;
    if (!options.has(McapFeature.CHUNK_INDEX)) {
      return;
    }
    RecordBuffer to = chunkIndexes;
    long body = to.begin(Opcode.CHUNK_INDEX);
    to.u64(chunk.startNanos());
    to.u64(chunk.endNanos());
    to.u64(offset);
    to.u64(chunkBytes);
    to.u32(10L * messageIndexOffsets.size());
    messageIndexOffsets.forEach((channelId, indexOffset) -> {
      to.u16(channelId);
      to.u64(indexOffset);
    });
    to.u64(messageIndexBytes);
    to.string(compression);
    to.u64(compressedBytes);
    to.u64(unpackedBytes);
    to.end(body);
  }

  void metadata(String name, long offset, long length) {
    metadataCount++;
    if (options.has(McapFeature.METADATA_INDEX)) {
      long body = metadataIndexes.begin(Opcode.METADATA_INDEX);
      metadataIndexes.u64(offset);
      metadataIndexes.u64(length);
      metadataIndexes.string(name);
      metadataIndexes.end(body);
    }
  }

  void attachment(McapRecord.AttachmentIndex index) {
    attachmentCount++;
    if (options.has(McapFeature.ATTACHMENT_INDEX)) {
      RecordBuffer to = attachmentIndexes;
      long body = to.begin(Opcode.ATTACHMENT_INDEX);
      to.u64(index.offset());
      to.u64(index.length());
      to.u64(index.logTimeNanos());
      to.u64(index.createTimeNanos());
      to.u64(index.dataBytes());
      to.string(index.name());
      to.string(index.mediaType());
      to.end(body);
    }
  }

  McapRecord.Statistics statistics() {
    return new McapRecord.Statistics(
        messageCount,
        schemas.size(),
        channels.size(),
        attachmentCount,
        metadataCount,
        chunkCount,
        startNanos,
        endNanos,
        Map.copyOf(messageCounts));
  }

  /// Appends all that follows the data section.
  ///
  /// @param offset of the first byte that is appended
  /// @param dataCrc of all bytes before `offset`; 0 for none
  void finish(RecordBuffer to, long offset, long dataCrc) {
    long base = offset - to.length();
    long dataEnd = to.begin(Opcode.DATA_END);
    to.u32(dataCrc);
    to.end(dataEnd);

    long summaryFrom = to.length();
    RecordBuffer offsets = new RecordBuffer(256);
    long from = to.length();
    if (options.has(McapFeature.REPEATED_SCHEMAS)) {
      schemas.values().forEach(schema -> RecordEncoder.schema(to, schema));
    }
    from = group(offsets, Opcode.SCHEMA, base, from, to);
    if (options.has(McapFeature.REPEATED_CHANNELS)) {
      channels.values().forEach(channel -> RecordEncoder.channel(to, channel));
    }
    from = group(offsets, Opcode.CHANNEL, base, from, to);
    if (options.has(McapFeature.STATISTICS)) {
      writeStatistics(to);
    }
    from = group(offsets, Opcode.STATISTICS, base, from, to);
    to.bytes(metadataIndexes.view(0, metadataIndexes.length()));
    from = group(offsets, Opcode.METADATA_INDEX, base, from, to);
    to.bytes(attachmentIndexes.view(0, attachmentIndexes.length()));
    from = group(offsets, Opcode.ATTACHMENT_INDEX, base, from, to);
    to.bytes(chunkIndexes.view(0, chunkIndexes.length()));
    group(offsets, Opcode.CHUNK_INDEX, base, from, to);

    boolean hasSummary = to.length() > summaryFrom;
    long offsetsStart = 0;
    if (options.has(McapFeature.SUMMARY_OFFSETS) && hasSummary) {
      offsetsStart = base + to.length();
      to.bytes(offsets.view(0, offsets.length()));
    }
    footer(to, summaryFrom, hasSummary ? base + summaryFrom : 0, offsetsStart);
  }

  private void writeStatistics(RecordBuffer to) {
    long body = to.begin(Opcode.STATISTICS);
    to.u64(messageCount);
    to.u16(schemas.size());
    to.u32(channels.size());
    to.u32(attachmentCount);
    to.u32(metadataCount);
    to.u32(chunkCount);
    to.u64(startNanos);
    to.u64(endNanos);
    to.u32(10L * messageCounts.size());
    messageCounts.forEach((channelId, count) -> {
      to.u16(channelId);
      to.u64(count);
    });
    to.end(body);
  }

  private static long group(
      RecordBuffer offsets, int opcode, long base, long from, RecordBuffer to) {
    if (to.length() > from) {
      long body = offsets.begin(Opcode.SUMMARY_OFFSET);
      offsets.u8(opcode);
      offsets.u64(base + from);
      offsets.u64(to.length() - from);
      offsets.end(body);
    }
    return to.length();
  }

  private void footer(RecordBuffer to, long summaryFrom, long summaryStart, long offsetsStart) {
    long body = to.begin(Opcode.FOOTER);
    to.u64(summaryStart);
    to.u64(offsetsStart);
    long crc = 0;
    if (options.has(McapFeature.CHECKSUMS)) {
      // The checksum covers the footer's own head, so its length must stand before.
      to.u64At(body - 8, Opcode.FOOTER_BODY_BYTES);
      CRC32 summaryCrc = new CRC32();
      summaryCrc.update(to.view(summaryFrom, to.length()));
      crc = summaryCrc.getValue();
    }
    to.u32(crc);
    to.end(body);
    to.bytes(Opcode.magic());
  }
}
