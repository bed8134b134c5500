package dev.handloom.store.mcap;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Holds the summary against what the data section turned out to be.
final class SummaryCheck {
  private final DataCheck data;
  private final DataCheck.Complaints complaints;
  private final Map<Integer, McapRecord.SummaryOffset> groups = new HashMap<>();
  private final Set<Integer> repeatedSchemas = new HashSet<>();
  private final Set<Integer> repeatedChannels = new HashSet<>();
  private final Set<Long> named = new HashSet<>();
  private final Set<Integer> toldGroups = new HashSet<>();
  private int group = -1;
  private long start;
  private long offsetsStart;
  private boolean empty = true;
  private boolean hasStatistics;
  private boolean hasChunkIndex;
  private boolean hasAttachmentIndex;
  private boolean hasMetadataIndex;

  SummaryCheck(DataCheck data, DataCheck.Complaints complaints) {
    this.data = data;
    this.complaints = complaints;
  }

  void startsAt(long offset) {
    start = offset;
  }

  void record(int opcode, McapRecord record, long at, long recordBytes) {
    empty = false;
    group(opcode, at, recordBytes);
    switch (record) {
      case McapRecord.Schema schema -> {
        repeatedSchemas.add(schema.id());
        if (!schema.equals(data.schemas.get(schema.id()))) {
          complaints.add(at, "Summary: schema " + schema.id() + " is not the one in the data");
        }
      }
      case McapRecord.Channel channel -> {
        repeatedChannels.add(channel.id());
        if (!channel.equals(data.channels.get(channel.id()))) {
          complaints.add(at, "Summary: channel " + channel.id() + " is not the one in the data");
        }
      }
      case McapRecord.Statistics statistics -> statistics(statistics, at);
      case McapRecord.ChunkIndex index -> chunk(index, at);
      case McapRecord.AttachmentIndex index -> {
        hasAttachmentIndex = true;
        named(index.offset(), "AttachmentIndex", at);
        if (!index.equals(data.attachments.get(index.offset()))) {
          complaints.add(at, "AttachmentIndex: does not match what stands at " + index.offset());
        }
      }
      case McapRecord.MetadataIndex index -> {
        hasMetadataIndex = true;
        named(index.offset(), "MetadataIndex", at);
        if (!index.equals(data.metadata.get(index.offset()))) {
          complaints.add(at, "MetadataIndex: does not match what stands at " + index.offset());
        }
      }
      case McapRecord.SummaryOffset offset -> {
        toldGroups.add(offset.groupOpcode());
        if (!offset.equals(groups.get(offset.groupOpcode())) && !tellsOfNothing(offset)) {
          complaints.add(
              at, "SummaryOffset: " + Opcode.name(offset.groupOpcode()) + " records are elsewhere");
        }
      }
      default -> complaints.add(at, Opcode.name(opcode) + ": out of place in the summary");
    }
  }

  private void named(long offset, String index, long at) {
    if (!named.add(offset)) {
      complaints.add(at, index + ": a second one of what stands at " + offset);
    }
  }

  /// Some writers tell of a group that has no record; a reader comes to no harm.
  private boolean tellsOfNothing(McapRecord.SummaryOffset stated) {
    return stated.groupLength() == 0
        && !groups.containsKey(stated.groupOpcode())
        && stated.groupStart() >= start
        && stated.groupStart() <= offsetsStart;
  }

  private void group(int opcode, long at, long recordBytes) {
    McapRecord.SummaryOffset before = groups.get(opcode);
    if (opcode == group && before != null) {
      groups.put(
          opcode,
          new McapRecord.SummaryOffset(
              opcode, before.groupStart(), before.groupLength() + recordBytes));
      return;
    }
    group = opcode;
    if (before != null) {
      complaints.add(at, "Summary: its " + Opcode.name(opcode) + " records do not stand together");
    }
    groups.put(opcode, new McapRecord.SummaryOffset(opcode, at, recordBytes));
    if (opcode == Opcode.SUMMARY_OFFSET) {
      offsetsStart = at;
    }
  }

  private void statistics(McapRecord.Statistics stated, long at) {
    if (hasStatistics) {
      complaints.add(at, "Statistics: a second one");
    }
    hasStatistics = true;
    McapRecord.Statistics found = data.statistics();
    if (!withoutZeros(stated).equals(withoutZeros(found))) {
      complaints.add(at, "Statistics: says " + stated + ", the file has " + found);
    }
  }

  /// Some writers count channels that have no message, some leave them out.
  private static McapRecord.Statistics withoutZeros(McapRecord.Statistics all) {
    Map<Integer, Long> counts = new TreeMap<>(all.channelMessageCounts());
    counts.values().removeIf(count -> count == 0);
    return new McapRecord.Statistics(
        all.messageCount(),
        all.schemaCount(),
        all.channelCount(),
        all.attachmentCount(),
        all.metadataCount(),
        all.chunkCount(),
        all.startNanos(),
        all.endNanos(),
        counts);
  }

  private void chunk(McapRecord.ChunkIndex stated, long at) {
    hasChunkIndex = true;
    named(stated.chunkOffset(), "ChunkIndex", at);
    DataCheck.SeenChunk seen = data.chunks.get(stated.chunkOffset());
    if (seen == null || !agrees(stated, seen)) {
      complaints.add(at, "ChunkIndex: does not match what stands at " + stated.chunkOffset());
    }
  }

  /// An index that names no MessageIndex is slower to read and loses nothing; one that names some
  /// must name all.
  private static boolean agrees(McapRecord.ChunkIndex stated, DataCheck.SeenChunk seen) {
    McapRecord.ChunkIndex found = seen.index();
    Map<Integer, Long> offsets = stated.messageIndexOffsets();
    boolean indexed =
        offsets.isEmpty()
            || (stated.messageIndexBytes() == found.messageIndexBytes()
                && offsets.keySet().containsAll(seen.required())
                && offsets.entrySet().stream()
                    .allMatch(e ->
                        Objects.equals(found.messageIndexOffsets().get(e.getKey()), e.getValue())));
    return indexed
        && stated.startNanos() == found.startNanos()
        && stated.endNanos() == found.endNanos()
        && stated.chunkBytes() == found.chunkBytes()
        && stated.compression().equals(found.compression())
        && stated.compressedBytes() == found.compressedBytes()
        && stated.uncompressedBytes() == found.uncompressedBytes();
  }

  /// @param at where the footer stands
  void end(long statedStart, long statedOffsetsStart, long at) {
    if (statedStart != (empty ? 0 : start)) {
      complaints.add(at, "Footer: the summary does not start at " + statedStart);
    }
    if (statedOffsetsStart != offsetsStart) {
      complaints.add(at, "Footer: the summary offsets do not start at " + statedOffsetsStart);
    }
    if (offsetsStart != 0) {
      for (int opcode : groups.keySet()) {
        if (opcode != Opcode.SUMMARY_OFFSET && !toldGroups.contains(opcode)) {
          complaints.add(
              at, "SummaryOffset: none tells of the " + Opcode.name(opcode) + " records");
        }
      }
    }
    if (hasChunkIndex) {
      missing(data.chunks.keySet(), "ChunkIndex", at);
      for (int channelId : data.usedChannels()) {
        if (!repeatedChannels.contains(channelId)) {
          complaints.add(at, "Summary: does not repeat channel " + channelId);
        }
        McapRecord.Channel channel = data.channels.get(channelId);
        if (channel != null
            && channel.schemaId() != 0
            && !repeatedSchemas.contains(channel.schemaId())) {
          complaints.add(at, "Summary: does not repeat schema " + channel.schemaId());
        }
      }
      if (data.looseMessages) {
        complaints.add(at, "Messages outside of chunks, which a reader by the index will miss");
      }
    }
    if (hasAttachmentIndex) {
      missing(data.attachments.keySet(), "AttachmentIndex", at);
    }
    if (hasMetadataIndex) {
      missing(data.metadata.keySet(), "MetadataIndex", at);
    }
  }

  private void missing(Set<Long> offsets, String index, long at) {
    for (long offset : offsets) {
      if (!named.contains(offset)) {
        complaints.add(at, index + ": none tells of what stands at " + offset);
      }
    }
  }
}
