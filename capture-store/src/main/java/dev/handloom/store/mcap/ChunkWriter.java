package dev.handloom.store.mcap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/// Turns a filled [ChunkBuilder] into the bytes of a chunk and its message indexes, so that they
/// reach the file in one write.
final class ChunkWriter implements AutoCloseable {
  /// Everything in front of the records except the name of the compression.
  static final int HEAD_BYTES = Opcode.HEAD_BYTES + 8 + 8 + 8 + 4 + 4 + 8;

  private final McapWriterOptions options;
  private final ChunkCompressor compressor;
  private final RecordBuffer packed;
  private final CRC32 crc = new CRC32();
  private final Map<Integer, Long> indexOffsets = new LinkedHashMap<>();

  ChunkWriter(McapWriterOptions options) {
    this.options = options;
    compressor = ChunkCompressor.of(options.compression(), options.compressionLevel());
    packed =
        new RecordBuffer(
            options.compression() == Compression.NONE ? HEAD_BYTES : options.chunkLimitBytes());
  }

  /// The chunk's bytes as they stand at `offset` of the file. Tells `summary` of them. The buffer
  /// is used again by the next call.
  RecordBuffer close(ChunkBuilder chunk, long offset, Summary summary) {
    RecordBuffer records = chunk.records();
    long unpackedBytes = chunk.recordBytes();
    crc.reset();
    if (options.has(McapFeature.CHECKSUMS)) {
      crc.update(records.view(HEAD_BYTES, records.length()));
    }

    RecordBuffer whole = records;
    Compression compression = Compression.NONE;
    if (options.compression() != Compression.NONE) {
      int headBytes = HEAD_BYTES + options.compression().id().length();
      packed.clear();
      packed.reserve(headBytes);
      compressor.compress(records, HEAD_BYTES, packed);
      if (packed.length() - headBytes < unpackedBytes) {
        whole = packed;
        compression = options.compression();
      }
    }
    long storedBytes = whole.length() - HEAD_BYTES - compression.id().length();
    head(whole, chunk, unpackedBytes, compression, storedBytes);
    long chunkBytes = whole.length();

    indexOffsets.clear();
    if (options.has(McapFeature.MESSAGE_INDEX)) {
      for (int i = 0; i < chunk.channelCount(); i++) {
        ChunkBuilder.ChannelEntries entries = chunk.channel(i);
        indexOffsets.put(entries.channelId, offset + whole.length());
        RecordEncoder.messageIndex(whole, entries);
      }
    }
    summary.chunk(
        chunk,
        unpackedBytes,
        offset,
        chunkBytes,
        indexOffsets,
        whole.length() - chunkBytes,
        compression.id(),
        storedBytes);
    return whole;
  }

  private void head(
      RecordBuffer whole,
      ChunkBuilder chunk,
      long unpackedBytes,
      Compression compression,
      long storedBytes) {
    long end = whole.length();
    whole.clear();
    long body = whole.begin(Opcode.CHUNK);
    whole.u64(chunk.startNanos());
    whole.u64(chunk.endNanos());
    whole.u64(unpackedBytes);
    whole.u32(crc.getValue());
    whole.string(compression.id());
    whole.u64(storedBytes);
    whole.reserve(end - whole.length());
    whole.end(body);
  }

  @Override
  public void close() {
    compressor.close();
  }
}
