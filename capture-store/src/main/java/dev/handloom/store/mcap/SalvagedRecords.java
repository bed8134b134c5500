package dev.handloom.store.mcap;

import static dev.handloom.store.mcap.LittleEndian.U64;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the whole records of a damaged file say, gathered for a new summary.
final class SalvagedRecords {
  private static final String LOST_TOPIC = "lost/channel-";
  private static final String LOST_SCHEMA = "lost/schema-";

  /// Bytes to put over those in the file.
  record Patch(long offset, ByteBuffer bytes) {}

  final List<Patch> patches = new ArrayList<>();
  final Summary summary = new Summary(McapWriterOptions.recording());

  private final List<RecoveryReport.Problem> problems = new ArrayList<>();
  private final ChunkUnpacker unpacker;
  private final ChunkBuilder entries = new ChunkBuilder(0, 1);
  private final ChunkBuilder loose = new ChunkBuilder(0, 1);
  private final TreeSet<Integer> usedChannels = new TreeSet<>();

  /// What stands in front of the place that the walk has come to.
  private final Set<Integer> describedChannels = new HashSet<>();

  private final Set<Integer> describedSchemas = new HashSet<>();

  /// Used before the data describes them: who reads front to back could not tell what they are.
  private final TreeSet<Integer> earlyChannels = new TreeSet<>();

  private final TreeSet<Integer> earlySchemas = new TreeSet<>();
  private long firstEarlyUse = Long.MAX_VALUE;
  private long chunkCount;
  private @Nullable OpenChunk open;

  /// The last chunk met, whose message indexes are still to come.
  private record OpenChunk(
      long offset,
      long chunkBytes,
      long unpackedBytes,
      String compression,
      long packedBytes,
      Map<Integer, Long> indexOffsets) {}

  private long indexEnd;

  /// @param oldSummary of the same file, if it could be read: it knows channels that stood in a
  ///   damaged chunk
  SalvagedRecords(ChunkUnpacker unpacker, @Nullable SummaryReader oldSummary) {
    this.unpacker = unpacker;
    if (oldSummary != null) {
      oldSummary.schemas.values().forEach(summary::schema);
      oldSummary.channels.values().forEach(summary::channel);
    }
  }

  List<RecoveryReport.Problem> problems() {
    return problems;
  }

  long chunkCount() {
    return chunkCount;
  }

  /// @param record a whole Chunk record
  void chunk(byte[] record, long at) throws McapException {
    closeChunk();
    UnpackedChunk chunk =
        unpacker.unpack(record, Opcode.HEAD_BYTES, record.length - Opcode.HEAD_BYTES, at);
    List<McapRecord> described = new ArrayList<>();
    TreeSet<Integer> channelIds = new TreeSet<>();
    entries.clear();
    long bytes;
    for (long offset = 0; offset < chunk.byteSize(); offset += bytes) {
      bytes = chunk.recordBytesAt(offset);
      switch (chunk.opcodeAt(offset)) {
        case Opcode.MESSAGE -> {
          int channelId = chunk.messageChannelAt(offset, bytes);
          channelIds.add(channelId);
          entries.index(channelId, chunk.messageTimeAt(offset, bytes), offset);
        }
        case Opcode.SCHEMA, Opcode.CHANNEL -> described.add(chunk.recordAt(offset, bytes));
        // Kinds of a later version are kept in the file, not described. One that a reader would
        // stumble over makes the chunk a damaged one.
        default -> chunk.checkRecordAt(offset, bytes);
      }
    }
    described.forEach(found -> describe(found, at));
    channelIds.forEach(channelId -> used(channelId, at));
    chunkCount++;
    MemorySegment memory = MemorySegment.ofArray(record);
    McapRecord.Chunk head =
        (McapRecord.Chunk)
            RecordDecoder.decode(
                Opcode.CHUNK, memory, Opcode.HEAD_BYTES, memory.get(U64, 1), at, true);
    if (head.startNanos() != entries.startNanos() || head.endNanos() != entries.endNanos()) {
      problem(at, "Chunk: its times are not those of its messages");
      RecordBuffer times = new RecordBuffer(16);
      times.u64(entries.startNanos());
      times.u64(entries.endNanos());
      patches.add(new Patch(at + Opcode.HEAD_BYTES, times.view(0, 16)));
    }
    indexEnd = at + record.length;
    open =
        new OpenChunk(
            at,
            record.length,
            chunk.byteSize(),
            head.compression(),
            head.records().remaining(),
            new LinkedHashMap<>());
  }

  /// Any other record of the data section.
  void record(McapRecord record, long at, long bytes) throws McapException {
    if (record instanceof McapRecord.MessageIndex index) {
      index(index, at, bytes);
      return;
    }
    switch (record) {
      case McapRecord.Schema schema -> describe(schema, at);
      case McapRecord.Channel channel -> describe(channel, at);
      case McapRecord.Message message -> {
        if (!summary.channels().containsKey(message.channelId())) {
          throw new McapException("Message: of no known channel", at);
        }
        used(message.channelId(), at);
        loose.index(message.channelId(), message.logTimeNanos(), at);
      }
      case McapRecord.Attachment a ->
          summary.attachment(
              new McapRecord.AttachmentIndex(
                  at,
                  bytes,
                  a.logTimeNanos(),
                  a.createTimeNanos(),
                  a.data().remaining(),
                  a.name(),
                  a.mediaType()));
      case McapRecord.Metadata metadata -> summary.metadata(metadata.name(), at, bytes);
      case McapRecord.Unknown unknown -> {
        // Not ours to judge.
      }
      default -> throw new McapException("A record of the summary, out of place", at);
    }
    closeChunk();
  }

  private void describe(McapRecord record, long at) {
    if (record instanceof McapRecord.Schema schema) {
      summary.schema(schema);
      describedSchemas.add(schema.id());
    } else if (record instanceof McapRecord.Channel channel) {
      summary.channel(channel);
      describedChannels.add(channel.id());
      if (channel.schemaId() != 0 && !describedSchemas.contains(channel.schemaId())) {
        earlySchemas.add(channel.schemaId());
        firstEarlyUse = Math.min(firstEarlyUse, at);
      }
    }
  }

  private void used(int channelId, long at) {
    usedChannels.add(channelId);
    if (!describedChannels.contains(channelId)) {
      earlyChannels.add(channelId);
      firstEarlyUse = Math.min(firstEarlyUse, at);
    }
  }

  private void index(McapRecord.MessageIndex index, long at, long bytes) throws McapException {
    OpenChunk chunk = open;
    if (chunk == null || at != indexEnd) {
      throw new McapException("MessageIndex: its chunk is not whole", at);
    }
    ChunkBuilder.ChannelEntries expected = entries.find(index.channelId());
    if (!entries.matches(index)) {
      throw new McapException("MessageIndex: does not match its chunk", at);
    }
    if (expected != null) {
      chunk.indexOffsets.put(index.channelId(), at);
    }
    indexEnd = at + bytes;
  }

  /// No more indexes follow in the file. Without all of them the chunk is read without any.
  private void closeChunk() {
    OpenChunk chunk = open;
    if (chunk == null) {
      return;
    }
    open = null;
    boolean complete = chunk.indexOffsets.size() == entries.channelCount();
    summary.chunk(
        entries,
        chunk.unpackedBytes,
        chunk.offset,
        chunk.chunkBytes,
        complete ? chunk.indexOffsets : Map.of(),
        complete ? indexEnd - chunk.offset - chunk.chunkBytes : 0,
        chunk.compression,
        chunk.packedBytes);
  }

  /// Adds what the last chunk's indexes lack. To be called when the data section ends at `end`.
  void appendIndexes(RecordBuffer to, long end) {
    OpenChunk chunk = open;
    if (chunk != null && indexEnd == end) {
      for (int i = 0; i < entries.channelCount(); i++) {
        ChunkBuilder.ChannelEntries channel = entries.channel(i);
        if (!chunk.indexOffsets.containsKey(channel.channelId)) {
          chunk.indexOffsets.put(channel.channelId, end + to.length());
          RecordEncoder.messageIndex(to, channel);
        }
      }
      indexEnd = end + to.length();
    }
    closeChunk();
    summary.messages(loose);
    loose.clear();
  }

  /// Gives a name to each channel and schema whose own record is lost: their messages are still
  /// there.
  void finish() {
    usedChannels.removeAll(summary.channels().keySet());
    for (int id : usedChannels) {
      problem(
          0,
          "The record of channel " + id + " is lost; its messages are kept as " + LOST_TOPIC + id);
      summary.channel(new McapRecord.Channel(id, 0, LOST_TOPIC + id, "", Map.of()));
    }
    TreeSet<Integer> lostSchemas = new TreeSet<>();
    for (McapRecord.Channel channel : summary.channels().values()) {
      if (channel.schemaId() != 0 && !summary.schemas().containsKey(channel.schemaId())) {
        lostSchemas.add(channel.schemaId());
      }
    }
    for (int id : lostSchemas) {
      problem(0, "The record of schema " + id + " is lost");
      summary.schema(new McapRecord.Schema(id, LOST_SCHEMA + id, "", ByteBuffer.allocate(0)));
    }
  }

  /// Records that are needed in front of the byte at [#firstEarlyUse].
  RecordBuffer missingDescriptions() {
    for (int id : earlyChannels) {
      McapRecord.Channel channel = summary.channels().get(id);
      if (channel != null && channel.schemaId() != 0) {
        earlySchemas.add(channel.schemaId());
      }
    }
    RecordBuffer records = new RecordBuffer(256);
    for (int id : earlySchemas) {
      McapRecord.Schema schema = summary.schemas().get(id);
      if (schema != null) {
        RecordEncoder.schema(records, schema);
      }
    }
    for (int id : earlyChannels) {
      McapRecord.Channel channel = summary.channels().get(id);
      if (channel != null) {
        RecordEncoder.channel(records, channel);
      }
    }
    return records;
  }

  long firstEarlyUse() {
    return firstEarlyUse;
  }

  private void problem(long offset, String what) {
    problems.add(new RecoveryReport.Problem(offset, what));
  }
}
