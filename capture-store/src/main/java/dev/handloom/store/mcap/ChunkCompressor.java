package dev.handloom.store.mcap;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/// Packs the records of a chunk; one per writer, with its native state.
abstract sealed class ChunkCompressor implements AutoCloseable {

  static ChunkCompressor of(Compression compression, int level) {
    return switch (compression) {
      case NONE -> new Stored();
      case LZ4 -> new Lz4();
      case ZSTD -> new Zstandard(level);
    };
  }

  /// Appends the packed form of `from` onwards to `target`.
  abstract void compress(RecordBuffer source, long from, RecordBuffer target);

  @Override
  public void close() {}

  private static final class Stored extends ChunkCompressor {
    @Override
    void compress(RecordBuffer source, long from, RecordBuffer target) {
      target.bytes(source.view(from, source.length()));
    }
  }

  private static final class Lz4 extends ChunkCompressor {
    private final Lz4FrameWriter frames = new Lz4FrameWriter();

    @Override
    void compress(RecordBuffer source, long from, RecordBuffer target) {
      frames.append(source, from, target);
    }
  }

  private static final class Zstandard extends ChunkCompressor {
    private final ZstdCompressCtx context = new ZstdCompressCtx();

    Zstandard(int level) {
      context.setLevel(level);
    }

    @Override
    void compress(RecordBuffer source, long from, RecordBuffer target) {
      long length = source.length() - from;
      long bound = Zstd.compressBound(length);
      long at = target.reserve(bound);
      int packed =
          context.compressDirectByteBuffer(
              target.view(0, target.length()),
              (int) at,
              (int) bound,
              source.view(0, source.length()),
              (int) from,
              (int) length);
      target.truncate(at + packed);
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
