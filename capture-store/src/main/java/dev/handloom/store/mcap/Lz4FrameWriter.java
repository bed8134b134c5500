package dev.handloom.store.mcap;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/// The LZ4 frame format around the library's block compressor. The library's own frame stream
/// allocates its buffers anew for every frame and takes heap arrays only, which would cost two
/// copies of every chunk.
final class Lz4FrameWriter {
  static final int MAGIC = 0x184D2204;

  /// Version 01, blocks independent, content size present.
  private static final int FLAGS = 0b0110_1000;

  /// Blocks of at most 4 MiB, the largest that the format has.
  private static final int BLOCK_DESCRIPTOR = 0x70;

  private static final int BLOCK_BYTES = 4 << 20;

  /// The two descriptor bytes and the content size.
  private static final int DESCRIPTOR_BYTES = 1 + 1 + 8;

  static final int STORED_BLOCK = 0x8000_0000;

  private final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();
  private final XXHash32 hash = XXHashFactory.fastestInstance().hash32();

  void append(RecordBuffer source, long from, RecordBuffer target) {
    target.u32(MAGIC);
    long descriptorAt = target.length();
    target.u8(FLAGS);
    target.u8(BLOCK_DESCRIPTOR);
    target.u64(source.length() - from);
    int check = hash.hash(target.view(0, target.length()), (int) descriptorAt, DESCRIPTOR_BYTES, 0);
    target.u8(check >>> 8);
    for (long at = from; at < source.length(); at += BLOCK_BYTES) {
      block(source, at, (int) Math.min(BLOCK_BYTES, source.length() - at), target);
    }
    target.u32(0);
  }

  private void block(RecordBuffer source, long from, int length, RecordBuffer target) {
    long sizeAt = target.reserve(4);
    int bound = compressor.maxCompressedLength(length);
    long at = target.reserve(bound);
    int packed =
        compressor.compress(
            source.view(0, source.length()),
            (int) from,
            length,
            target.view(0, target.length()),
            (int) at,
            bound);
    target.truncate(at);
    if (packed < length) {
      target.reserve(packed);
      target.u32At(sizeAt, packed);
    } else {
      target.bytes(source.view(from, from + length));
      target.u32At(sizeAt, length | STORED_BLOCK);
    }
  }
}
