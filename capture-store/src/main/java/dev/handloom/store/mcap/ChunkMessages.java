package dev.handloom.store.mcap;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The wanted messages of one chunk, sorted by log time and then by their place in the chunk.
final class ChunkMessages {
  private final UnpackedChunk chunk;
  private final long[] offsets;
  private final long[] times;
  private final int step;
  private int at;

  private ChunkMessages(
      UnpackedChunk chunk, long[] offsets, Set<Integer> channels, MessageQuery query)
      throws McapException {
    this.chunk = chunk;
    this.offsets = offsets;
    times = new long[offsets.length];
    readTimes(channels, query);
    sortByTime();
    step = query.newestFirst() ? -1 : 1;
    at = query.newestFirst() ? offsets.length - 1 : 0;
  }

  /// Null if the chunk has none: then only its message indexes were read, if it has such.
  static @Nullable ChunkMessages select(
      IndexedMcapReader reader,
      McapRecord.ChunkIndex index,
      Set<Integer> channels,
      MessageQuery query)
      throws IOException {
    if (index.messageIndexOffsets().isEmpty()) {
      UnpackedChunk chunk = reader.chunk(index);
      long[] offsets = scan(chunk, channels, query);
      return offsets.length == 0 ? null : new ChunkMessages(chunk, offsets, channels, query);
    }
    long[] offsets = indexed(reader, index, channels, query);
    return offsets.length == 0
        ? null
        : new ChunkMessages(reader.chunk(index), offsets, channels, query);
  }

  private static long[] scan(UnpackedChunk chunk, Set<Integer> channels, MessageQuery query)
      throws McapException {
    long[] offsets = new long[256];
    int count = 0;
    long bytes;
    for (long at = 0; at < chunk.byteSize(); at += bytes) {
      bytes = chunk.recordBytesAt(at);
      if (chunk.opcodeAt(at) == Opcode.MESSAGE
          && channels.contains(chunk.messageChannelAt(at, bytes))
          && query.wants(chunk.messageTimeAt(at, bytes))) {
        if (count == offsets.length) {
          offsets = Arrays.copyOf(offsets, 2 * count);
        }
        offsets[count++] = at;
      }
    }
    return Arrays.copyOf(offsets, count);
  }

  private static long[] indexed(
      IndexedMcapReader reader,
      McapRecord.ChunkIndex index,
      Set<Integer> channels,
      MessageQuery query)
      throws IOException {
    byte[] bytes = reader.messageIndexes(index);
    MemorySegment memory = MemorySegment.ofArray(bytes);
    long fileOffset = index.chunkOffset() + index.chunkBytes();
    RecordCursor in = new RecordCursor(memory, 0, bytes.length, "MessageIndex", fileOffset);
    // An entry has 16 bytes, so there cannot be more.
    long[] offsets = new long[bytes.length / 16];
    int count = 0;
    while (in.remaining() > 0) {
      int opcode = in.u8("opcode");
      long length = in.lengthWithin(bytes.length, "record");
      long start = in.skip(length, "record");
      if (opcode != Opcode.MESSAGE_INDEX) {
        continue;
      }
      RecordCursor record =
          new RecordCursor(memory, start, start + length, "MessageIndex", fileOffset);
      if (channels.contains(record.u16("channel_id"))) {
        RecordCursor entries = record.part("records");
        while (entries.remaining() > 0) {
          long time = entries.u64("log_time");
          long offset = entries.u64("offset");
          if (query.wants(time)) {
            offsets[count++] = offset;
          }
        }
      }
    }
    long[] found = Arrays.copyOf(offsets, count);
    // Channel by channel in the file; messages mostly stand in the order of time already.
    Arrays.sort(found);
    return found;
  }

  private void readTimes(Set<Integer> channels, MessageQuery query) throws McapException {
    for (int i = 0; i < offsets.length; i++) {
      long bytes = chunk.recordBytesAt(offsets[i]);
      if (chunk.opcodeAt(offsets[i]) != Opcode.MESSAGE
          || !channels.contains(chunk.messageChannelAt(offsets[i], bytes))
          || !query.wants(chunk.messageTimeAt(offsets[i], bytes))) {
        throw new McapException(
            "MessageIndex: names a message that its chunk does not have", chunk.fileOffset());
      }
      times[i] = chunk.messageTimeAt(offsets[i], bytes);
    }
  }

  private void sortByTime() {
    boolean sorted = true;
    for (int i = 1; i < times.length && sorted; i++) {
      sorted = Long.compareUnsigned(times[i - 1], times[i]) <= 0;
    }
    if (sorted) {
      return;
    }
    long[] unsortedTimes = times.clone();
    long[] unsortedOffsets = offsets.clone();
    List<Integer> order =
        IntStream.range(0, times.length)
            .boxed()
            .sorted(Comparator.comparing(i -> unsortedTimes[i], Long::compareUnsigned))
            .toList();
    for (int i = 0; i < times.length; i++) {
      times[i] = unsortedTimes[order.get(i)];
      offsets[i] = unsortedOffsets[order.get(i)];
    }
  }

  boolean isDone() {
    return at < 0 || at >= offsets.length;
  }

  /// Log time of the message that [#take] returns next.
  long timeNanos() {
    return times[at];
  }

  long chunkOffset() {
    return chunk.fileOffset();
  }

  McapRecord.Message take() throws McapException {
    long offset = offsets[at];
    at += step;
    McapRecord record = chunk.recordAt(offset, chunk.recordBytesAt(offset));
    return (McapRecord.Message) record;
  }
}
