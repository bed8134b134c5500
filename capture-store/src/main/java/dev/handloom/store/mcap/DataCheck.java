package dev.handloom.store.mcap;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Holds each record of the data section against those before it, and keeps what the summary ought
/// to say.
final class DataCheck {
  /// Told what is wrong.
  interface Complaints {
    void add(long offset, String what);
  }

  final Map<Integer, McapRecord.Schema> schemas = new TreeMap<>();
  final Map<Integer, McapRecord.Channel> channels = new TreeMap<>();
  final Map<Long, SeenChunk> chunks = new LinkedHashMap<>();
  final Map<Long, McapRecord.AttachmentIndex> attachments = new LinkedHashMap<>();
  final Map<Long, McapRecord.MetadataIndex> metadata = new LinkedHashMap<>();
  long chunksWithoutChecksum;
  long unknownRecords;
  long stepsBack;
  boolean looseMessages;

  /// @param index as the file's summary should have it
  /// @param required channels with messages: an index without one of them loses messages
  record SeenChunk(McapRecord.ChunkIndex index, List<Integer> required) {}

  private final ChunkUnpacker unpacker;
  private final Complaints complaints;
  private final ChunkBuilder entries = new ChunkBuilder(0, 1);
  private final Map<Integer, Long> messageCounts = new TreeMap<>();
  private final Map<Integer, Long> indexOffsets = new HashMap<>();
  private long messageCount;
  private long startNanos;
  private long endNanos;
  private long latestNanos;
  private McapRecord.@Nullable Chunk open;
  private long openAt;
  private long openBytes;

  /// The open chunk could not be read, so nothing can be said of its indexes.
  private boolean damaged;

  private long indexEnd;

  DataCheck(ChunkUnpacker unpacker, Complaints complaints) {
    this.unpacker = unpacker;
    this.complaints = complaints;
  }

  void chunk(byte[] body, long at) throws IOException {
    closeChunk();
    MemorySegment memory = MemorySegment.ofArray(body);
    McapRecord.Chunk head =
        (McapRecord.Chunk) RecordDecoder.decode(Opcode.CHUNK, memory, 0, body.length, at, true);
    entries.clear();
    open = head;
    openAt = at;
    openBytes = (long) Opcode.HEAD_BYTES + body.length;
    indexEnd = at + openBytes;
    if (head.uncompressedCrc() == 0) {
      chunksWithoutChecksum++;
    }
    damaged = true;
    UnpackedChunk chunk = unpacker.unpack(body, 0, body.length, at);
    long bytes;
    for (long offset = 0; offset < chunk.byteSize(); offset += bytes) {
      bytes = chunk.recordBytesAt(offset);
      switch (chunk.opcodeAt(offset)) {
        case Opcode.MESSAGE -> {
          int channelId = chunk.messageChannelAt(offset, bytes);
          long nanos = chunk.messageTimeAt(offset, bytes);
          message(channelId, nanos, at);
          entries.index(channelId, nanos, offset);
        }
        case Opcode.SCHEMA, Opcode.CHANNEL -> describe(chunk.recordAt(offset, bytes), at);
        default -> {
          if (chunk.opcodeAt(offset) <= Opcode.DATA_END) {
            complaints.add(
                at, "Chunk: holds a " + Opcode.name(chunk.opcodeAt(offset)) + ", which may not be");
          } else {
            unknownRecords++;
          }
        }
      }
    }
    if (head.startNanos() != entries.startNanos() || head.endNanos() != entries.endNanos()) {
      complaints.add(at, "Chunk: its times are not those of its messages");
    }
    damaged = false;
  }

  void record(McapRecord record, long at, long recordBytes) throws IOException {
    if (record instanceof McapRecord.MessageIndex index) {
      index(index, at, recordBytes);
      return;
    }
    closeChunk();
    switch (record) {
      case McapRecord.Schema schema -> describe(schema, at);
      case McapRecord.Channel channel -> describe(channel, at);
      case McapRecord.Message message -> {
        looseMessages = true;
        message(message.channelId(), message.logTimeNanos(), at);
      }
      case McapRecord.Metadata found ->
          metadata.put(at, new McapRecord.MetadataIndex(at, recordBytes, found.name()));
      default -> complaints.add(at, "A record of the summary, out of place");
    }
  }

  void attachment(McapRecord.AttachmentIndex index) {
    closeChunk();
    attachments.put(index.offset(), index);
  }

  /// No more records of the data section follow.
  void end() {
    closeChunk();
  }

  private void describe(McapRecord record, long at) {
    if (record instanceof McapRecord.Schema schema) {
      if (schema.encoding().isEmpty() && schema.data().hasRemaining()) {
        complaints.add(at, "Schema " + schema.id() + " does not say how its data is written");
      }
      McapRecord.Schema before = schemas.putIfAbsent(schema.id(), schema);
      if (before != null && !before.equals(schema)) {
        complaints.add(at, "Schema " + schema.id() + " differs from an earlier one of that id");
      }
    } else if (record instanceof McapRecord.Channel channel) {
      McapRecord.Channel before = channels.putIfAbsent(channel.id(), channel);
      if (before != null && !before.equals(channel)) {
        complaints.add(at, "Channel " + channel.id() + " differs from an earlier one of that id");
      }
      if (channel.schemaId() != 0 && !schemas.containsKey(channel.schemaId())) {
        complaints.add(
            at, "Channel " + channel.id() + " is of schema " + channel.schemaId() + ": unknown");
      }
    }
  }

  private void message(int channelId, long logTimeNanos, long at) {
    if (!channels.containsKey(channelId)) {
      complaints.add(at, "A message of channel " + channelId + ", which is not known before it");
    }
    if (messageCount == 0 || Long.compareUnsigned(logTimeNanos, startNanos) < 0) {
      startNanos = logTimeNanos;
    }
    if (messageCount == 0 || Long.compareUnsigned(logTimeNanos, endNanos) > 0) {
      endNanos = logTimeNanos;
    }
    if (messageCount > 0 && Long.compareUnsigned(logTimeNanos, latestNanos) < 0) {
      stepsBack++;
    } else {
      latestNanos = logTimeNanos;
    }
    messageCount++;
    messageCounts.merge(channelId, 1L, Long::sum);
  }

  private void index(McapRecord.MessageIndex index, long at, long recordBytes) {
    if (open == null || at != indexEnd) {
      complaints.add(at, "MessageIndex: does not follow a chunk");
      return;
    }
    indexEnd = at + recordBytes;
    if (!damaged && !entries.matches(index)) {
      complaints.add(at, "MessageIndex: does not match its chunk");
    }
    if (indexOffsets.put(index.channelId(), at) != null) {
      complaints.add(at, "MessageIndex: a second one of channel " + index.channelId());
    }
  }

  private void closeChunk() {
    McapRecord.Chunk chunk = open;
    if (chunk == null) {
      return;
    }
    open = null;
    List<Integer> required = damaged ? List.of() : entries.channelIds();
    chunks.put(
        openAt,
        new SeenChunk(
            new McapRecord.ChunkIndex(
                chunk.startNanos(),
                chunk.endNanos(),
                openAt,
                openBytes,
                Map.copyOf(indexOffsets),
                indexEnd - openAt - openBytes,
                chunk.compression(),
                chunk.records().remaining(),
                chunk.uncompressedBytes()),
            required));
    indexOffsets.clear();
  }

  McapRecord.Statistics statistics() {
    return new McapRecord.Statistics(
        messageCount,
        schemas.size(),
        channels.size(),
        attachments.size(),
        metadata.size(),
        chunks.size(),
        startNanos,
        endNanos,
        Map.copyOf(messageCounts));
  }

  /// Channels that have messages.
  Set<Integer> usedChannels() {
    return messageCounts.keySet();
  }
}
