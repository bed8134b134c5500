package dev.handloom.store.mcap;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The answer to a [MessageQuery], unpacked as it is asked for. Chunks may overlap in time; only
/// those that could hold the next message are open.
public final class MessageCursor {
  private final IndexedMcapReader reader;
  private final MessageQuery query;
  private final Set<Integer> channels = new HashSet<>();
  private final Deque<McapRecord.ChunkIndex> waiting;
  private final PriorityQueue<ChunkMessages> open;

  MessageCursor(IndexedMcapReader reader, MessageQuery query) {
    this.reader = reader;
    this.query = query;
    for (McapRecord.Channel channel : reader.channels().values()) {
      if (query.wants(channel.topic())) {
        channels.add(channel.id());
      }
    }
    Comparator<McapRecord.ChunkIndex> chunkOrder =
        Comparator.comparing(this::firstNanos, Long::compareUnsigned);
    Comparator<ChunkMessages> messageOrder =
        Comparator.comparing(ChunkMessages::timeNanos, Long::compareUnsigned);
    messageOrder = messageOrder.thenComparingLong(ChunkMessages::chunkOffset);
    boolean backwards = query.newestFirst();
    open = new PriorityQueue<>(backwards ? Collections.reverseOrder(messageOrder) : messageOrder);
    List<McapRecord.ChunkIndex> chunks = new ArrayList<>();
    for (McapRecord.ChunkIndex index : reader.chunkIndexes()) {
      if (query.overlaps(index.startNanos(), index.endNanos()) && hasWantedChannel(index)) {
        chunks.add(index);
      }
    }
    chunks.sort(backwards ? Collections.reverseOrder(chunkOrder) : chunkOrder);
    waiting = new ArrayDeque<>(chunks);
  }

  /// The next message, or null after the last.
  public McapRecord.@Nullable Message next() throws IOException {
    openDueChunks();
    ChunkMessages first = open.poll();
    if (first == null) {
      return null;
    }
    McapRecord.Message message = first.take();
    if (!first.isDone()) {
      open.add(first);
    }
    return message;
  }

  /// A chunk is due once it could hold a message that comes before, or ties with, the first open.
  private void openDueChunks() throws IOException {
    while (!waiting.isEmpty()) {
      ChunkMessages first = open.peek();
      if (first != null) {
        int order = Long.compareUnsigned(firstNanos(waiting.getFirst()), first.timeNanos());
        if (query.newestFirst() ? order < 0 : order > 0) {
          return;
        }
      }
      ChunkMessages messages = ChunkMessages.select(reader, waiting.removeFirst(), channels, query);
      if (messages != null) {
        open.add(messages);
      }
    }
  }

  private long firstNanos(McapRecord.ChunkIndex index) {
    return query.newestFirst() ? index.endNanos() : index.startNanos();
  }

  private boolean hasWantedChannel(McapRecord.ChunkIndex index) {
    return index.messageIndexOffsets().isEmpty()
        || !Collections.disjoint(index.messageIndexOffsets().keySet(), channels);
  }
}
