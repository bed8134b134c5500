package dev.handloom.store.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// The messages of a log that are not known to be on the disk yet, in order. Memory is reused; a
/// log that is synced each second needs some hundred kilobytes.
final class KeptMessages {
  private static final int BLOCK_BYTES = 256 << 10;

  /// Some seconds of what forty streams make: as long as a disk may stall before a failure of it
  /// can cost something.
  private static final int MOST_BLOCKS = 32;

  private static final int HEAD_BYTES = 2 * Integer.BYTES + 3 * Long.BYTES;

  /// Takes messages out again.
  @FunctionalInterface
  interface Taker {
    void message(
        int channel, long sequence, long logTime, long publishTime, byte[] data, int at, int length)
        throws IOException;
  }

  private static final class Block {
    private final byte[] memory;
    private final ByteBuffer bytes;
    private long firstIndex;
    private long endIndex;

    Block(int capacity) {
      memory = new byte[capacity];
      bytes = ByteBuffer.wrap(memory);
    }
  }

  private final ArrayDeque<Block> blocks = new ArrayDeque<>();
  private final ArrayDeque<Block> spare = new ArrayDeque<>();
  private long nextIndex;
  private long syncedIndex;
  private long forgotten;

  /// How many messages there were from the start of the take on.
  long nextIndex() {
    return nextIndex;
  }

  void add(int channel, long sequence, long logTime, long publishTime, byte[] data, int length) {
    Block block = blocks.peekLast();
    if (block == null || block.bytes.remaining() < HEAD_BYTES + length) {
      block = newBlock(HEAD_BYTES + length);
    }
    block
        .bytes
        .putInt(channel)
        .putInt(length)
        .putLong(sequence)
        .putLong(logTime)
        .putLong(publishTime)
        .put(data, 0, length);
    block.endIndex = ++nextIndex;
  }

  private Block newBlock(int least) {
    if (blocks.size() == MOST_BLOCKS) {
      Block oldest = blocks.removeFirst();
      forgotten += Math.max(0, oldest.endIndex - Math.max(oldest.firstIndex, syncedIndex));
      spare.addLast(oldest);
    }
    Block block = spare.pollLast();
    if (block == null || block.bytes.capacity() < least) {
      block = new Block(Math.max(BLOCK_BYTES, least));
    }
    block.bytes.clear();
    block.firstIndex = nextIndex;
    block.endIndex = nextIndex;
    blocks.addLast(block);
    return block;
  }

  /// Everything before a message is on the disk.
  void synced(long index) {
    syncedIndex = Math.max(syncedIndex, index);
    while (!blocks.isEmpty() && blocks.getFirst().endIndex <= syncedIndex) {
      spare.addLast(blocks.removeFirst());
    }
    if (forgotten > 0 && (blocks.isEmpty() || blocks.getFirst().firstIndex <= syncedIndex)) {
      forgotten = 0;
    }
  }

  /// The first message that is still kept.
  long firstIndex() {
    return blocks.isEmpty() ? nextIndex : blocks.getFirst().firstIndex;
  }

  /// Messages that were never known to be on the disk and are not kept either.
  long forgotten() {
    return forgotten;
  }

  /// Bytes of memory.
  long bytes() {
    long sum = 0;
    for (Block block : blocks) {
      sum += block.bytes.capacity();
    }
    for (Block block : spare) {
      sum += block.bytes.capacity();
    }
    return sum;
  }

  /// Gives all that is kept, in order; it stays kept.
  void each(Taker taker) throws IOException {
    for (Block block : blocks) {
      ByteBuffer in = block.bytes.duplicate().flip();
      while (in.hasRemaining()) {
        int channel = in.getInt();
        int length = in.getInt();
        long sequence = in.getLong();
        long logTime = in.getLong();
        long publishTime = in.getLong();
        taker.message(channel, sequence, logTime, publishTime, block.memory, in.position(), length);
        in.position(in.position() + length);
      }
    }
  }
}
