package dev.handloom.store.mcap;

import static dev.handloom.store.mcap.LittleEndian.U16;
import static dev.handloom.store.mcap.LittleEndian.U32;
import static dev.handloom.store.mcap.LittleEndian.U64;
import static dev.handloom.store.mcap.LittleEndian.U8;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The chunk that is being filled: its records, and where each channel's messages stand among them.
/// Also serves as the plain buffer of a file without chunks.
final class ChunkBuilder {
  private static final int MESSAGE_OVERHEAD_BYTES = Opcode.HEAD_BYTES + Opcode.MESSAGE_FIXED_BYTES;

  /// Index entries for a start; a channel that needs more gets double.
  private static final int FIRST_ENTRIES = 64;

  /// What one channel has in this chunk. Kept from chunk to chunk for its array.
  static final class ChannelEntries {
    final int channelId;
    int count;

    /// Log time and offset in turn.
    long[] timesAndOffsets = new long[2 * FIRST_ENTRIES];

    ChannelEntries(int channelId) {
      this.channelId = channelId;
    }

    void add(long logTimeNanos, long offset) {
      int at = 2 * count;
      if (at == timesAndOffsets.length) {
        timesAndOffsets = Arrays.copyOf(timesAndOffsets, 2 * at);
      }
      timesAndOffsets[at] = logTimeNanos;
      timesAndOffsets[at + 1] = offset;
      count++;
    }
  }

  private final RecordBuffer records;
  private final long headBytes;
  private @Nullable ChannelEntries[] byChannel = new @Nullable ChannelEntries[16];

  /// In the order of each channel's first message.
  private ChannelEntries[] touched = new ChannelEntries[0];

  private int touchedCount;
  private long startNanos;
  private long endNanos;
  private long messageCount;

  /// @param headBytes kept free in front of the records, for the head of the chunk
  ChunkBuilder(long headBytes, long capacityBytes) {
    this.headBytes = headBytes;
    records = new RecordBuffer(headBytes + capacityBytes);
    clear();
  }

  void clear() {
    records.clear();
    records.reserve(headBytes);
    for (int i = 0; i < touchedCount; i++) {
      touched[i].count = 0;
    }
    touchedCount = 0;
    startNanos = 0;
    endNanos = 0;
    messageCount = 0;
  }

  /// Schemas and channels are put here directly.
  RecordBuffer records() {
    return records;
  }

  long recordBytes() {
    return records.length() - headBytes;
  }

  long messageCount() {
    return messageCount;
  }

  /// 0 without messages, as the specification wants it.
  long startNanos() {
    return startNanos;
  }

  long endNanos() {
    return endNanos;
  }

  int channelCount() {
    return touchedCount;
  }

  ChannelEntries channel(int i) {
    return touched[i];
  }

  /// What the channel has in this chunk; null if nothing.
  @Nullable ChannelEntries find(int channelId) {
    ChannelEntries entries = channelId < byChannel.length ? byChannel[channelId] : null;
    return entries == null || entries.count == 0 ? null : entries;
  }

  /// Channels that have messages here.
  List<Integer> channelIds() {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < touchedCount; i++) {
      ids.add(touched[i].channelId);
    }
    return ids;
  }

  /// Whether `found` tells of exactly the messages that its channel has here, in any order: other
  /// writers sort by time.
  boolean matches(McapRecord.MessageIndex found) {
    ChannelEntries expected = find(found.channelId());
    int count = expected == null ? 0 : expected.count;
    if (expected == null || found.entries().size() != count) {
      return found.entries().size() == count;
    }
    List<McapRecord.MessageIndex.Entry> ordered = new ArrayList<>(found.entries());
    ordered.sort(Comparator.comparingLong(McapRecord.MessageIndex.Entry::offset));
    for (int i = 0; i < count; i++) {
      McapRecord.MessageIndex.Entry entry = ordered.get(i);
      if (entry.logTimeNanos() != expected.timesAndOffsets[2 * i]
          || entry.offset() != expected.timesAndOffsets[2 * i + 1]) {
        return false;
      }
    }
    return true;
  }

  void message(
      int channelId,
      long sequence,
      long logTimeNanos,
      long publishTimeNanos,
      MemorySegment data,
      long length) {
    long at = begin(channelId, sequence, logTimeNanos, publishTimeNanos, length);
    MemorySegment.copy(data, 0, records.memory(), at, length);
  }

  void message(
      int channelId,
      long sequence,
      long logTimeNanos,
      long publishTimeNanos,
      byte[] data,
      int offset,
      int length) {
    long at = begin(channelId, sequence, logTimeNanos, publishTimeNanos, length);
    MemorySegment.copy(data, offset, records.memory(), U8, at, length);
  }

  void message(
      int channelId, long sequence, long logTimeNanos, long publishTimeNanos, ByteBuffer data) {
    int length = data.remaining();
    long at = begin(channelId, sequence, logTimeNanos, publishTimeNanos, length);
    records.view(0, records.length()).put((int) at, data, data.position(), length);
  }

  private long begin(
      int channelId, long sequence, long logTimeNanos, long publishTimeNanos, long length) {
    long at = records.reserve(MESSAGE_OVERHEAD_BYTES + length);
    MemorySegment memory = records.memory();
    memory.set(U8, at, (byte) Opcode.MESSAGE);
    memory.set(U64, at + 1, Opcode.MESSAGE_FIXED_BYTES + length);
    memory.set(U16, at + 9, (short) channelId);
    memory.set(U32, at + 11, (int) sequence);
    memory.set(U64, at + 15, logTimeNanos);
    memory.set(U64, at + 23, publishTimeNanos);
    index(channelId, logTimeNanos, at - headBytes);
    return at + MESSAGE_OVERHEAD_BYTES;
  }

  /// Counts a message that stands at `offset` of the records.
  void index(int channelId, long logTimeNanos, long offset) {
    if (messageCount++ == 0) {
      startNanos = logTimeNanos;
      endNanos = logTimeNanos;
    } else if (Long.compareUnsigned(logTimeNanos, startNanos) < 0) {
      startNanos = logTimeNanos;
    } else if (Long.compareUnsigned(logTimeNanos, endNanos) > 0) {
      endNanos = logTimeNanos;
    }
    ChannelEntries entries = entries(channelId);
    if (entries.count == 0) {
      touched[touchedCount++] = entries;
    }
    entries.add(logTimeNanos, offset);
  }

  private ChannelEntries entries(int channelId) {
    if (channelId >= byChannel.length) {
      byChannel = Arrays.copyOf(byChannel, Math.max(channelId + 1, 2 * byChannel.length));
    }
    ChannelEntries entries = byChannel[channelId];
    if (entries == null) {
      entries = new ChannelEntries(channelId);
      byChannel[channelId] = entries;
      touched = Arrays.copyOf(touched, touched.length + 1);
    }
    return entries;
  }
}
